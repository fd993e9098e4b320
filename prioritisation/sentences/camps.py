"""The camps of a group's ballots, in sentences: their sizes, what they weigh, who is first."""

from collections.abc import Sequence

from prioritisation.analysis.ballots.camps import LEAST, Camp, Camps
from prioritisation.analysis.matrix import SAME
from prioritisation.sentences.group import firsts_clause
from prioritisation.sentences.shares import weight_texts
from prioritisation.wording import listed, t, tn


def no_camps_text(*, enough: bool) -> str:
    """That there are no camps, or that the ballots without abstention are too few to tell."""
    if enough:
        return t("The votes form no groups far apart.")
    return t(
        "Too few votes without abstention to look for groups: {least} are needed.", least=LEAST
    )


def camps_text(camps: Camps, labels: Sequence[str], levers: Sequence[str], scores: str) -> str:
    """The camps behind the mean: their sizes, what they weigh most, who is first for how many.

    Parameters
    ----------
    labels
        Of the criteria, in the order of the weights.
    scores
        As for ``firsts_text``.
    """
    parts = [t("The votes form {n} groups.", n=len(camps.camps))]
    parts += [_camp(camp, labels, levers, scores) for camp in camps.camps]
    if camps.left_out:
        left = tn(
            "{n} vote with an abstention is in no group.",
            "{n} votes with an abstention are in no group.",
            camps.left_out,
        )
        parts.append(left)
    return " ".join(parts)


def _camp(camp: Camp, labels: Sequence[str], levers: Sequence[str], scores: str) -> str:
    heaviest = camp.weights >= camp.weights.max() - SAME
    return t(
        "{n} votes weigh {criteria} most on average ({share}): {firsts}.",
        n=camp.firsts.n,
        criteria=listed([labels[i] for i in heaviest.nonzero()[0]]),
        share=weight_texts(camp.weights)[int(camp.weights.argmax())],
        firsts=firsts_clause(camp.firsts, levers, scores),
    )

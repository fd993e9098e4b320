"""The camps of a group's ballots, in sentences: their sizes, what they weigh, who is first."""

from collections.abc import Mapping, Sequence

from prioritisation.analysis.ballots.camps import LEAST, NUMBERS, Camp, Camps
from prioritisation.analysis.matrix import SAME
from prioritisation.sentences.firsts import first_of, first_text
from prioritisation.sentences.phrases import joined
from prioritisation.sentences.shares import weight_texts
from prioritisation.wording import listed, t, tn

_Labels = Mapping[str, str]


def no_camps_text(*, enough: bool) -> str:
    """That there are no camps, or that the ballots without abstention are too few to tell."""
    if enough:
        return t("The votes form no groups far apart.")
    return t(
        "Too few votes without abstention to look for groups: {least} are needed.", least=LEAST
    )


def camps_text(camps: Camps, labels: _Labels, levers: Sequence[str]) -> str:
    """The camps behind the mean: their sizes, what they weigh most, who is first in each."""
    written = [weight_texts(camp.weights) for camp in camps.camps]
    parts = joined([_camp(*one, labels, levers) for one in zip(camps.camps, written, strict=True)])
    two = len(camps.camps) == NUMBERS[0]
    sentence = (
        t("Two groups of votes: {parts}.", parts=parts)
        if two
        else t("Three groups of votes: {parts}.", parts=parts)
    )
    if not camps.left_out:
        return sentence
    left = tn(
        "{n} vote with an abstention is in no group.",
        "{n} votes with an abstention are in no group.",
        camps.left_out,
    )
    return f"{sentence} {left}"


def _camp(camp: Camp, written: Sequence[str], labels: _Labels, levers: Sequence[str]) -> str:
    most = float(camp.weights.max())
    weights = zip(camp.ranking.criteria, camp.weights.tolist(), strict=True)
    return tn(
        "{n} vote whose largest weight ({share} on average) is on {criteria}, for which {first}",
        "{n} votes whose largest weight ({share} on average) is on {criteria}, for which {first}",
        camp.size,
        criteria=listed([labels[c] for c, weight in weights if weight >= most - SAME]),
        share=written[int(camp.weights.argmax())],
        first=first_text(levers, first_of(camp.ranking)),
    )

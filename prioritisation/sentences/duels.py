"""Whether a lever wins all its duels on the votes, in a sentence."""

from collections.abc import Sequence

from prioritisation.analysis.ballots.duels import Duels
from prioritisation.sentences.phrases import one_of
from prioritisation.wording import t


def duels_text(duels: Duels, levers: Sequence[str], scores: str) -> str:
    """Whether a lever wins all its duels; empty for too few ballots.

    Parameters
    ----------
    scores
        What the scores that are not known are called (``doubtful_scores``).
    """
    if not duels.shown:
        return ""
    if duels.winner is None and duels.contenders:
        return t(
            "Which lever wins all its duels cannot be established: it depends on {scores}. None "
            "but {levers} can.",
            scores=scores,
            levers=one_of([levers[row] for row in duels.contenders]),
        )
    if duels.winner is None:
        return t("No lever wins all its duels.")
    sentence = t(
        "« {lever} » wins all its duels: against each other lever, more votes prefer it than "
        "the reverse.",
        lever=levers[duels.winner],
    )
    certain = "" if duels.settled else t("It holds whatever the {scores} are.", scores=scores)
    return f"{sentence} {certain}".rstrip()

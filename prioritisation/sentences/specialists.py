"""What specialists call the rules of the pages: one line each, below « Comment c'est calculé »."""

from prioritisation.analysis.ballots.modes import Mode
from prioritisation.wording import t


def weight_rule_lines() -> list[str]:
    """Each way to make weights of something else than points."""
    return [
        _centroid(),
        _rank_sum(),
        t(
            "Deck of cards (revised Simos): a white card widens the gap between two places; the "
            "ratio of the first to the last sets the scale."
        ),
        t(
            "Comparisons two by two (AHP): weights drawn from all of them together (principal "
            "eigenvector), and a ratio that says whether they contradict each other."
        ),
    ]


def mode_rule(mode: Mode) -> str:
    """The rule that makes weights of the places of a ballot; empty for a ballot in points."""
    return {Mode.ROC: _centroid, Mode.RANK_SUM: _rank_sum}.get(mode, str)()


def _centroid() -> str:
    return t(
        "Order of importance (ROC): the mean of all the weights that keep this order; the first "
        "weighs much more than the last."
    )


def _rank_sum() -> str:
    return t(
        "Order by equal steps (rank sum): the weight falls by the same step from each place to "
        "the next."
    )


def scaling_rule() -> str:
    """What brings criteria to one scale."""
    return t(
        "Scaling (scaling): each criterion goes from 0 to 100 between two bounds fixed in the "
        "case, whatever the levers compared."
    )


def word_rule() -> str:
    """What makes numbers of words."""
    return t(
        "Numbers given to words (coding): the worst word is worth 0, the best 100, the others are "
        "between, in their order."
    )


def agreement_rule() -> str:
    """How the agreement on the weights is measured."""
    return t(
        "Agreement of the weights (Shannon-beta index): 100 % when all votes are alike, 0 % when "
        "each puts all on one criterion and each criterion has as many."
    )


def other_mean_rule() -> str:
    """The other way to take the mean of the votes."""
    return t(
        "Another way to take the mean (geometric): the shares are multiplied rather than added; a "
        "share below half a point counts as half a point."
    )


def voting_rule_lines() -> tuple[str, ...]:
    """How each voting rule counts, and what it is called."""
    return (
        t(
            "The places on each vote (Borda): one point for each lever preceded on a vote, half a "
            "point for a tie."
        ),
        t("The duels won (Copeland): duels won minus duels lost."),
        t(
            "The order closest to the votes (Kemeny): the one that agrees with the votes most "
            "often, pair by pair."
        ),
    )


def control_number_rule() -> str:
    """What a control number is made of."""
    return t(
        "Computed from the whole proof file (by SHA-256): it changes as soon as one character "
        "does."
    )

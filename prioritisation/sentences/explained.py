"""What each kind of number of a page is, and from what: below « Comment c'est calculé »."""

from enum import Enum, auto

from prioritisation.analysis.ballots.ballot import Mode
from prioritisation.analysis.opinions import Method
from prioritisation.sentences.shares import share_meaning
from prioritisation.wording import t
from prioritisation.wording.numbers import with_capital


class NumberKind(Enum):
    """A kind of number that stands on a page."""

    POINTS = auto()
    PLACE = auto()
    WEIGHT = auto()
    SCALE = auto()
    WAYS = auto()
    SHARE = auto()
    LIMIT = auto()
    MOVE = auto()
    SCORES = auto()
    AMOUNT = auto()
    EVIDENCE = auto()
    RANKINGS = auto()
    SHEETS = auto()
    PRESENT = auto()
    VOTES = auto()
    VOTE_SHARE = auto()
    HANDS = auto()
    TRIALS = auto()
    CHANCE = auto()
    CASES = auto()
    PRINT = auto()


def explained(kind: NumberKind) -> tuple[str, str]:
    """The name of a kind of number, and what it is."""
    return _explanations()[kind]


def _explanations() -> dict[NumberKind, tuple[str, str]]:
    return {
        NumberKind.POINTS: (
            t("Points"),
            t(
                "Out of 100. Each score becomes a value from 0 to 100 on the scale of its "
                "criterion; the points are the sum of these values times the weights. « 44 to "
                "77 »: at the lowest and at the highest, depending on uncertain scores."
            ),
        ),
        NumberKind.PLACE: (
            t("Places"),
            t(
                "The rank of a lever, 1 for the first. « 2 to 4 »: every place that it may have, "
                "depending on uncertain scores; by another calculation, those that it "
                "has in the cases examined, not always in all."
            ),
        ),
        NumberKind.RANKINGS: (
            t("Rankings"),
            t(
                "One a column: the present one, and those where one thing is changed. The answer "
                "changes where the present first cannot be first, or shares its place for sure; "
                "where none is sure here, wherever one is."
            ),
        ),
        NumberKind.WAYS: (
            t("Ways to settle"),
            t(
                "All the answers to the choices still open, taken together. The ranking is made "
                "again for each."
            ),
        ),
        NumberKind.WEIGHT: (
            t("Weight"),
            t(
                "What a criterion counts for in the points, in %. Weights make 100 % together: "
                "when one goes up, the others go down."
            ),
        ),
        NumberKind.SHARE: (t("Ways to share out the weights"), share_meaning()),
        NumberKind.LIMIT: (
            t("Limit of a weight"),
            t(
                "The weight of a criterion from which the first place may change, the other "
                "weights going up or down in proportion."
            ),
        ),
        NumberKind.MOVE: (
            t("Weight to move"),
            t(
                "The smallest part of the 100 % to take from some criteria and give to others for "
                "another lever to be first, or possibly first. The weights before and after are "
                "one way to do it."
            ),
        ),
        NumberKind.SCORES: (
            t("Scores"),
            t(
                "One for each lever and criterion. Missing: no source gives it. Deduced: drawn by "
                "us from the sources, to check. The page of the levers has each, with its source. "
                "A score may change the first place if, depending on its value and on "
                "those of the other uncertain scores, the first is not always the same."
            ),
        ),
        NumberKind.AMOUNT: (
            t("Amount"),
            t(
                "What a score measures, in the unit of its criterion; where a room counts in a "
                "larger unit, the official figure stands beside. Its bar goes from the lowest of "
                "the scale (0) to the highest (100)."
            ),
        ),
        NumberKind.SCALE: (
            t("Scale"),
            t(
                "The score of a criterion that is worth 0, then the one worth 100, fixed in the "
                "case. The page of the criteria says where they come from."
            ),
        ),
        NumberKind.EVIDENCE: (
            t("Evidence"),
            t(
                "How many quotations and figures bear on a score, by what they argue for. Their "
                "line opens on them."
            ),
        ),
        NumberKind.SHEETS: (
            t("Sheets"),
            t(
                "How many action sheets serve a lever, or are in a category. « 11 to 13 »: from "
                "those that surely are to all those that possibly are."
            ),
        ),
        NumberKind.PRESENT: (
            t("People present"),
            t(
                "One for each device that came in, and for each vote on paper that was typed in. "
                "Missing: those whose vote is not in yet."
            ),
        ),
        NumberKind.VOTES: (
            t("Votes"),
            t(
                "One a person, the last one sent. « 11 votes out of 14 »: each vote ranks the "
                "levers by itself, with its own weights; 11 put this lever first."
            ),
        ),
        NumberKind.VOTE_SHARE: (
            t("Share of a criterion"),
            t(
                "What it weighs in a vote: its points, divided by the total of the vote, in %. "
                "Group: the mean of all votes. Middle vote: as many votes give more as give less. "
                "« At least one vote in two »: without the lowest quarter and the highest one."
            ),
        ),
        NumberKind.HANDS: (
            t("Show of hands"),
            t(
                "Hands counted in the room on the proposal, typed in by whoever writes the "
                "decision: these are not the votes on the weights."
            ),
        ),
        NumberKind.PRINT: (
            t("Print of the scores"),
            t(
                "Computed from the scores that are fixed: it changes as soon as one of them does. "
                "It is not the control number, which is that of the proof file."
            ),
        ),
        NumberKind.TRIALS: (
            t("Random trials"),
            t(
                "What is uncertain, or could be otherwise (scores, weights, votes), is drawn at "
                "random many times, every value counting the same; the percentage is that of the "
                "trials. A convention, not a forecast."
            ),
        ),
        NumberKind.CHANCE: (
            t("Chance"),
            t(
                "Of a score to be checked: out of 100 times that two of its possible values are "
                "drawn, the other uncertain ones being drawn too, how many give another answer."
            ),
        ),
        NumberKind.CASES: (
            t("Cases examined"),
            t(
                "Uncertain scores, each at one of the values it may have; some of the cases "
                "only, where there are too many."
            ),
        ),
    }


def mode_rule(mode: Mode) -> str:
    """The rule that makes weights of the places of a ballot; empty for a ballot in points."""
    return order_rule() if mode.ordered else ""


def order_rule() -> str:
    """What makes weights of an order."""
    return t(
        "Order of importance (ROC): the mean of all the weights that keep this order; the first "
        "weighs much more than the last."
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


def other_mean_rule() -> str:
    """The other way to take the mean of the votes."""
    return t(
        "Another way to take the mean (geometric): the shares are multiplied rather than added; a "
        "share below half a point counts as half a point."
    )


def control_number_rule() -> str:
    """What a control number is made of."""
    return t(
        "Computed from the whole proof file (by SHA-256): it changes as soon as one character "
        "does."
    )


def comparing_question() -> str:
    """What the page *Comparer* answers."""
    return t("And with other settings?")


def how_computed() -> str:
    """The line of the fold that names what specialists look for."""
    return t("How it is computed")


def method_name(method: Method) -> str:
    """What a calculation looks at, in plain words; ``named_method`` says what it is called."""
    return {
        Method.ADDITIVE: t("weighted sum"),
        Method.TOPSIS: t("distance to the ideal"),
        Method.VIKOR: t("compromise"),
        Method.WEIGHTED_PRODUCT: t("weighted product"),
        Method.PROMETHEE_II: t("duels"),
    }[method]


def named_method(method: Method) -> str:
    """A calculation in plain words, and what specialists call it where they have a name."""
    names = {Method.TOPSIS: "TOPSIS", Method.VIKOR: "VIKOR", Method.PROMETHEE_II: "PROMETHEE II"}
    plain, name = method_name(method), names.get(method, "")
    return t("{plain} ({name})", plain=plain, name=name) if name else plain


def method_note(method: Method, *, named: bool = False) -> str:
    """What a calculation looks at, in one sentence.

    Parameters
    ----------
    named
        With what specialists call it: below « Comment c'est calculé » only.
    """
    name = named_method(method) if named else method_name(method)
    return t("{name}: {told}.", name=with_capital(name), told=_looked_at(method))


def _looked_at(method: Method) -> str:
    return {
        Method.ADDITIVE: t("the sum of the values times the weights"),
        Method.TOPSIS: t(
            "closeness to an ideal lever, made of the best values present; it depends on the "
            "levers compared"
        ),
        Method.VIKOR: t(
            "between the sum of the losses and the worst loss; it depends on the levers compared"
        ),
        Method.WEIGHTED_PRODUCT: t(
            "the values are multiplied; a lever at the lowest of the scale of one criterion "
            "falls to the last place, whatever the others"
        ),
        Method.PROMETHEE_II: t(
            "criterion by criterion; only who is better counts, not by how much, and it depends "
            "on the levers compared"
        ),
    }[method]


def method_notes() -> list[str]:
    """What each calculation looks at, with what specialists call it."""
    return [method_note(one, named=True) for one in Method]

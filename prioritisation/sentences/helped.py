"""What the sign beside a lever means, where answers to an open choice stand side by side."""

from prioritisation.analysis.crossing import ChoiceKind
from prioritisation.wording import t


def helped_rule(kind: ChoiceKind) -> str:
    """When an answer has the sign of a lever, in the words of a room; no capital, no full stop.

    The rule of ``analysis.helped``: with a direction a score is the same, and only how it stands
    among the others speaks.
    """
    if kind is ChoiceKind.DIRECTION:
        return t("this lever does better with it than the others on average")
    return t("this lever gains with it, and gains most over the others on average")

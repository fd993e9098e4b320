"""What each calculation is called, and what it looks at."""

from prioritisation.analysis.opinions import Method
from prioritisation.wording import t
from prioritisation.wording.numbers import with_capital


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

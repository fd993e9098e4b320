"""The controls of a score: what is known of it, then a word of its scale or a number."""

from collections.abc import Callable

from criteria.model import Criterion
from criteria.scales import Amount, LinearScale, WordScale
from prioritisation.ui.shared import widgets
from prioritisation.ui.shared.controls import capital
from prioritisation.wording import t

ONE_VALUE, BETWEEN, NOBODY = SCORE_KINDS = ("one", "between", "nobody")
"""What is known of a score: itself, two ends it stands between, nothing."""


def kind_field(name: str, kind: str, write: Callable[[str], None]) -> None:
    """The choice of what is known."""
    words = {ONE_VALUE: t("One score"), BETWEEN: t("Between two scores"), NOBODY: t("Unknown")}
    widgets.segmented_control(
        t("What is known"),
        words,
        name=name,
        value=kind,
        write=write,
        required=True,
        format_func=words.__getitem__,
    )


def bound_labels(kind: str) -> tuple[str, ...]:
    """Labels of the fields of a score, the low end first; none for a score that nobody knows."""
    return {BETWEEN: (t("At least"), t("At most")), NOBODY: ()}.get(kind, (t("Score"),))


def bound_field(
    criterion: Criterion,
    perimeter: str,
    label: str,
    name: str,
    value: Amount | None = None,
    *,
    note: str | None = None,
) -> None:
    """One end of a score.

    Parameters
    ----------
    note
        Shown on demand beside a number.
    """
    scale = criterion.scale(perimeter)
    if isinstance(scale, WordScale):
        widgets.selectbox(
            label,
            [v.id for v in scale.levels],
            name=name,
            value=value,
            write=None,
            format_func=lambda v: capital(scale.level(str(v)).label),
            placeholder=t("Choose a word"),
        )
        return
    whole = isinstance(scale, LinearScale) and scale.whole
    typed = value if isinstance(value, int | float) else None
    if typed is not None:
        typed = int(typed) if whole else float(typed)
    step = 1 if whole else None
    widgets.number_input(label, name=name, value=typed, write=None, step=step, help=note)


def missing_score() -> str:
    """What is said when a score was sent with an empty field."""
    return t("Give the score, or choose « Unknown ».")

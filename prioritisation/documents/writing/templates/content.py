"""What a table to fill in holds: a row for each lever, a column for each criterion.

Under each criterion stands what is known of it; what is still to be confirmed is left out, for
the reading of the file to ask: nothing becomes sure by going through a spreadsheet.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from criteria.case import Case
from criteria.model import Criterion, Score, Sense, Standing
from criteria.scales import Amount, LinearScale, WordScale
from prioritisation.cases.typed import number_as_typed, on_one_line
from prioritisation.wording import NBSP, t

TemplateCell = float | str
"""A number, or what somebody would type; empty where nothing stands."""

WORD_JOINT, _STROKE = " / ", "/"
"""Between the words that stand between two ends."""
_BLANK_ROWS, _BLANK_COLUMNS = 12, 6


@dataclass(frozen=True, slots=True)
class TemplateColumn:
    """A criterion.

    Attributes
    ----------
    head
        What stands below its name, in the order of ``TemplateTable.heads``.
    words
        Those of its scale, from the first level to the last; empty where it has numbers.
    """

    label: str
    unit: str
    head: tuple[TemplateCell, ...]
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TemplateTable:
    """A table to fill in.

    Attributes
    ----------
    title
        Of the case; empty where there is none.
    corner
        What is compared, above the names.
    heads
        Names of the rows between the names of criteria and those of levers.
    rows
        Name of each lever, and its scores.
    """

    title: str
    corner: str
    columns: tuple[TemplateColumn, ...]
    heads: tuple[str, ...]
    rows: tuple[tuple[str, tuple[TemplateCell, ...]], ...]

    @property
    def blank(self) -> bool:
        """Whether it is one of no case."""
        return not self.title

    def lines(self) -> Iterator[tuple[TemplateCell, ...]]:
        """Each row of it, from the top."""
        yield (self.corner, *(column.label for column in self.columns))
        for k, name in enumerate(self.heads):
            yield (name, *(column.head[k] for column in self.columns))
        for name, cells in self.rows:
            yield (name, *cells)


def template_of(case: Case | None) -> TemplateTable:
    """The table of a case, as it is counted by default; without one, a blank table."""
    return _filled(case) if case else _blank()


def ways() -> tuple[str, str]:
    """How it is written that more, or less, comes first."""
    return t("to be maximised"), t("to be minimised")


def unknown_text() -> str:
    """What is typed where nobody knows."""
    return t("not known")


def _head_names() -> tuple[str, ...]:
    return t("Unit"), t("Direction"), t("Words"), t("At worst"), t("In between"), t("At best")


def _blank() -> TemplateTable:
    heads, corner = _head_names(), t("Lever")
    columns = (TemplateColumn("", "", ("",) * len(heads)),) * _BLANK_COLUMNS
    rows = (("", ("",) * _BLANK_COLUMNS),) * _BLANK_ROWS
    return TemplateTable("", corner, columns, heads, rows)


def _filled(case: Case) -> TemplateTable:
    combination = case.default_combination
    table = case.tables[combination]
    columns = [_column(criterion) for criterion in case.criteria]
    used = [k for k, _ in enumerate(_head_names()) if any(c.head[k] != "" for c in columns)]
    columns = [
        TemplateColumn(c.label, c.unit, tuple(c.head[k] for k in used), c.words) for c in columns
    ]
    rows = [
        (
            _name(lever.label),
            tuple(
                template_cell(criterion, table.score(lever.id, criterion.id))
                for criterion in case.criteria
            ),
        )
        for lever in case.levers
    ]
    heads = tuple(_head_names()[k] for k in used)
    return TemplateTable(_name(case.title), t("Lever"), tuple(columns), heads, tuple(rows))


def _column(criterion: Criterion) -> TemplateColumn:
    scale = criterion.scale
    words = _words(criterion)
    unit = criterion.unit.several or criterion.unit.one
    settled = criterion.direction.status is Standing.CONFIRMED
    way = ways()[criterion.direction.default is Sense.MIN] if settled else ""
    known = criterion.scale_status is Standing.CONFIRMED and settled
    # Words whose order nobody has agreed to are said, and nothing of their order.
    rising = words if scale.more_is_better else words[::-1]
    listed = "" if known and not _is_unclear(words) else _joined(rising if known else words)
    ends: list[TemplateCell] = ["", "", ""]
    if known and words:
        ends = [rising[0], _joined(rising[1:-1]), rising[-1]]
    elif known and isinstance(scale, LinearScale):
        ends = [float(scale.worst), "", float(scale.best)]
    # Of words the order says which way; a direction beside it would say it twice.
    head = ("" if words else _name(unit), "" if words else way, listed, *ends)
    return TemplateColumn(_name(criterion.label), _name(unit), head, words)


def _is_unclear(words: Sequence[str]) -> bool:
    """Whether their ends alone may be numbers, or what is between them more words than it is."""
    numbers = all(any(map(str.isdigit, word)) for word in words)
    return bool(words) and (numbers or any(_STROKE in word for word in words))


def _joined(words: Sequence[str]) -> str:
    """Words in one cell; one a line, where a stroke between them would not be told from theirs."""
    return ("\n" if any(WORD_JOINT in word for word in words) else WORD_JOINT).join(words)


def _words(criterion: Criterion) -> tuple[str, ...]:
    scale = criterion.scale
    return tuple(_name(v.label) for v in scale.levels) if isinstance(scale, WordScale) else ()


PERCENT = "%"


def template_cell(criterion: Criterion, score: Score) -> TemplateCell:
    """A score, as somebody would type it; never the middle of what is not exact."""
    if score.low is None or score.high is None:
        return unknown_text()
    scale = criterion.scale
    if isinstance(scale, WordScale):
        ends = [_name(scale.level(end).label) for end in (score.low, score.high)]
        return _between(ends)
    low, high = sorted(map(float, (score.low, score.high)))
    # 0.12 under « % » may be 12 % to whoever reads it: a part of one says what it is.
    small = max(abs(low), abs(high)) <= 1 and (low, high) != (0.0, 0.0)
    if small and criterion.unit.several == PERCENT:
        return f"{_between([*map(typed_amount, (low, high))])}{NBSP}{PERCENT}"
    return low if score.exact else _between([*map(typed_amount, (low, high))])


def _between(ends: Sequence[str]) -> str:
    low, high = ends
    return low if low == high else t("{low} to {high}", low=low, high=high)


def typed_amount(value: Amount) -> str:
    """A number as it is typed: a comma, no space between thousands."""
    return value if isinstance(value, str) else number_as_typed(value).replace(NBSP, "")


def _name(text: str) -> str:
    return on_one_line(text)

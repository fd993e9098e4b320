"""Levers in rows, categories in columns: one square per action sheet, the sheets on demand."""

from criteria.case import Case
from criteria.evidence import ActionSheet
from prioritisation.analysis.census import (
    Count,
    Filter,
    categories,
    counting,
    crossed,
    filed,
    rows,
    second,
    served,
)
from prioritisation.analysis.scenario import Scenario
from prioritisation.drawing.markup import details, scrollable, tag, text
from prioritisation.sentences import score_text
from prioritisation.ui.census.sheets import behind, named
from prioritisation.ui.census.words import category_rest, count_text, interval_text
from prioritisation.wording import t, tn


def tally(case: Case, chosen: Scenario, shown: Filter) -> str:
    """The table of counts of the sheets shown, with what the coverage counts of all of them."""
    sheets = tuple(s for s in case.sheets if shown.keeps(s))
    columns = [shown.category] if shown.category else list(categories(case))
    heads = [_category_head(case, c) for c in columns] + [_coverage_head(case)]
    head = _column_head(text(t("Lever"))) + "".join(heads)
    kept = [row for row in rows(case) if shown.lever in ("", row)]
    body = "".join(
        _row(
            case, row, [_cell(case, sheets, row, c) for c in columns], _coverage(case, chosen, row)
        )
        for row in kept
    )
    written = tag(
        "table",
        tag("thead", tag("tr", head, role="row"), role="rowgroup")
        + tag("tbody", body + _totals(case, sheets, columns), role="rowgroup"),
        "matrix tally",
        role="table",
        style=f"--cols:{len(heads)}",
    )
    return scrollable(written, t("Sheets per lever and category")) + _key()


def _category_head(case: Case, code: str) -> str:
    coded = tag("strong", text(code or t("no category")))
    return _column_head(coded + text(category_rest(case, code)))


def _column_head(content: str, css: str = "") -> str:
    """The head of a column; roles are said: a browser forgets them when the table is a grid."""
    return tag("th", content, css, scope="col", role="columnheader")


def _row_of(label: str, cells: str, css: str = "", style: str = "") -> str:
    heading = tag("th", text(label), scope="row", role="rowheader")
    return tag("tr", heading + cells, css, style=style, role="row")


def _td(content: str, css: str = "") -> str:
    return tag("td", content, css, role="cell")


def _coverage_head(case: Case) -> str:
    criterion = counting(case)
    if criterion is None:
        return _column_head(tag("strong", text(t("All categories"))), "counted")
    note = t("what its score counts, without any filter")
    return _column_head(tag("strong", text(criterion.label)) + " " + text(note), "counted")


def _row(case: Case, row: str, cells: list[str], last: str) -> str:
    colours = {lever.id: lever.colour for lever in case.levers}
    style = f"--l:{colours[row]}" if row in colours else ""
    return _row_of(rows(case)[row], "".join(cells) + last, "" if style else "besides", style)


def _cell(case: Case, sheets: tuple[ActionSheet, ...], row: str, category: str) -> str:
    found = crossed(sheets, row, category)
    return _td(_narrow(category) + figure(found, behind(case, found, row, category)))


def _narrow(category: str) -> str:
    """The head of a cell where columns are no more."""
    return tag("span", text(category or t("no category")), "only-narrow")


def figure(count: Count, sheets: str, words: str = "") -> str:
    """A count that opens its sheets; nothing to open when there are none."""
    if not count.high:
        return tag("span", text(words or t("no sheet")), "st zero")
    said = tag("span", text(words or count_text(count)), "cnt") + squares(count)
    return details(said, sheets, "ev")


def squares(count: Count) -> str:
    """One square per sheet: solid sure, hatched possible."""
    drawn = tag("b", "", "sq") * count.low + tag("b", "", "sq u") * len(count.possible)
    return tag("span", drawn, "squares", aria_hidden="true")


def _coverage(case: Case, chosen: Scenario, row: str) -> str:
    """The interval that the score of the lever counts, as the score says it; why on demand."""
    criterion, count = counting(case), served(case.sheets, row)
    sheets = behind(case, count, row)
    if criterion is None:
        return _td(_narrow_words(t("All categories")) + figure(count, sheets))
    head = _narrow_words(criterion.label)
    if row in case.axes:
        apart = tag("span", text(t("not counted")), "st")
        return _td(head + apart + figure(count, sheets), "counted")
    score = case.tables[chosen.perimeter].score(row, criterion.id)
    why = tag("p", text(interval_text(count, row)), "note") if count.high else ""
    words = score_text(criterion, score, chosen.perimeter)
    return _td(head + figure(count, why + sheets, words), "counted")


def _narrow_words(words: str) -> str:
    return tag("span", text(words), "only-narrow")


def _totals(case: Case, sheets: tuple[ActionSheet, ...], columns: list[str]) -> str:
    cells = [_total(case, sheets, c) for c in columns]
    last = tn("{n} sheet shown", "{n} sheets shown", len(sheets))
    shown = _td(tag("span", text(last), "cnt"), "counted")
    return _row_of(t("All the sheets"), "".join(cells) + shown, "besides sum")


def _total(case: Case, sheets: tuple[ActionSheet, ...], category: str) -> str:
    found, also = filed(sheets, category), second(sheets, category)
    words = tn("and {n} second", "and {n} second", len(also))
    beside = details(tag("span", text(words), "cnt also"), named(case, also), "ev") if also else ""
    content = figure(found, behind(case, found, category=category))
    return _td(_narrow(category) + content + beside)


def _key() -> str:
    parts = (
        tag("b", "", "sq ink") + text(t("sure: first lever and category of high confidence")),
        tag("b", "", "sq ink u") + text(t("possible: second lever, or lower confidence")),
        text(t("A sheet that names two levers is in two rows; it has one main category.")),
    )
    return tag("p", "".join(tag("span", part) for part in parts), "key")

"""The counts of action sheets, levers by categories, and the sheets behind each figure."""

from collections.abc import Iterable

from criteria.case import Case
from criteria.evidence import ActionSheet
from prioritisation.analysis.census import (
    Count,
    Filter,
    categories,
    counting_criterion,
    doubts,
    filed_count,
    levers_and_axes,
    scored_count,
    second,
    served_and_filed,
    served_count,
)
from prioritisation.analysis.scenario import Scenario
from prioritisation.drawing.markup import details, items, picture_key, scrollable, tag, text
from prioritisation.sentences import census
from prioritisation.sentences.census import doubt_text, served_names
from prioritisation.sentences.phrases import score_text
from prioritisation.wording import t, tn


def sheets_behind(case: Case, count: Count, lever: str = "", category: str = "") -> str:
    """The sheets of a figure, the sure ones first, each with why it is there."""
    sheets = (*count.sure, *count.possible)
    return items((_sheet(case, s, lever, category) for s in sheets), "evidence")


def sheet_names(case: Case, sheets: Iterable[ActionSheet]) -> str:
    """Sheets where nothing is doubtful: those of a contributor, those in a second category."""
    return items((_titled(s) + sheet_reasons(case, s) for s in sheets), "evidence")


def _sheet(case: Case, sheet: ActionSheet, lever: str, category: str) -> str:
    stands = doubt_text(doubts(sheet, lever, category), lever, category)
    return _titled(sheet) + tag("span", text(stands), "st why") + sheet_reasons(case, sheet)


def _titled(sheet: ActionSheet) -> str:
    carried = t("{sheet}, carried by {contributor}", sheet=sheet.id, contributor=sheet.contributor)
    return tag("strong", text(sheet.title)) + tag("span", text(carried), "st")


def sheet_reasons(case: Case, sheet: ActionSheet) -> str:
    """Lever and category of a sheet, each with its confidence and the reason."""
    lines = [_lever_line(case, sheet), _category_line(sheet), sheet.note]
    return small_lines(lines)


def small_lines(lines: Iterable[str]) -> str:
    """What is said in small letters below a thing, a line each; nothing for an empty one."""
    return "".join(tag("span", text(line), "st") for line in lines if line)


def _lever_line(case: Case, sheet: ActionSheet) -> str:
    """Which levers a sheet serves, how surely and why."""
    first, *others = served_names(case, sheet)
    also = t("{first}, also {others}", first=first, others=", ".join(others)) if others else first
    return _inferred(t("Lever: {label}", label=also), sheet.confidence, sheet.reason)


def _category_line(sheet: ActionSheet) -> str:
    """Which category a sheet is in, how surely and why."""
    label = sheet.category or t("no category")
    if sheet.secondary_category:
        label = t("{first}, also {others}", first=label, others=sheet.secondary_category)
    return _inferred(
        t("Category: {label}", label=label), sheet.category_confidence, sheet.category_reason
    )


def _inferred(label: str, confidence: str, reason: str) -> str:
    sure = t("confidence: {word}", word=confidence) if confidence else ""
    return " · ".join(part for part in (label, sure, reason) if part)


def tally(case: Case, scenario: Scenario, sheet_filter: Filter) -> str:
    """The table of counts of the sheets shown, with what the coverage counts of all of them."""
    sheets = tuple(s for s in case.sheets if sheet_filter.keeps(s))
    columns = [sheet_filter.category] if sheet_filter.category else list(categories(case))
    heads = [_category_head(case, c) for c in columns] + [_coverage_head(case)]
    head = _column_head(text(t("Lever"))) + "".join(heads)
    kept = [row for row in levers_and_axes(case) if sheet_filter.lever in ("", row)]
    body = "".join(
        _row(
            case,
            row,
            [_cell(case, sheets, row, c) for c in columns],
            _coverage(case, scenario, row),
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
    return scrollable(written, t("Sheets per lever and category")) + _key(case)


def _category_head(case: Case, code: str) -> str:
    coded = tag("strong", text(code or t("no category")))
    return _column_head(coded + text(census.category_rest(case, code)))


def _column_head(content: str, css: str = "") -> str:
    """The head of a column; roles are said: a browser forgets them when the table is a grid."""
    return tag("th", content, css, scope="col", role="columnheader")


def _row_of(label: str, cells: str, css: str = "", style: str = "") -> str:
    heading = tag("th", text(label), scope="row", role="rowheader")
    return tag("tr", heading + cells, css, style=style, role="row")


def _td(content: str, css: str = "") -> str:
    return tag("td", content, css, role="cell")


def _coverage_head(case: Case) -> str:
    criterion = counting_criterion(case)
    if criterion is None:
        return _column_head(tag("strong", text(t("All categories"))), "counted")
    note = t("what its score counts, without any filter")
    return _column_head(tag("strong", text(criterion.label)) + " " + text(note), "counted")


def _row(case: Case, row: str, cells: list[str], last: str) -> str:
    colours = {lever.id: lever.colour for lever in case.levers}
    # An axis has no colour: it stands beside the levers, and is not counted.
    style = f"--l:{colours[row]}" if row in colours else ""
    return _row_of(
        levers_and_axes(case)[row],
        "".join(cells) + last,
        "" if style else "besides",
        style,
    )


def _cell(case: Case, sheets: tuple[ActionSheet, ...], row: str, category: str) -> str:
    count = served_and_filed(sheets, row, category)
    return _td(_narrow(category) + _figure(count, sheets_behind(case, count, row, category)))


def _narrow(category: str) -> str:
    """The head of a cell where columns are no more."""
    return narrow_head(category or t("no category"))


def _figure(count: Count, sheets: str, words: str = "") -> str:
    """A count that opens its sheets; nothing to open when there are none."""
    if not count.high:
        return tag("span", text(words or t("no sheet")), "st zero")
    sentence = tag("span", text(words or census.sure_possible_text(count)), "cnt") + _squares(
        count
    )
    return details(sentence, sheets, "ev")


def _squares(count: Count) -> str:
    """One square per sheet: solid sure, hatched possible."""
    drawn = tag("b", "", "sq") * count.low + tag("b", "", "sq u") * len(count.possible)
    return tag("span", drawn, "squares", aria_hidden="true")


def _coverage(case: Case, scenario: Scenario, row: str) -> str:
    """What the score of the lever counts, as the score says it, and those sheets drawn."""
    criterion, every = counting_criterion(case), served_count(case.sheets, row)
    if criterion is None:
        return _td(narrow_head(t("All categories")) + _served(case, row, every))
    head = narrow_head(criterion.label)
    if row in case.axes:
        apart = tag("span", text(t("not counted")), "st")
        return _td(head + apart + _served(case, row, every), "counted")
    score = case.tables[scenario.combination].score(row, criterion.id)
    words = score_text(criterion, score)
    count = scored_count(case, row, scenario.combination)
    if (score.low, score.high) == (count.high, count.high):
        # What the score counts is counted, however sure the lever of each sheet is.
        count = Count((*count.sure, *count.possible), ())
    elif (score.low, score.high) != (count.low, count.high):
        # A score that somebody wrote counts no sheets: it stands apart from them.
        return _td(head + tag("span", text(words), "cnt") + _served(case, row, every), "counted")
    return _td(head + _scored(case, row, count, words), "counted")


def _served(case: Case, row: str, every: Count) -> str:
    """The sheets that name a lever or an axis, where no score counts them."""
    words = census.served_text(every) if every.high else ""
    return _figure(every, sheets_behind(case, every, row), words)


def _scored(case: Case, row: str, count: Count, words: str) -> str:
    """The score, the sheets that it counts, drawn, and how many it leaves out."""
    ids = {sheet.id for sheet in (*count.sure, *count.possible)}
    left = served_count((s for s in case.sheets if s.id not in ids), row)
    if not count.high and not left.high:
        return _figure(count, "", words)
    beside = text(census.counted_or_not_text(count)) + _squares(count) if count.high else ""
    if left.high:
        beside += text(tn("{n} not counted", "{n} not counted", left.high))
    heading = tag("span", text(words), "cnt") + tag("span", beside, "st")
    served = served_count((*count.sure, *count.possible), row)
    why = tag("p", text(census.interval_text(served, row)), "note") if count.high else ""
    behind = why + sheets_behind(case, served, row) if count.high else ""
    return details(heading, behind + _left_out(case, row, left), "ev")


def _left_out(case: Case, row: str, left: Count) -> str:
    """The sheets that name a lever and that its score does not count."""
    if not left.high:
        return ""
    heading = tn(
        "{n} sheet that names it is not counted:",
        "{n} sheets that name it are not counted:",
        left.high,
    )
    return tag("p", text(heading), "note") + sheets_behind(case, left, row)


def narrow_head(words: str) -> str:
    """The head of a column again in a cell, where columns are no more."""
    return tag("span", text(words), "only-narrow")


def _totals(case: Case, sheets: tuple[ActionSheet, ...], columns: list[str]) -> str:
    cells = [_total(case, sheets, c) for c in columns]
    last = tn("{n} sheet shown", "{n} sheets shown", len(sheets))
    last_cell = _td(tag("span", text(last), "cnt"), "counted")
    return _row_of(t("All the sheets"), "".join(cells) + last_cell, "besides sum")


def _total(case: Case, sheets: tuple[ActionSheet, ...], category: str) -> str:
    count, also = filed_count(sheets, category), second(sheets, category)
    words = tn("and {n} second", "and {n} second", len(also))
    beside = (
        details(tag("span", text(words), "cnt also"), sheet_names(case, also), "ev")
        if also
        else ""
    )
    filed = census.filed_text(count) if count.high else ""
    content = _figure(count, sheets_behind(case, count, category=category), filed)
    return _td(_narrow(category) + content + beside)


def _key(case: Case) -> str:
    counts = t("last column: sheets that the score counts, whatever their category")
    parts = [
        tag("b", "", "sq ink") + text(t("sure: first lever and category of high confidence")),
        tag("b", "", "sq ink u") + text(t("possible: second lever, or lower confidence")),
        *([text(counts)] if counting_criterion(case) else []),
        text(t("A sheet that names two levers is in two rows; it has one main category.")),
    ]
    return picture_key(parts)

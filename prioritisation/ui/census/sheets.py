"""Action sheets behind a figure, and the list of those shown."""

from collections.abc import Iterable

from criteria.case import Case
from criteria.evidence import ActionSheet
from prioritisation.analysis.census import Count, doubts, rows
from prioritisation.drawing.markup import details, items, scrollable, tag, text
from prioritisation.ui.census.words import doubt_text
from prioritisation.wording import t


def behind(case: Case, count: Count, lever: str = "", category: str = "") -> str:
    """The sheets of a figure, the sure ones first, each with why it is there."""
    found = (*count.sure, *count.possible)
    return items((_sheet(case, s, lever, category) for s in found), "evidence")


def named(case: Case, sheets: Iterable[ActionSheet]) -> str:
    """Sheets where nothing is doubtful: those of a contributor, those in a second category."""
    return items((_titled(s) + _reasons(case, s) for s in sheets), "evidence")


def _sheet(case: Case, sheet: ActionSheet, lever: str, category: str) -> str:
    stands = doubt_text(doubts(sheet, lever, category))
    return _titled(sheet) + tag("span", text(stands), "st why") + _reasons(case, sheet)


def _titled(sheet: ActionSheet) -> str:
    carried = t("{sheet}, carried by {contributor}", sheet=sheet.id, contributor=sheet.contributor)
    return tag("strong", text(sheet.title)) + tag("span", text(carried), "st")


def _reasons(case: Case, sheet: ActionSheet) -> str:
    """Lever and category of a sheet, each with its confidence and the reason."""
    lines = [lever_line(case, sheet), category_line(sheet), sheet.note]
    return "".join(tag("span", text(line), "st") for line in lines if line)


def lever_line(case: Case, sheet: ActionSheet) -> str:
    """Which levers a sheet serves, how surely and why."""
    labels = rows(case)
    first, *others = (labels[lever] for lever in sheet.levers)
    also = t("{first}, also {others}", first=first, others=", ".join(others)) if others else first
    return _inferred(t("Lever: {label}", label=also), sheet.confidence, sheet.reason)


def category_line(sheet: ActionSheet) -> str:
    """Which category a sheet is in, how surely and why."""
    label = sheet.category or t("no category")
    if sheet.secondary_category:
        label = t("{first}, also {others}", first=label, others=sheet.secondary_category)
    return _inferred(
        t("Category: {label}", label=label), sheet.category_confidence, sheet.category_reason
    )


def _inferred(what: str, confidence: str, reason: str) -> str:
    sure = t("confidence: {word}", word=confidence) if confidence else ""
    return " · ".join(part for part in (what, sure, reason) if part)


def sheet_table(case: Case, sheets: tuple[ActionSheet, ...]) -> str:
    """The sheets shown, one a row."""
    head = "".join(
        tag("th", text(h), scope="col")
        for h in (t("Title"), t("Carried by"), t("Levers"), t("Main category"), t("Confidence"))
    )
    body = "".join(_row(case, sheet) for sheet in sheets)
    written = tag("table", f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody>", "matrix roll")
    return scrollable(written, t("List of the sheets"))


def _row(case: Case, sheet: ActionSheet) -> str:
    labels = rows(case)
    first, *others = (labels[lever] for lever in sheet.levers)
    also = tag("span", text(t("also: {levers}", levers=", ".join(others))), "st") if others else ""
    second = sheet.secondary_category
    beside = tag("span", text(t("also: {levers}", levers=second)), "st") if second else ""
    heading = tag("strong", text(sheet.title)) + tag("span", text(sheet.id), "st")
    cells = [
        (t("Carried by"), text(sheet.contributor)),
        (t("Levers"), text(first) + also),
        (t("Main category"), text(sheet.category or t("no category")) + beside),
        (t("Confidence"), _confidence(case, sheet)),
    ]
    body = "".join(tag("td", tag("span", text(h), "only-narrow") + cell) for h, cell in cells)
    return tag("tr", tag("th", heading, scope="row") + body)


def _confidence(case: Case, sheet: ActionSheet) -> str:
    """The two confidences, and the reasons on demand."""
    said = t(
        "lever: {lever}, category: {category}",
        lever=sheet.confidence,
        category=sheet.category_confidence or t("not said"),
    )
    return details(text(said), tag("div", _reasons(case, sheet)), "ev")

"""The list of the action sheets shown, one a row."""

from criteria.case import Case
from criteria.evidence import ActionSheet
from prioritisation.drawing.markup import details, scrollable, tag, text
from prioritisation.sentences.census import served_names
from prioritisation.ui.census.sheets import narrow_head, sheet_reasons
from prioritisation.wording import t


def sheet_table(case: Case, sheets: tuple[ActionSheet, ...]) -> str:
    """The sheets shown, one a row."""
    head = "".join(
        tag("th", text(h), scope="col")
        for h in (t("Title"), t("Carried by"), t("Levers"), t("Main category"), t("Confidence"))
    )
    body = "".join(_sheet_row(case, sheet) for sheet in sheets)
    written = tag("table", f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody>", "matrix roll")
    return scrollable(written, t("List of the sheets"))


def _sheet_row(case: Case, sheet: ActionSheet) -> str:
    first, *others = served_names(case, sheet)
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
    body = "".join(tag("td", narrow_head(h) + cell) for h, cell in cells)
    return tag("tr", tag("th", heading, scope="row") + body)


def _confidence(case: Case, sheet: ActionSheet) -> str:
    """The two confidences, and the reasons on demand."""
    sentence = t(
        "lever: {lever}; category: {category}",
        lever=sheet.confidence or t("not said"),
        category=sheet.category_confidence or t("not said"),
    )
    return details(text(sentence), tag("div", sheet_reasons(case, sheet)), "ev")

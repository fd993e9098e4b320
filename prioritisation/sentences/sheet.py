"""What is said of one action sheet: the levers that it serves, and how surely."""

from criteria.case import Case
from criteria.evidence import ActionSheet
from prioritisation.analysis.census import Doubt, levers_and_axes
from prioritisation.wording import listed, t


def served_names(case: Case, sheet: ActionSheet) -> tuple[str, ...]:
    """The levers and axes that a sheet serves, by name, the first one first: there may be none."""
    none = t("none first") if len(sheet.levers) > 1 else t("no lever")
    labels = levers_and_axes(case) | {"": none}
    return tuple(labels[lever] for lever in sheet.levers)


def doubt_text(doubts: tuple[Doubt, ...], lever: str = "", category: str = "") -> str:
    """Whether a sheet is sure under a lever, a category; « sure » alone is of both at once."""
    words = {
        Doubt.SECONDARY: t("this lever comes second"),
        Doubt.LEVER: t("lever not sure"),
        Doubt.CATEGORY: t("category not sure"),
    }
    reasons = listed([words[doubt] for doubt in doubts])
    if lever and category:
        return t("Possible: {reasons}.", reasons=reasons) if doubts else t("Sure.")
    if doubts:
        return t("{sentence}.", sentence=reasons[:1].upper() + reasons[1:])
    return t("First lever, with high confidence.") if lever else t("Category of high confidence.")

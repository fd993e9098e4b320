"""The help of each page: what it answers, how it is read, what can be done there."""

from collections.abc import Callable

from criteria.case import Case
from prioritisation.drawing.markup import plain_list, tag, text
from prioritisation.ui.shared.pages import (
    CASES,
    COMPARE,
    CRITERIA,
    DOWNLOADS,
    FIRST,
    MEETING,
    NOTE,
    REPLAY,
    SETS,
    SOLID,
    TABS,
    UNDERSTAND,
)
from prioritisation.wording import t

_HATCHED = t(
    "Solid: a score given. Striped: given, to check. Hatched: not known, may come on top; the "
    "tool never fills it in."
)
_HELP: dict[str, Callable[[], tuple[str, ...]]] = {
    UNDERSTAND: lambda: (
        t("Each cell is a score, with what it rests on: open it to read who says so."),
        t("In amber: an assumption that the group has not confirmed."),
        t("Below a lever: what is done for it already."),
    ),
    CRITERIA: lambda: (
        t("A criterion says what makes a lever come first, from the lowest to the highest score."),
        t("In amber: what the group has still to confirm; the meeting is where it does."),
    ),
    CASES: lambda: (
        t("A case is all that is measured; a meeting works on its own copy of it."),
        t("Open a meeting to look at its scores and at the weights of its group."),
    ),
    FIRST: lambda: (
        t("Move the weights: the ranking is redrawn at once. Only the proportions count."),
        _HATCHED,
        t("The vertical line is to be reached to be first: a bar below it cannot be first."),
        t("« Back », in the browser, takes back the last change."),
    ),
    SOLID: lambda: (
        t("The first place is tried with many other weights, and with each score not known."),
        t("Say which weights are acceptable: only these are then counted."),
    ),
    SETS: lambda: (
        t("Two levers at once bring what both bring, less what it costs to spread efforts."),
        t("Write the arguments on both sides: the decision is the group's, not the figure's."),
    ),
    COMPARE: lambda: (
        t("Each column is a setting: weights, criteria, choices, a score, a method."),
        t("Open one below to change it, or take it up; nothing of the case changes."),
    ),
    MEETING: lambda: (
        t("One button is filled: it is the next step. All others can wait."),
        t("Nothing that ranks is shown while people vote."),
    ),
    NOTE: lambda: (t("This is the text of the report, as its documents have it."),),
    DOWNLOADS: lambda: (
        t("All these files are made of the same report: none says more than another."),
    ),
    REPLAY: lambda: (
        t("The proof file holds all that the figures rest on: one command computes them again."),
        t("A control number changes as soon as one figure changes."),
    ),
}
"""Word of the address of a page -> what gives its lines: each case has its own words."""


def page_help(path: str, case: Case | None) -> str:
    """The help of a page."""
    tab = TABS[path]
    lines = [*_HELP[path](), *(_triangle(case) if path == FIRST else ())]
    return tag("h2", text(tab.title)) + tag("p", text(tab.question)) + plain_list(lines)


def _triangle(case: Case | None) -> tuple[str, ...]:
    if case is None or len(case.criteria) < 3:  # noqa: PLR2004 (a triangle)
        return ()
    return (t("The triangle says who is first for each share of weights; the diamond is yours."),)

"""What a score would change: who comes first with equal weights, before and after."""

import streamlit as st

from criteria.case import Case
from criteria.errors import InvalidCase, Problem
from criteria.load import case_from_files
from prioritisation.cases.changes import UnitChange, applied
from prioritisation.cases.folder import files_of
from prioritisation.cases.placing import unit_of
from prioritisation.drawing.markup import tag, text
from prioritisation.meeting.room import Sight
from prioritisation.sentences.editing import effect_lines
from prioritisation.ui.editing.ground import Workbench
from prioritisation.ui.visit.voting import case_votes
from prioritisation.wording import t


def case_with(
    bench: Workbench, change: UnitChange
) -> tuple[Case | None, list[tuple[str, Problem]]]:
    """The case as a change would make it; None, and each problem with the unit that it is in."""
    units = applied(bench.units, change)
    try:
        return case_from_files(files_of(units)), []
    except InvalidCase as error:
        return None, [(unit_of(units, problem)[0], problem) for problem in error.problems]


def draw_effect(bench: Workbench, after: Case) -> None:
    """Who is first before and after; nothing of it while people vote on this case."""
    votes = case_votes(bench.case, "", bench.key)
    # Not even to who leads: what they would write while others vote would be for its effect.
    if votes.sight is not Sight.FREE or votes.sparing:
        words = t("What it would change is not shown while a vote is open.")
        st.html(tag("p", text(words), "note"))
        return
    title = tag("p", tag("b", text(t("What it would change, with equal weights"))))
    lines = effect_lines(bench.case, after, bench.combination)
    body = "".join(tag("p", text(line)) for line in lines)
    same = lines[0].partition(": ")[2] == lines[1].partition(": ")[2]
    if same:
        body = tag("p", text(lines[0])) + tag("p", text(t("It would change nothing of that.")))
    st.html(tag("div", title + body, "effect"))

"""What a change would do: who comes first with equal weights, before and after."""

import streamlit as st

from criteria.case import Case
from criteria.errors import InvalidCase
from criteria.load import case_from_files
from prioritisation.cases.changes import UnitChange, applied
from prioritisation.cases.completing import with_new_cells
from prioritisation.cases.folder import files_of
from prioritisation.cases.units import SCORE, CaseUnits, unit_parts
from prioritisation.drawing.markup import tag, text
from prioritisation.meeting.room import Sight, answer_in_time, current_room
from prioritisation.sentences.editing import combination_with
from prioritisation.sentences.effects import cost_text, effect_lines
from prioritisation.ui.editing.ground import Workbench
from prioritisation.ui.visit.voting import case_votes
from prioritisation.wording import t


def case_with(units: CaseUnits, change: UnitChange) -> Case | None:
    """The case as a change would make it; None when it would make none."""
    try:
        return case_from_files(files_of(applied(units, with_new_cells(units, change))))
    except InvalidCase:
        return None


def draw_effect(bench: Workbench, after: Case) -> None:
    """What a score that is being typed would change."""
    title = (
        "" if effect_is_hidden(bench.case, bench.key) else tag("p", tag("b", text(effect_title())))
    )
    lines = _lines(bench.case, bench.key, after, bench.combination)
    st.html(tag("div", title + lines, "effect"))


def effect_title() -> str:
    """What it is called."""
    return t("What it would change, with equal weights")


def draw_cost(bench: Workbench, cell: tuple[str, str]) -> None:
    """What it costs not to know a score; nothing while people vote, nor of one that is known."""
    words = cost_text(bench.case, bench.combination, cell)
    if words and not effect_is_hidden(bench.case, bench.key):
        st.html(tag("p", text(words), "note"))


def proposed_effect(case: Case, key: str, units: CaseUnits, change: UnitChange) -> str:
    """What a proposal for a dossier would change, in the way of counting that it is about."""
    after = case_with(units, change)
    if after is None:
        return tag("p", text(t("It cannot be written as the case stands now.")), "note")
    scores = [unit for unit in change if unit_parts(unit)[0] == SCORE]
    combination = combination_with(case, scores[0]) if scores else case.default_combination
    return tag("div", _lines(case, key, after, combination), "effect")


def effect_is_hidden(case: Case, key: str) -> bool:
    """Whether people vote on this case now, or that is not known.

    Not even to who leads, nor to who is of no meeting here: what they would write while others
    vote would be for its effect.
    """
    votes = case_votes(case, "", key)
    if votes.sight is not Sight.FREE or votes.sparing:
        return True
    return answer_in_time(lambda: current_room().is_voted_on(key)) is not False


def _lines(case: Case, key: str, after: Case, combination: str) -> str:
    """Who is first before and after; nothing of it while people vote on this case."""
    if effect_is_hidden(case, key):
        closed = t("What it would change is not shown while a vote is open.")
        return tag("p", text(closed), "note")
    lines = effect_lines(case, after, combination)
    return "".join(tag("p", text(line)) for line in lines)

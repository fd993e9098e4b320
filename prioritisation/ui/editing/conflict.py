"""Somebody else has written what one was writing: both in sight, and three ways on."""

from dataclasses import dataclass
from functools import partial

import streamlit as st

from prioritisation.cases.changes import Clash, UnitChange
from prioritisation.cases.editing.notes import keeping_the_gap
from prioritisation.drawing.markup import tag, text
from prioritisation.meeting.rules import Role
from prioritisation.sentences.clashing import written_unit
from prioritisation.sentences.dossiers import author_name
from prioritisation.ui.editing.effect import case_with
from prioritisation.ui.editing.ground import Workbench
from prioritisation.ui.visit.trying import attempt, notice_block
from prioritisation.wording import t
from prioritisation.wording.moments import moment_text

_CLASHES = "edited_clashes"
"""Session key: key of a dossier and a unit -> what could not be written there."""


@dataclass(frozen=True, slots=True)
class LateChange:
    """A change that somebody else was quicker than.

    Attributes
    ----------
    clash
        That of the unit that its form is about.
    change
        All that was to be written.
    reason
        Why.
    """

    clash: Clash
    change: UnitChange
    reason: str

    def instead(self, content: str | None) -> UnitChange:
        """The change that writes a content over what the other one wrote."""
        rest = {u: pair for u, pair in self.change.items() if u != self.clash.unit}
        return {**rest, self.clash.unit: (self.clash.theirs, content)}


def note_clash(key: str, unwritten: LateChange) -> None:
    """Show it from the next run on, until one way is taken."""
    st.session_state.setdefault(_CLASHES, {})[key, unwritten.clash.unit] = unwritten


def forget_clash(key: str, unit: str) -> None:
    """A way was taken."""
    st.session_state.get(_CLASHES, {}).pop((key, unit), None)


def clash_on(bench: Workbench, unit: str) -> LateChange | None:
    """What could not be written of a unit; it is against what stands there now."""
    unwritten: LateChange | None = st.session_state.get(_CLASHES, {}).get((bench.key, unit))
    if unwritten is None:
        return None
    clash = unwritten.clash
    now = Clash(unit, clash.read, clash.mine, bench.units.get(unit))
    return LateChange(now, unwritten.change, unwritten.reason)


def draw_clash(bench: Workbench, unwritten: LateChange) -> tuple[UnitChange | None, str] | None:
    """Both, and the ways on; what to write, None for nothing, and with what, once one is taken."""
    clash = unwritten.clash
    words = t("This has changed while you were writing it. Neither is lost: choose.")
    st.html(notice_block(words))
    after = case_with(bench.units, unwritten.instead(clash.mine))
    case = after or bench.case
    yours = _side(t("You, now"), *written_unit(case, clash, clash.mine))
    others = _side(_whose(bench, clash.unit), *written_unit(case, clash, clash.theirs))
    st.html(tag("div", yours + others, "twosides"))
    ways: list[tuple[str, str, UnitChange | None, str]] = []
    if gap := keeping_the_gap(case, clash):
        ways.append(("gap", t("Keep both, as a range"), unwritten.instead(gap), "merge"))
    mine = t("Propose mine") if bench.proposes else t("Write mine")
    ways.append(("mine", mine, unwritten.instead(clash.mine), "form"))
    ways.append(("theirs", t("Leave theirs"), None, ""))
    with st.container(key="clash_ways", horizontal=True, gap="small"):
        pressed = [way for way in ways if st.button(way[1], key=f"clash_{way[0]}")]
    return (pressed[0][2], pressed[0][3]) if pressed else None


def _side(who: str, amount: str, rests_on: str, reason: str) -> str:
    lines = [tag("p", text(who), "note"), tag("p", tag("b", text(amount)))]
    lines += [tag("p", text(rests_on))] if rests_on else []
    lines += [tag("p", text(t("« {reason} »", reason=reason)), "note")] if reason else []
    return tag("div", "".join(lines))


def _whose(bench: Workbench, unit: str) -> str:
    """Who wrote the unit last, and when."""
    entries = attempt(partial(bench.shelf.history, bench.key, bench.secret)) or ()
    for entry in entries:
        change = attempt(partial(bench.shelf.change_of, bench.key, bench.secret, entry.seq)) or {}
        if unit in change:
            when = moment_text(entry.at, bench.case.timezone)
            return t("{who}, {moment}", who=author_name(Role(entry.role)), moment=when)
    return t("somebody else")

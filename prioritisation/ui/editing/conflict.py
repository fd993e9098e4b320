"""Somebody else has written what one was writing: both in sight, and three ways on for each."""

import zlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import partial

import streamlit as st

from criteria.case import Case
from prioritisation.cases.changes import Clash, UnitChange, clashes, settled
from prioritisation.cases.editing.gap import keeping_the_gap
from prioritisation.cases.editing.sources import SOURCE
from prioritisation.cases.units import SCORE, unit_parts
from prioritisation.drawing.markup import tag, text
from prioritisation.meeting.rules import Role
from prioritisation.sentences.dossier_changes import changed_thing
from prioritisation.sentences.dossiers import author_name
from prioritisation.sentences.editing import written_unit
from prioritisation.ui.editing.effect import case_with
from prioritisation.ui.editing.ground import OpenForm, Workbench, close_form
from prioritisation.ui.editing.pressing import draw_late, is_pressed_as_seen
from prioritisation.ui.shared import widgets
from prioritisation.ui.visit.trying import attempt, notice_block
from prioritisation.wording import t, tn
from prioritisation.wording.moments import moment_text

_CLASHES = "edited_clashes"
"""Session key: key of a dossier and the unit of a form -> what could not be written from it."""


_GAP, _MINE, _THEIRS = "gap", "mine", "theirs"


@dataclass(frozen=True, slots=True)
class LateChange:
    """A change that somebody else was quicker than.

    Attributes
    ----------
    clashes
        Those of its units that somebody else has written.
    change
        All that was to be written.
    reason
        Why.
    """

    clashes: tuple[Clash, ...]
    change: UnitChange
    reason: str

    def instead(self, contents: Mapping[str, str | None]) -> UnitChange:
        """What is left to write, once it was chosen what stands in some units that clash."""
        left = settled(self.change, self.clashes, contents)
        # A source leaves with all that was written on it; alone, it is what was written.
        return left if _rest_on_sources(left) or not _rest_on_sources(self.change) else {}

    @property
    def of_many(self) -> bool:
        """Whether it writes several scores: each of them stands without the others."""
        kinds = [unit_parts(unit)[0] for unit in self.change]
        return kinds.count(SCORE) > 1 and {*kinds} <= {SCORE, SOURCE}


def _rest_on_sources(change: UnitChange) -> bool:
    return any(unit_parts(unit)[0] != SOURCE for unit in change)


def note_clash(key: str, unit: str, unwritten: LateChange) -> None:
    """Show it in the form of a unit from the next run on, until one way is taken."""
    st.session_state.setdefault(_CLASHES, {})[key, unit] = unwritten


def leave_form(bench: Workbench, form: OpenForm, fields: tuple[str, ...]) -> None:
    """Forget what was typed in a form, and what clashed with it."""
    _forget_clash(bench.key, form.unit)
    close_form(bench, form, fields)


def _forget_clash(key: str, unit: str) -> None:
    st.session_state.get(_CLASHES, {}).pop((key, unit), None)


def clash_on(bench: Workbench, unit: str) -> LateChange | None:
    """What could not be written from the form of a unit, against what stands there now.

    None once nothing of it clashes any more, which is said: somebody has taken theirs back.
    """
    unwritten: LateChange | None = st.session_state.get(_CLASHES, {}).get((bench.key, unit))
    if unwritten is None:
        return None
    now = clashes(bench.units, unwritten.change)
    if not now:
        _forget_clash(bench.key, unit)
        draw_late()
        return None
    return replace(unwritten, clashes=now)


def draw_clash(bench: Workbench, unwritten: LateChange) -> tuple[UnitChange, str] | None:
    """Both, and the ways on; what to write, maybe nothing, and with what, once one is taken."""
    many = len(unwritten.clashes) > 1
    words = t("This has changed while you were writing it. Neither is lost: choose.")
    if many:
        words = tn(
            "{n} of these has changed while you were writing it. Nothing is lost: choose.",
            "{n} of these have changed while you were writing them. Nothing is lost: choose.",
            len(unwritten.clashes),
        )
    st.html(notice_block(words))
    mine = {clash.unit: clash.mine for clash in unwritten.clashes}
    case = case_with(bench.units, unwritten.instead(mine)) or bench.case
    if not many:
        return _one(bench, case, unwritten)
    draw = _many if unwritten.of_many else _whole
    return draw(bench, case, unwritten)


def _one(bench: Workbench, case: Case, unwritten: LateChange) -> tuple[UnitChange, str] | None:
    (clash,) = unwritten.clashes
    st.html(_sides(bench, case, clash))
    contents = _contents(case, clash)
    words = _ways(bench)
    way = _pressed({way: words[way] for way in contents}, unwritten)
    if not way:
        return None
    if way == _THEIRS and not unwritten.of_many:
        return {}, ""
    return unwritten.instead({clash.unit: contents[way]}), _kind([way])


def _pressed(words: Mapping[str, str], unwritten: LateChange) -> str:
    """The way whose button was pressed, about these clashes as they are seen; empty for none."""
    name = f"clash_{zlib.crc32(repr(sorted(unwritten.change)).encode()):08x}"
    with st.container(horizontal=True, gap="small"):
        pressed = [
            way
            for way, label in words.items()
            if is_pressed_as_seen(label, f"{name}_{way}", unwritten.clashes)
        ]
    return pressed[0] if pressed else ""


def _whole(bench: Workbench, case: Case, unwritten: LateChange) -> tuple[UnitChange, str] | None:
    """What stays true together: all of it is one's own, or nothing is written."""
    for clash in unwritten.clashes:
        st.html(tag("h3", text(changed_thing(case, clash.unit))) + _sides(bench, case, clash))
    words = _ways(bench)
    way = _pressed({way: words[way] for way in (_MINE, _THEIRS)}, unwritten)
    if not way:
        return None
    mine = {clash.unit: clash.mine for clash in unwritten.clashes}
    return (unwritten.instead(mine), _kind([way])) if way == _MINE else ({}, "")


def _many(bench: Workbench, case: Case, unwritten: LateChange) -> tuple[UnitChange, str] | None:
    """All at once, or one by one."""
    every = _pressed({_MINE: t("All of mine"), _THEIRS: t("All of theirs")}, unwritten)
    picked: dict[str, str | None] = {}
    ways: list[str] = []
    for clash in unwritten.clashes:
        contents = _contents(case, clash)
        st.html(tag("h3", text(changed_thing(case, clash.unit))) + _sides(bench, case, clash))
        way = every or _pick(bench, clash, list(contents))
        if way in contents:
            picked[clash.unit] = contents[way]
            ways.append(way)
    whole = len(picked) == len(unwritten.clashes)
    send = f"clash_chosen_{zlib.crc32(repr(unwritten.clashes).encode()):08x}"
    sent = st.button(t("Write these choices"), key=send, disabled=not whole)
    if whole and (sent or every):
        return unwritten.instead(picked), _kind(ways)
    return None


def _pick(bench: Workbench, clash: Clash, ways: list[str]) -> str:
    """Which way was chosen for one of several; another one once the other has written again."""
    name = f"clash_{zlib.crc32(f'{bench.key} {clash.unit} {clash.theirs}'.encode()):08x}"
    widgets.segmented_control(
        changed_thing(bench.case, clash.unit),
        ways,
        label_visibility="collapsed",
        format_func=_ways(bench).__getitem__,
        **widgets.own_keywords(name, None),
    )
    return str(widgets.own_choice(name, "") or "")


def _contents(case: Case, clash: Clash) -> dict[str, str | None]:
    """Each way on -> what would stand there."""
    gap = keeping_the_gap(case, clash)
    return ({_GAP: gap} if gap else {}) | {_MINE: clash.mine, _THEIRS: clash.theirs}


def _ways(bench: Workbench) -> dict[str, str]:
    mine = t("Propose mine") if bench.proposes else t("Write mine")
    return {_GAP: t("Keep both, as a range"), _MINE: mine, _THEIRS: t("Leave theirs")}


def _kind(ways: list[str]) -> str:
    return "merge" if _GAP in ways else "form"


def _sides(bench: Workbench, case: Case, clash: Clash) -> str:
    yours = _side(t("You, now"), *written_unit(case, clash, clash.mine))
    others = _side(_whose(bench, clash.unit), *written_unit(case, clash, clash.theirs))
    return tag("div", yours + others, "twosides")


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

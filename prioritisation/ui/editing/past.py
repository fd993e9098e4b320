"""What a score was: each change of it, and the way back to an earlier value, by a new one."""

import zlib
from collections.abc import Sequence
from dataclasses import dataclass, replace

import streamlit as st

from criteria.case import Case
from prioritisation.cases.changes import applied
from prioritisation.cases.units import CRITERION, unit_name
from prioritisation.cases.versions import PastChange
from prioritisation.drawing.markup import tag, text
from prioritisation.sentences.dossier_changes import ChangedLine, changed_lines, changed_thing
from prioritisation.sentences.dossier_proposals import entry_author
from prioritisation.sentences.dossier_words import entry_words
from prioritisation.ui.editing.ground import Workbench, leave_word
from prioritisation.ui.editing.table import Cell
from prioritisation.ui.shared import widgets
from prioritisation.ui.shared.changed import changes_html
from prioritisation.ui.shared.drafts import drafts, text_line, typed_text
from prioritisation.ui.shared.folds import opening_fold
from prioritisation.ui.visit.trying import attempt, is_done, notice_block
from prioritisation.wording import t, tn
from prioritisation.wording.moments import moment_text

_RETURNING, _WORDS = "edited_returning", "words"


@dataclass(frozen=True, slots=True)
class _Step:
    """A change of a score, in words.

    Attributes
    ----------
    after
        What the score became; None where none is written.
    """

    past: PastChange
    lines: tuple[ChangedLine, ...]
    after: str | None


@dataclass(frozen=True, slots=True)
class _Returning:
    """The change whose value somebody wants back, and the score as it was when they said so."""

    key: str
    unit: str
    seq: int
    before: str | None


def draw_past(bench: Workbench, cell: Cell) -> None:
    """The changes of a score, the last first, folded; nothing where it never changed."""
    unit = bench.unit_of_score(*cell)
    steps = attempt(lambda: _typed(bench, cell, unit)) or []
    # Its first value is none of its changes.
    n = sum(step.past.entry.seq > 1 for step in steps)
    if not n:
        return
    question, answer = t("How has it changed?"), tn("{n} change", "{n} changes", n)
    wanted: _Returning | None = widgets.own_choice(_RETURNING, None)
    needed = wanted is not None and (wanted.key, wanted.unit) == (bench.key, unit)
    name = f"past_{'_'.join(cell)}"
    with (
        # Around the form: what is typed in it is forgotten once it is closed.
        drafts(f"{name}_{bench.key}"),
        # Its words may change while a reason is typed in it.
        opening_fold(question, answer, name, needed=needed),
        st.container(key="score_past"),
    ):
        _draw_steps(bench, unit, steps)


def _typed(bench: Workbench, cell: Cell, unit: str) -> list[_Step]:
    """The changes of a score that people write, each in the words that its scale had then."""
    scale = unit_name(CRITERION, cell[1], "scale")
    day: dict[str, str] = {}
    steps: list[_Step] = []
    for past in reversed(bench.shelf.past(bench.key, bench.secret, {unit, scale})):
        change = past.change
        day = applied(day, past.change)
        lines = changed_lines(bench.case, change, day, past.entry.reason, alone=unit)
        lines = tuple(replace(line, what=_beside(bench.case, unit, line.what)) for line in lines)
        if unit in change and lines:
            steps.append(_Step(past, lines, change[unit][1]))
    return steps[::-1]


def _beside(case: Case, unit: str, what: str) -> str:
    """What of a score changed, under its title; empty for the score itself."""
    return what.removeprefix(changed_thing(case, unit)).removeprefix(", ")


def _draw_steps(bench: Workbench, unit: str, steps: Sequence[_Step]) -> None:
    shelf, door = bench.shelf, (bench.key, bench.secret)
    proposed = attempt(lambda: shelf.accepted(*door))
    if proposed is None:
        return
    for step in steps:
        entry = step.past.entry
        who = entry_author(entry, proposed.get(entry.seq))
        with st.container(key=f"past_{entry.seq}", gap=None):
            st.html(_step_html(bench, step, who))
            if step.after not in (None, bench.units.get(unit)):
                _draw_return(bench, unit, step)


def _step_html(bench: Workbench, step: _Step, who: str) -> str:
    """Which version, when, what with, by whom; what changed; why."""
    entry = step.past.entry
    kind = entry_words(entry.kind, entry.undoes or 0, step.past.undone)
    parts = moment_text(entry.at, bench.case.timezone), kind, who
    head = tag("b", text(t("Version {n}", n=entry.seq)))
    line = tag("p", head + "".join(text(f" · {part}") for part in parts))
    why = tag("p", text(t("« {reason} »", reason=entry.reason)), "thin") if entry.reason else ""
    return line + changes_html(step.lines) + why


def _draw_return(bench: Workbench, unit: str, step: _Step) -> None:
    """The button that asks for a value again, then why, then the one that writes it."""
    seq, write = step.past.entry.seq, widgets.choice_writer(_RETURNING)
    opened: _Returning | None = widgets.own_choice(_RETURNING, None)
    if opened is None or (opened.key, opened.unit, opened.seq) != (bench.key, unit, seq):
        asked_for = _Returning(bench.key, unit, seq, bench.units.get(unit))
        label = t("Go back to this value…")
        st.button(label, type="tertiary", key=f"return_{seq}", on_click=write, args=(asked_for,))
        return
    name = f"returning_{bench.key}_{zlib.crc32(unit.encode()):08x}_{seq}"
    label = t("Go back to this value")
    if bench.proposes:
        label = t("Propose this value again")
    with st.form(name, border=False):
        text_line(t("Why go back to this value?"), name)
        slot = st.container()
        sent = st.form_submit_button(label, key=f"{name}_send")
    st.button(t("Leave it"), type="tertiary", key=f"{name}_leave", on_click=_leave)
    if sent:
        with slot:
            _send(bench, opened, step, typed_text(name))


def _send(bench: Workbench, opened: _Returning, step: _Step, reason: str) -> None:
    """Write the value again, as a new change; not over what somebody wrote meanwhile."""
    if bench.units.get(opened.unit) != opened.before:
        moved = t(
            "This score has changed since you wanted this value back: nothing is written. Look "
            "at what it is now."
        )
        st.html(notice_block(moved))
        # A second press is about what is seen now.
        again = replace(opened, before=bench.units.get(opened.unit))
        widgets.choice_writer(_RETURNING)(again)
        return
    change = {opened.unit: (opened.before, step.after)}
    done = bench.done(t("The value of version {n} is written again.", n=opened.seq))
    if is_done(lambda: bench.write(change, bench.dossier.seq, "return", reason)):
        _leave()
        leave_word(done)
        st.rerun()


def _leave() -> None:
    widgets.drop_choices(_RETURNING)

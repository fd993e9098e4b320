"""What a form has to write: written, or refused with why; never over what nobody here has seen."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from criteria.errors import InvalidCase, Problem
from prioritisation.cases.changes import Clash, UnitChange, applied
from prioritisation.cases.editing.scales import with_reason
from prioritisation.cases.errors import DossierConflict, InvalidDossierField
from prioritisation.cases.folder import unit_of
from prioritisation.errors import InvalidRequest
from prioritisation.sentences.dossier_changes import changed_lines, changed_thing
from prioritisation.ui.editing.ground import (
    OpenForm,
    Workbench,
    close_form,
    is_pressed_as_seen,
    leave_word,
    line_of,
    open_forms,
    times_written,
)
from prioritisation.ui.shared import widgets
from prioritisation.ui.shared.changed import changes_html
from prioritisation.ui.shared.drafts import watch
from prioritisation.ui.visit.trying import attempt, notice_block, why_not
from prioritisation.wording import t

_LINE_SIGNS = 60
"""Signs that a field of one line shows, on a screen that is not small."""

_CLASHED = "edited_clashed"
"""Session key: key of a dossier, unit of a form, what somebody else wrote before it was sent."""

Names = tuple[str, ...]
Slots = Mapping[str, DeltaGenerator]


@dataclass(frozen=True, slots=True)
class EditEntry:
    """What is to be written: with what, why, and what is said once it is.

    Attributes
    ----------
    after
        What is done once it is written: going on to the next form.
    """

    change: UnitChange
    kind: str
    reason: str
    done: str
    after: Callable[[], None] | None = None


def write_entry(
    bench: Workbench, form: OpenForm, names: Names, entry: EditEntry, slots: Slots
) -> None:
    """Write it and draw the page again; else say why not.

    Parameters
    ----------
    slots
        Name of each field -> the place beside it; under the empty name, that beside the button.
    """
    with slots[""]:
        if bench.proposes and all(before == after for before, after in entry.change.values()):
            words = t("Nothing differs from what is written: nothing more is proposed.")
            st.html(notice_block(words))
            return
        written = attempt(lambda: _is_written(bench, form, entry, slots))
        if written:
            if entry.after is not None:
                entry.after()
            _end(bench, form, names, entry.done)
        elif written is False:
            st.rerun()


def _is_written(bench: Workbench, form: OpenForm, entry: EditEntry, slots: Slots) -> bool | None:
    """Whether it could be; False for a clash, said at the next run; None once it was said why."""
    try:
        bench.write(entry.change, form.base, entry.kind, entry.reason)
    except InvalidCase as error:
        _say_case(bench, entry.change, error)
        return None
    except InvalidDossierField as error:
        with slots.get(error.field, slots[""]):
            st.html(notice_block(*why_not(error)))
        return None
    except DossierConflict as error:
        st.session_state[_CLASHED] = bench.key, form.unit, error.clashes
        theirs = {clash.unit: clash.theirs for clash in error.clashes}
        # What is typed stays; sent again, it is written over what is shown from now on.
        now = replace(form, before=theirs.get(form.unit, form.before), opened=form.name)
        open_forms()[bench.key, form.unit] = now
        return False
    return True


def last_clash() -> tuple[str, str, tuple[Clash, ...]]:
    """The dossier and the form of the last clash, and what clashed; empty without one."""
    clash: tuple[str, str, tuple[Clash, ...]] = st.session_state.get(_CLASHED, ("", "", ()))
    return clash


def draw_clash(bench: Workbench, form: OpenForm) -> None:
    """What somebody else wrote before a form was sent, as long as it stands there."""
    key, unit, clashes = last_clash()
    if (key, unit) != (bench.key, form.unit):
        return
    standing = {c.unit: (c.read, c.theirs) for c in clashes if bench.units.get(c.unit) == c.theirs}
    if not standing:
        st.session_state.pop(_CLASHED)
        return
    words = t(
        "This has changed while you were writing it: nothing was written. Look at what is there "
        "now; what you typed is kept, and is written over it if you send it again."
    )
    st.html(notice_block(words) + changes_html(changed_lines(bench.case, standing)))


def leave_form(bench: Workbench, form: OpenForm, fields: Names) -> None:
    """Forget what was typed in a form, and what clashed with it."""
    if last_clash()[:2] == (bench.key, form.unit):
        st.session_state.pop(_CLASHED)
    close_form(bench, form, fields)


def _end(bench: Workbench, form: OpenForm, names: Names, words: str) -> None:
    leave_form(bench, form, names)
    leave_word(words)
    st.rerun()


def _say_case(bench: Workbench, change: UnitChange, error: InvalidCase) -> None:
    """What would be wrong with the whole case, and of what."""
    units = applied(bench.units, change)
    for problem in error.problems:
        unit, _ = unit_of(units, problem)
        words = line_of(problem)
        if unit:
            words = t("{name}: {label}", name=changed_thing(bench.case, unit), label=words)
        st.html(notice_block(words))


def say_problems(
    problems: Iterable[Problem], slots: Slots, line: Callable[[Problem], str] = line_of
) -> None:
    """What is wrong, each beside its field."""
    for problem in problems:
        with slots.get(problem.column, slots[""]):
            st.html(notice_block(line(problem)))


@dataclass(frozen=True, slots=True)
class TypedForm:
    """A form of texts about a unit, or about one to come.

    Attributes
    ----------
    starts
        Name of each field -> what stands in it before anything is typed.
    longest
        Name of each field that was drawn -> how many signs it may have. A browser that is told
        drops all of what is pasted, without a word.
    """

    bench: Workbench
    form: OpenForm
    starts: Mapping[str, str]
    longest: dict[str, int] = field(default_factory=dict)

    @property
    def names(self) -> Names:
        """The names of its fields."""
        return tuple(self.starts)

    def value(self, field: str) -> str:
        """What stands in a field now."""
        return str(widgets.own_choice(self.name(field), self.starts[field]) or "")

    def name(self, field: str) -> str:
        """The name of the control of a field."""
        return f"{self.form.name}_{field}"

    def line(self, field: str, label: str, longest: int) -> DeltaGenerator:
        """A line of text; the place beside it."""
        name = self.name(field)
        self.longest[field] = longest
        widgets.text_input(label, **widgets.own_keywords(name, self.starts[field]))
        watch(name, self.value(field), widgets.key_of(name))
        return st.container()

    def area(self, field: str, label: str, longest: int) -> DeltaGenerator:
        """A sentence that is read whole, however long; the place beside it."""
        name = self.name(field)
        self.longest[field] = longest
        looks: dict[str, Any] = {"height": "content"}
        widgets.text_area(label, **looks, **widgets.own_keywords(name, self.starts[field]))
        watch(name, self.value(field), widgets.key_of(name))
        return st.container()

    def words(self, field: str, label: str, longest: int) -> DeltaGenerator:
        """A line of text, or what stands in it whole where a line would cut it."""
        draw = self.area if len(self.starts[field]) > _LINE_SIGNS else self.line
        return draw(field, label, longest)

    def send(
        self,
        label: str,
        make: Callable[[], UnitChange],
        slots: Slots,
        done: str,
        about: object = "",
    ) -> None:
        """The button that writes what a function makes of the fields, and of what is seen.

        What is not there yet would be added at each press: its button is another one afterwards.
        """
        self.settle(slots)
        if self.form.before is None:
            about = about, times_written()
        if is_pressed_as_seen(label, f"send_{self.form.name}", about):
            self.write(make, slots, done)

    def settle(self, slots: Slots) -> None:
        """What clashed with what was sent: beside the button, once a form."""
        with slots[""]:
            draw_clash(self.bench, self.form)

    def write(
        self, make: Callable[[], UnitChange], slots: Slots, done: str, kind: str = "form"
    ) -> None:
        """Write what a function makes of the fields; what is wrong stands beside its field."""
        if too_long := [*self._too_long()]:
            say_problems(too_long, slots)
            return
        try:
            change = make()
        except InvalidRequest as error:
            say_problems(error.problems, slots)
            return
        reason = self.value("reason") if "reason" in self.starts else ""
        change = with_reason(change, reason) if reason.strip() else change
        entry = EditEntry(change, kind, reason.strip(), self.bench.done(done))
        write_entry(self.bench, self.form, self.names, entry, slots)

    def _too_long(self) -> Iterator[Problem]:
        """What was typed and no field may hold; it stays where it was typed."""
        for name, most in self.longest.items():
            if len(self.value(name).strip()) > most:
                yield Problem("too_long", "form", None, name, {"allowed": most})


def new_form(bench: Workbench, unit: str, starts: Mapping[str, str]) -> TypedForm:
    """The form of a unit that is not there yet."""
    return TypedForm(bench, OpenForm(bench.key, unit, None, bench.dossier.seq), starts)

"""The dossier that is corrected: as it is now, how it is read, and what was opened in it."""

import re
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from criteria.case import Case
from criteria.errors import InvalidCase, Problem
from criteria.readings import reading_on
from prioritisation.cases.changes import Clash, UnitChange, applied, clashes
from prioritisation.cases.editing.notes import note_units
from prioritisation.cases.editing.scales import with_reason
from prioritisation.cases.errors import DossierConflict, InvalidDossierField
from prioritisation.cases.folder import unit_of
from prioritisation.cases.reading import OpenDossier
from prioritisation.cases.rights import Deed
from prioritisation.cases.shelf import Shelf, current_shelf
from prioritisation.cases.typed import QUESTION_SIGNS
from prioritisation.cases.units import CRITERION, unit_name, units_sha256
from prioritisation.cases.writing import DossierEdit
from prioritisation.drawing.markup import tag, text
from prioritisation.errors import InvalidRequest
from prioritisation.sentences.dossier_changes import changed_lines, changed_thing
from prioritisation.sentences.editing import leaving_text, voted_words
from prioritisation.ui.shared import widgets
from prioritisation.ui.shared.changed import changes_html
from prioritisation.ui.shared.drafts import drafts, watch
from prioritisation.ui.shared.page import draw_html
from prioritisation.ui.visit.looking import dossier_secret, own_log, own_versions
from prioritisation.ui.visit.visit import EXPECTED, attempt, notice_block, why_not
from prioritisation.wording import t
from prioritisation.wording.problems import problem_text

_FORMS, _TURN, _DONE = "edited_forms", "edited_turn", "edited_done"
"""Session keys: what each open form began with; how many were written; what was just done."""


FORM_NAMES = "edited_"
"""Start of the name of every choice of this page, and of every field of its forms."""

SCORES = "scores"
"""Name of the part of the page that has the table of scores."""


@dataclass(frozen=True, slots=True)
class Workbench:
    """A dossier, its units, and whoever corrects it."""

    shelf: Shelf
    secret: str
    dossier: OpenDossier
    units: dict[str, str]
    combination: str

    @property
    def case(self) -> Case:
        """The case as it is now, its criteria called as on all other pages."""
        return self.dossier.case.in_plain_words({})

    @property
    def key(self) -> str:
        """What names the dossier."""
        return self.dossier.key

    @property
    def proposes(self) -> bool:
        """Whether what is written here waits for an answer: the link corrects nothing itself."""
        return not self.dossier.may(Deed.WRITE)

    def done(self, words: str) -> str:
        """What is said of what was just sent: as it is, once written; else that it waits."""
        return (
            t("Your correction is proposed: it waits for an answer.") if self.proposes else words
        )

    def unit_of_score(self, lever: str, criterion: str) -> str:
        """The unit of a score as it is looked at; empty for a computed one."""
        units = note_units(self.units, lever, criterion)
        reading = reading_on(self.case.questions, criterion, self.combination)
        return units.get("") or units.get(reading, "")

    def read_by(self, form: "OpenForm") -> dict[str, str]:
        """The units as they are, but for that of a form, which is as it was opened."""
        read = {unit: content for unit, content in self.units.items() if unit != form.unit}
        return read if form.before is None else {**read, form.unit: form.before}

    def parts_of(self, criterion: str) -> list[tuple[str, str]]:
        """What a criterion counts and which way, as it is seen now: a press may be about it."""
        own = f"{unit_name(CRITERION, criterion)}/"
        return sorted(pair for pair in self.units.items() if pair[0].startswith(own))

    def with_own(self, read: Mapping[str, str | None], base: int) -> dict[str, str | None]:
        """Units as they were read, and what this session has written over them since.

        What somebody else has written in between stays unread: it is theirs, and may clash.
        """
        units = dict(read)
        for seq in own_versions(self.key, base):
            change = self.shelf.change_of(self.key, self.secret, seq)
            own = {u: after for u, (before, after) in change.items() if units.get(u) == before}
            units |= own
        return units

    def write(self, change: UnitChange, base: int, kind: str, reason: str) -> None:
        """Write a change, or propose it if the link allows no more; raises as ``Shelf.write``."""
        edit, written = DossierEdit(change, base, kind, reason), _written()
        own = own_log(self.key)
        if self.proposes:
            if clashing := clashes(self.units, change):
                raise DossierConflict(clashing)
            self.shelf.propose(self.key, self.secret, edit)
            written.times += 1
        else:
            seq = self.shelf.write(self.key, self.secret, edit)
            # What was there already makes no version: the last one stays whoever's it is.
            own |= {seq} if seq > self.dossier.seq else set()
            written.times += 1


def open_bench(key: str) -> Workbench | None:
    """The dossier of a key; None once it was said why it cannot be opened."""
    return attempt(lambda: _opened(key))


def _opened(key: str) -> Workbench:
    shelf, secret = current_shelf(), dossier_secret(key)
    while True:
        dossier, units = shelf.open(key, secret), shelf.state(key, secret)
        # Somebody may write between the two.
        if units_sha256(units) == dossier.sha256:
            return Workbench(shelf, secret, dossier, units, chosen_combination(dossier))


def reading_choice(key: str, question: str) -> str:
    """Name of the choice of a way of counting."""
    return f"edited_reading_{key}_{question}"


def chosen_combination(dossier: OpenDossier) -> str:
    """The ways of counting under which scores are looked at."""
    case = dossier.case
    answers = (
        (q, widgets.own_choice(reading_choice(dossier.key, q.id), "")) for q in case.live_questions
    )
    known = [answer for q, answer in answers if answer in {r.id for r in q.readings}]
    return case.reread(case.default_combination, *known)


def part_choice(key: str) -> str:
    """Name of the choice of what of a dossier is corrected."""
    return f"edited_part_{key}"


def chosen_part(key: str) -> str:
    """What of a dossier is corrected: its scores first."""
    return str(widgets.own_choice(part_choice(key), SCORES))


@dataclass
class _Written:
    """How many times something was written: counted in the same breath as it is stored.

    A run that a second press overtakes stops where it next asks Streamlit for anything, its own
    session included: what was added would be added again.
    """

    times: int = 0


def _written() -> _Written:
    written: _Written = st.session_state.setdefault(_TURN, _Written())
    return written


def times_written() -> int:
    """How many times something was written in this session."""
    return _written().times


@dataclass(frozen=True, slots=True)
class OpenForm:
    """What a form of a unit began with.

    Attributes
    ----------
    key
        Of its dossier: a copy has units that say the same.
    before
        The unit as it was read; None where it was not there.
    base
        The version that was read.
    opened
        Start of the names of its fields since it was opened; empty where it was just opened.
    """

    key: str
    unit: str
    before: str | None
    base: int
    opened: str = ""

    @property
    def name(self) -> str:
        """Start of the names of its fields: another one once somebody else writes the unit."""
        about = zlib.crc32(f"{self.unit} {self.before}".encode())
        return self.opened or f"{FORM_NAMES}{self.key}_{about:08x}"


def form_of(bench: Workbench, unit: str, fields: tuple[str, ...] = ()) -> OpenForm:
    """The form of a unit: as it was opened, as long as something is typed in its fields.

    What this session itself has written of the unit since, by another form, is read by this one.
    """
    forms, now = open_forms(), bench.units.get(unit)
    form = forms.get((bench.key, unit))
    if form is None or not is_typed_in(form, fields):
        form = forms[bench.key, unit] = OpenForm(bench.key, unit, now, bench.dossier.seq)
    elif form.before != now:
        form = forms[bench.key, unit] = _read_again(bench, form)
    return form


def _read_again(bench: Workbench, form: OpenForm) -> OpenForm:
    before = bench.with_own({form.unit: form.before}, form.base)[form.unit]
    base = form.base if before == form.before else bench.dossier.seq
    return replace(form, before=before, base=base, opened=form.name)


def open_forms() -> dict[tuple[str, str], OpenForm]:
    """Key of a dossier and a unit -> its form as it was opened."""
    forms: dict[tuple[str, str], OpenForm] = st.session_state.setdefault(_FORMS, {})
    return forms


def is_typed_in(form: OpenForm, fields: tuple[str, ...]) -> bool:
    """Whether somebody has typed in one of the fields of a form."""
    return any(widgets.own_choice(f"{form.name}_{f}", None) is not None for f in fields)


def close_form(bench: Workbench, form: OpenForm, fields: tuple[str, ...]) -> None:
    """Forget what a form began with, and all that was typed in it."""
    open_forms().pop((bench.key, form.unit), None)
    names = [f"{form.name}_{field}" for field in fields]
    widgets.drop_choices(*names)
    widgets.renew_controls(*names)


def line_of(problem: Problem) -> str:
    """What is wrong with a field, as a sentence beside it."""
    words = problem_text(problem)
    return t("{sentence}.", sentence=words[:1].upper() + words[1:])


def line_of_score(bench: Workbench, problem: Problem) -> str:
    """The same of a score; out of its scale, with where that is changed, for who may."""
    line = line_of(problem)
    if problem.kind != "score_outside_anchors" or bench.proposes:
        return line
    return f"{line} {t('The ends of a scale are changed in « Criteria ».')}"


def leave_word(words: str) -> None:
    """Have it said, once, that something was done."""
    st.session_state[_DONE] = words


def draw_word() -> None:
    """What was just done, once, in sight wherever one is on the page.

    Its place is there at each run, and moves nothing below.
    """
    words = str(st.session_state.pop(_DONE, ""))
    with st.container(key="done_word"):
        st.html(tag("p", text(words), "note", role="status"))


_PRESSED = "edited_pressed"
"""Session key: the last press that no button has answered: name and key."""


def is_pressed_as_seen(label: str, name: str, about: object) -> bool:
    """Whether it was pressed while what it is about was as it is now; else that is said.

    Parameters
    ----------
    name
        Start of its key.
    about
        What the press is about: another one, another button.
    """
    key = f"{name}_{zlib.crc32(repr(about).encode()):08x}"
    pressed = st.button(label, key=key, on_click=_note, args=(name, key))
    last, was = st.session_state.get(_PRESSED, ("", ""))
    if last == name:
        forget_late_press()
        if was != key and not pressed:
            draw_late()
    return pressed


def draw_late() -> None:
    """What one was about to write has changed, and nothing was written."""
    words = t(
        "This has just changed: nothing more was written. Look at it, then press again "
        "if it is still to be done."
    )
    st.html(notice_block(words))


def forget_late_press() -> None:
    """At the end of the page: no later one answers a press that nothing here has answered."""
    st.session_state.pop(_PRESSED, None)


def _note(name: str, key: str) -> None:
    st.session_state[_PRESSED] = (name, key)


_CHOICES, _OPENED = "choices", "forms"
_MOST_FORMS = 50
"""More than anybody has open at once."""


def keep_unwritten(bench: Workbench) -> None:
    """Have the tab keep every form in which something is typed, and the way to it.

    To be drawn above all of them: fields wait for what an earlier session left.
    """
    with drafts(_name(bench.key), partial(_now, bench), partial(_back, bench)):
        pass


def _name(key: str) -> str:
    return f"unwritten_{key}"


def _now(bench: Workbench) -> Mapping[str, object]:
    every = widgets.choices_under(FORM_NAMES)
    choices = {name: one for name, one in every.items() if bench.key in name}
    typed = {FORM_NAMES + name for name in choices if name.startswith(f"{bench.key}_")}
    if not typed:
        # Where somebody looks is in the address, or nowhere.
        return {}
    forms = [
        [form.unit, form.base, form.name]
        for (key, _), form in open_forms().items()
        if key == bench.key and any(name.startswith(form.name) for name in typed)
    ]
    return {_CHOICES: choices, _OPENED: forms}


def _back(bench: Workbench, left: Mapping[str, object]) -> bool:
    """Open the forms again as they were opened: what was written meanwhile clashes as ever."""
    for form in _reopened(bench, left.get(_OPENED)):
        open_forms()[bench.key, form.unit] = form
    choices = left.get(_CHOICES)
    if not isinstance(choices, dict):
        return False
    own = {name: one for name, one in choices.items() if bench.key in name}
    return widgets.give_choices(FORM_NAMES, own)


def _reopened(bench: Workbench, forms: object) -> Iterator[OpenForm]:
    """The forms whose unit was written since; a browser may say anything."""
    for one in forms[:_MOST_FORMS] if isinstance(forms, list) else ():
        match one:
            case [str(unit), int(base), str(name)] if name.startswith(FORM_NAMES):
                now = OpenForm(bench.key, unit, bench.units.get(unit), bench.dossier.seq)
                with suppress(*EXPECTED):
                    if name != now.name:
                        then = bench.shelf.state(bench.key, bench.secret, base)
                        yield OpenForm(bench.key, unit, then.get(unit), base, name)


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


_ASKED = "asked"


def draw_withdrawing(
    bench: Workbench, unit: str, label: str, make: Callable[[], UnitChange]
) -> None:
    """The button that asks, then the question, then the change that withdraws."""
    # Against the unit as it is: whoever withdraws it has it in sight.
    form = OpenForm(bench.key, f"withdraw {unit}", bench.units.get(unit), bench.dossier.seq)
    typed = TypedForm(bench, form, {"reason": "", _ASKED: ""})
    name, write = typed.name(_ASKED), widgets.choice_writer(typed.name(_ASKED))
    with st.container(key=f"withdraw_{form.name}"):
        if not typed.value(_ASKED):
            st.button(
                t("Withdraw « {name} »…", name=label),
                type="tertiary",
                key=f"ask_{name}",
                on_click=write,
                args=("yes",),
            )
            return
        _draw_question(typed, unit, label, make)


def _draw_question(
    typed: TypedForm, unit: str, label: str, make: Callable[[], UnitChange]
) -> None:
    slots = {"": st.container()}
    try:
        change = make()
    except InvalidRequest as error:
        say_problems(error.problems, slots)
        return
    leaving = leaving_text({u: pair for u, pair in change.items() if u != unit})
    question = t("Withdraw « {name} »?", name=label)
    if leaving:
        question = t("Withdraw « {name} », and with it {what}?", name=label, what=leaving)
    st.html(tag("p", text(question), "warn"))
    typed.settle(slots)
    slots["reason"] = typed.line("reason", t("Why"), QUESTION_SIGNS)
    with st.container(key=f"acts_{typed.form.name}", horizontal=True, gap="small"):
        name = f"withdraw_yes_{typed.form.unit}"
        gone = is_pressed_as_seen(t("Yes, withdraw it"), name, sorted(change.items()))
        forget = widgets.choice_writer(typed.name(_ASKED))
        st.button(
            t("Keep it as it is"),
            key=f"withdraw_no_{typed.form.name}",
            on_click=forget,
            args=("",),
        )
    if gone:
        typed.write(lambda: change, slots, t("It is withdrawn; the history can give it back."))


OTHER = "\n"
"""What stands for a source that the list does not have: no id is a line break."""

_LAST = "edited_last_source"
"""Session key: key of a dossier -> the source that was written last in it."""


@dataclass(frozen=True, slots=True)
class LastSource:
    """The source of what was written last: offered to the next form, and never taken by itself.

    Attributes
    ----------
    source, title
        Its id, or the title of one that the dossier does not have.
    date
        As it was typed.
    """

    source: str
    title: str
    date: str

    def name(self, bench: Workbench) -> str:
        """What it is called, and its date."""
        known = bench.case.sources.get(self.source)
        return ", ".join(filter(None, (known.short_name if known else self.title, self.date)))


def note_last_source(bench: Workbench, last: LastSource) -> None:
    """Something was written with it; with none, there is nothing to offer."""
    st.session_state.setdefault(_LAST, {})[bench.key] = last


def last_source(bench: Workbench) -> LastSource | None:
    """The one that was written last, as long as the dossier has it or could."""
    last: LastSource | None = st.session_state.get(_LAST, {}).get(bench.key)
    if last is None:
        return None
    source, title = last.source, last.title
    if title:
        source, title = typed_source_of(bench, OTHER, title)
    if not title and source not in bench.case.sources:
        return None
    return LastSource(source, title, last.date)


def source_choices(bench: Workbench) -> dict[str, str]:
    """Id of each source -> what it is called, then another one; empty where there is none."""
    names = {s.id: s.short_name for s in bench.case.sources.values()}
    return names | {OTHER: t("another source…")} if names else {}


def typed_source_of(bench: Workbench, picked: str, title: str) -> tuple[str, str]:
    """Id of the source that is meant, and the title of a new one: one of them is empty.

    A title that a source has already is that source.
    """
    if picked != OTHER:
        return picked, ""
    same = " ".join(title.split()).casefold()
    sources = bench.case.sources.values()
    known = next((s.id for s in sources if same and s.title.casefold() == same), "")
    return known, "" if known else title


def draw_voted(bench: Workbench) -> None:
    """That a group has voted on a version, and what asks for another vote; nothing before."""
    uses = attempt(lambda: bench.shelf.uses(bench.key, bench.secret)) or ()
    voted = [use for use in uses if use.voted]
    if voted:
        draw_html(tag("p", text(voted_words(voted[0].title, voted[0].seq)), "note"))


_DAY = re.compile(r"(?:(?:(\d{1,2})[/. ])?(\d{1,2})[/. ])?(\d{4})", re.ASCII)


def iso_date(typed: str) -> str:
    """The date of a file that somebody typed; what is none is left as it is.

    Examples
    --------
    >>> [iso_date(one) for one in ("3/2/2026", "02/2026", "2026", "2026-02-03", "hier")]
    ['2026-02-03', '2026-02', '2026', '2026-02-03', 'hier']
    """
    match = _DAY.fullmatch(typed.strip())
    if match is None:
        return typed.strip()
    day, month, year = match.groups()
    return "-".join(part.zfill(2) for part in (year, month, day) if part)


def typed_date(date: str) -> str:
    """A date of a file as somebody would type it.

    Examples
    --------
    >>> typed_date("2026-02-03"), typed_date("2026-02"), typed_date("")
    ('03/02/2026', '02/2026', '')
    """
    return "/".join(reversed(date.split("-")))

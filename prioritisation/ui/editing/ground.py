"""The dossier that is corrected, and the engine of its forms: fields, faults, clashes, drafts."""

import re
import zlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from criteria.case import Case
from criteria.errors import InvalidCase, Problem
from criteria.readings import reading_on
from prioritisation.cases.changes import UnitChange, applied
from prioritisation.cases.editing.notes import note_units
from prioritisation.cases.editing.scales import with_reason
from prioritisation.cases.folder import unit_of
from prioritisation.cases.reading import DossierConflict, OpenDossier
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
from prioritisation.ui.shared.drafts import changes_html, drafts, watch
from prioritisation.ui.shared.page import draw_html
from prioritisation.ui.visit.looking import dossier_secret, own_log
from prioritisation.ui.visit.visit import (
    EXPECTED,
    attempt,
    is_pressed,
    notice_block,
    pop_said,
    said_next,
    say_why,
)
from prioritisation.wording import t
from prioritisation.wording.problems import problem_text

FORM_NAMES = "edited_"
"""Start of the name of every choice of this page, and of every field of its forms."""

Slots = Mapping[str, DeltaGenerator]
"""Name of each field -> the place beside it; under the empty name, that beside the button."""

_LINE_SIGNS = 60
"""Signs that a field of one line shows, on a screen that is not small."""

_READ, _CLASHED, _DRAWN = "read", "clashed", "edited_drawn"
"""Of each form in which something is typed: the version of the dossier that its author has seen,
and the one before it once somebody else wrote in between.
Session key: name of each form -> the version on which it was drawn last before."""


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

    def unit_of_score(self, lever: str, criterion: str) -> str:
        """The unit of a score as it is looked at; empty for a computed one."""
        units = note_units(self.units, lever, criterion)
        reading = reading_on(self.case.questions, criterion, self.combination)
        return units.get("") or units.get(reading, "")

    def parts_of(self, criterion: str) -> list[tuple[str, str]]:
        """What a criterion counts and which way, as it is seen now: a press may be about it."""
        own = f"{unit_name(CRITERION, criterion)}/"
        return sorted(pair for pair in self.units.items() if pair[0].startswith(own))

    def times_written(self) -> int:
        """How many versions this session made: what is added by a press is added once."""
        return len(own_log(self.key))

    def write(self, change: UnitChange, kind: str, reason: str) -> None:
        """Write a change, or propose it if the link allows no more; raises as ``Shelf.write``."""
        edit, own = DossierEdit(change, self.dossier.seq, kind, reason), own_log(self.key)
        if self.proposes:
            self.shelf.propose(self.key, self.secret, edit)
        else:
            seq = self.shelf.write(self.key, self.secret, edit)
            # What was there already makes no version: the last one stays whoever's it is.
            own |= {seq} if seq > self.dossier.seq else set()


def open_bench(key: str) -> Workbench | None:
    """The dossier of a key; None once it was said why it cannot be opened."""

    def opened() -> Workbench:
        shelf, secret = current_shelf(), dossier_secret(key)
        while True:
            dossier, units = shelf.open(key, secret), shelf.state(key, secret)
            # Somebody may write between the two.
            if units_sha256(units) == dossier.sha256:
                return Workbench(shelf, secret, dossier, units, chosen_combination(dossier))

    return attempt(opened)


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


def keep_unwritten(bench: Workbench) -> None:
    """Have the tab keep every form in which something is typed, and the way to it.

    To be drawn above all of them: fields wait for what an earlier session left. What was written
    meanwhile clashes as ever, with what was read when it was typed.
    """

    def typed() -> Mapping[str, object]:
        own = {n: v for n, v in widgets.choices_under(FORM_NAMES).items() if bench.key in n}
        # Where somebody looks is in the address, or nowhere.
        if not any(name.startswith(f"{bench.key}_") for name in own):
            return {}
        # What was just typed has yet to be drawn.
        drawn = st.session_state.get(_DRAWN, {}).items()
        return {f"{n.removeprefix(FORM_NAMES)}_{_READ}": v for n, v in drawn} | own

    def give(left: Mapping[str, object]) -> bool:
        own = {name: one for name, one in left.items() if bench.key in name}
        return widgets.give_choices(FORM_NAMES, own)

    with drafts(f"unwritten_{bench.key}", typed, give):
        pass


def draw_word() -> None:
    """What was just done, once, in sight wherever one is on the page."""
    with st.container(key="done_word"):
        st.html(tag("p", text(pop_said()), "note", role="status"))


def line_of(problem: Problem) -> str:
    """What is wrong with a field, as a sentence beside it."""
    words = problem_text(problem)
    return t("{sentence}.", sentence=words[:1].upper() + words[1:])


def say_problems(
    problems: Iterable[Problem], slots: Slots, line: Callable[[Problem], str] = line_of
) -> None:
    """What is wrong, each beside its field."""
    for problem in problems:
        with slots.get(problem.column, slots[""]):
            st.html(notice_block(line(problem)))


@dataclass(frozen=True, slots=True)
class UnitForm:
    """A form about a unit of a dossier, or about one to come.

    Attributes
    ----------
    starts
        Name of each field -> what stands in it before anything is typed.
    longest
        Name of each field of text -> how many signs it may have. A browser that is told drops
        all of what is pasted, without a word.
    """

    bench: Workbench
    unit: str
    starts: Mapping[str, Any]
    longest: dict[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Note the version that was in sight before anything was typed."""
        drawn: dict[str, int] = st.session_state.setdefault(_DRAWN, {})
        if not self.is_typed:
            drawn[self.name] = self.bench.dossier.seq
            widgets.drop_choices(self.name_of(_READ))
        elif not widgets.own_choice(self.name_of(_READ), 0):
            read = drawn.get(self.name, self.bench.dossier.seq)
            widgets.choice_writer(self.name_of(_READ))(read)

    @property
    def name(self) -> str:
        """Start of the names of its fields."""
        return f"{FORM_NAMES}{self.bench.key}_{zlib.crc32(self.unit.encode()):08x}"

    @property
    def is_typed(self) -> bool:
        """Whether somebody has typed in one of its fields."""
        return any(widgets.own_choice(self.name_of(f), None) is not None for f in self.starts)

    def name_of(self, field: str) -> str:
        """The name of the control of a field."""
        return f"{self.name}_{field}"

    def value(self, field: str) -> str:
        """What stands in a field now."""
        return str(widgets.own_choice(self.name_of(field), self.starts[field]) or "")

    def keywords(self, field: str) -> dict[str, Any]:
        """Those of the control of a field."""
        return widgets.own_keywords(self.name_of(field), self.starts[field])

    def line(self, field: str, label: str, longest: int, *, whole: bool = False) -> DeltaGenerator:
        """A text, and the place beside it: in one line, or whole where a line would cut it."""
        self.longest[field] = longest
        if whole or len(str(self.starts[field])) > _LINE_SIGNS:
            looks: dict[str, Any] = {"height": "content"}
            widgets.text_area(label, **looks, **self.keywords(field))
        else:
            widgets.text_input(label, **self.keywords(field))
        name = self.name_of(field)
        watch(name, self.value(field), widgets.key_of(name))
        return st.container()

    def lines(self, table: Mapping[str, tuple[str, int]]) -> dict[str, DeltaGenerator]:
        """Texts, each with its label and how many signs it may have; the places beside them."""
        return {field: self.line(field, *row) for field, row in table.items()}

    def why(self) -> dict[str, DeltaGenerator]:
        """The reason, and the place beside the button: the end of most forms."""
        return {"reason": self.line("reason", t("Why"), QUESTION_SIGNS), **self.end()}

    def end(self) -> dict[str, DeltaGenerator]:
        """The place beside the button; what clashed with what was sent stands there."""
        place = st.container()
        if clashing := self._written_since(self.clashed):
            place.html(self.clash_block(clashing))
        return {"": place}

    @property
    def clashed(self) -> int:
        """The version that was read before the last clash; 0 without any.

        The button is another one after each: a second press writes over nothing unseen.
        """
        return widgets.own_choice(self.name_of(_CLASHED), 0)

    def select(self, field: str, label: str, names: Mapping[str, str]) -> None:
        """One of a list."""
        looks = {"format_func": lambda one: names[str(one)], **self.keywords(field)}
        widgets.selectbox(label, list(names), **looks)

    def send(
        self,
        label: str,
        make: Callable[[], UnitChange],
        slots: Slots,
        done: str,
        kind: str = "form",
        about: object = "",
    ) -> None:
        """The button that writes what a function makes of the fields, and of what is seen.

        Parameters
        ----------
        about
            What the press is about, besides the fields: with another, nothing is written.
        """
        about = about, self.clashed
        if self.unit not in self.bench.units:
            # What is not there yet would be added at each press.
            about = about, self.bench.times_written()
        if is_pressed(label, f"send_{zlib.crc32(label.encode()):08x}_{self.name}", about):
            self.write(make, slots, done, kind)

    def write(
        self, make: Callable[[], UnitChange], slots: Slots, done: str, kind: str = "form"
    ) -> None:
        """Write what a function makes of the fields; what is wrong stands beside its field."""
        too_long = [
            Problem("too_long", "form", None, name, {"allowed": most})
            for name, most in self.longest.items()
            if len(self.value(name).strip()) > most
        ]
        try:
            change = {} if too_long else make()
        except InvalidRequest as error:
            too_long = [*error.problems]
        if too_long:
            say_problems(too_long, slots)
            return
        reason = self.value("reason").strip() if "reason" in self.starts else ""
        self.hand_in(with_reason(change, reason) if reason else change, reason, done, slots, kind)

    def hand_in(
        self,
        change: UnitChange,
        reason: str,
        done: str,
        slots: Slots,
        kind: str = "form",
        after: Callable[[], None] = lambda: None,
    ) -> None:
        """Write a change, and draw the page again; else say why not, and keep what is typed.

        Parameters
        ----------
        after
            What is done once it is written: going on to the next form.
        """
        bench = self.bench
        if bench.proposes and all(before == after for before, after in change.values()):
            words = t("Nothing differs from what is written: nothing more is proposed.")
            slots[""].html(notice_block(words))
            return
        if self.unseen():
            self.see()
            st.rerun()
        said = said_next()
        try:
            bench.write(change, kind, reason)
            said[:] = [done]
        except InvalidCase as error:
            self._say_case(change, error, slots)
        except DossierConflict as error:
            clashing = {c.unit: (c.read, c.theirs) for c in error.clashes}
            slots[""].html(self.clash_block(clashing))
        except EXPECTED as error:
            say_why(error, slots)
        else:
            self.close()
            after()
            st.rerun()

    def unseen(self) -> UnitChange:
        """What others have written of the unit since its author looked."""
        return self._written_since(widgets.own_choice(self.name_of(_READ), self.bench.dossier.seq))

    def see(self) -> None:
        """Note that what others have written is shown: sent again, it is written over."""
        read = widgets.own_choice(self.name_of(_READ), self.bench.dossier.seq)
        widgets.choice_writer(self.name_of(_CLASHED))(read)
        widgets.choice_writer(self.name_of(_READ))(self.bench.dossier.seq)

    def _written_since(self, version: object) -> UnitChange:
        """What others have written of the unit since a version; a browser may say anything."""
        bench, door = self.bench, (self.bench.key, self.bench.secret)
        if not isinstance(version, int) or not 0 < version < bench.dossier.seq:
            return {}
        then = bench.shelf.state(*door, version).get(self.unit)
        for seq in sorted(own for own in own_log(bench.key) if own > version):
            change = bench.shelf.change_of(*door, seq)
            before, after = change.get(self.unit, (then, then))
            # What this session wrote by another form over what was read is read.
            then = after if before == then else then
        now = bench.units.get(self.unit)
        return {} if then == now else {self.unit: (then, now)}

    def clash_block(self, clashing: UnitChange) -> str:
        """What somebody else wrote; sent again, what is typed is written over that."""
        words = t(
            "This has changed while you were writing it: nothing was written. Look at what is "
            "there now; what you typed is kept, and is written over it if you send it again."
        )
        return notice_block(words) + changes_html(changed_lines(self.bench.case, clashing))

    def _say_case(self, change: UnitChange, error: InvalidCase, slots: Slots) -> None:
        """What would be wrong with the whole case, and of what."""
        units = applied(self.bench.units, change)
        for problem in error.problems:
            unit, _ = unit_of(units, problem)
            words = line_of(problem)
            if unit:
                name = changed_thing(self.bench.case, unit)
                words = t("{name}: {label}", name=name, label=words)
            slots[""].html(notice_block(words))

    def close(self) -> None:
        """Forget all that was typed in it."""
        names = [self.name_of(field) for field in (*self.starts, _READ, _CLASHED)]
        widgets.drop_choices(*names)
        widgets.renew_controls(*names)


def draw_withdrawing(
    bench: Workbench, unit: str, label: str, make: Callable[[], UnitChange]
) -> None:
    """The button that asks, then the question, then the change that withdraws."""
    form = UnitForm(bench, f"withdraw {unit}", {"reason": "", "asked": ""})
    write = widgets.choice_writer(form.name_of("asked"))
    with st.container(key=f"withdraw_{form.name}"):
        if not form.value("asked"):
            words = t("Withdraw « {name} »…", name=label)
            key = f"ask_{form.name}"
            st.button(words, type="tertiary", key=key, on_click=write, args=("yes",))
            return
        try:
            change = make()
        except InvalidRequest as error:
            say_problems(error.problems, {"": st.container()})
            return
        leaving = leaving_text({u: pair for u, pair in change.items() if u != unit})
        question = t("Withdraw « {name} »?", name=label)
        if leaving:
            question = t("Withdraw « {name} », and with it {what}?", name=label, what=leaving)
        st.html(tag("p", text(question), "warn"))
        slots = form.why()
        with st.container(key=f"acts_{form.name}", horizontal=True, gap="small"):
            done = t("It is withdrawn; the history can give it back.")
            about = sorted(change.items())
            form.send(t("Yes, withdraw it"), lambda: change, slots, done, about=about)
            key = f"withdraw_no_{form.name}"
            st.button(t("Keep it as it is"), key=key, on_click=form.close)


def draw_voted(bench: Workbench) -> None:
    """That a group has voted on a version, and what asks for another vote; nothing before."""
    uses = attempt(lambda: bench.shelf.uses(bench.key, bench.secret)) or ()
    voted = [use for use in uses if use.voted]
    if voted:
        draw_html(tag("p", text(voted_words(voted[0].title, voted[0].seq)), "note"))


OTHER = "\n"
"""What stands for a source that the list does not have: no id is a line break."""


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

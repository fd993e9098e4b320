"""What the group decides, as one page read it, and how a change of it is kept.

Texts of the decision: each is kept as soon as its field is left, and nothing typed is lost.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

import streamlit as st

from criteria.case import Case
from prioritisation.drawing.decided import named
from prioritisation.drawing.markup import tag, text
from prioritisation.meeting.room import DECISION, Results
from prioritisation.meeting.rules import Act
from prioritisation.meeting.rules.decision import Decision, InvalidDecision, from_json, to_json
from prioritisation.meeting.store import Overtaken
from prioritisation.sentences.decision import field_texts
from prioritisation.ui.shared import held
from prioritisation.ui.shared.drafts import watch
from prioritisation.ui.shared.page import apart
from prioritisation.ui.shared.scripts import place_id
from prioritisation.ui.visit.here import Here
from prioritisation.ui.visit.trying import EXPECTED, notice, why_not
from prioritisation.wording import t

HELD, REFUSED = "decision_held", "decision_refused"
"""Session keys: what somebody else was quicker than; what could not be kept, and why."""

TRIES = 5


@dataclass(frozen=True, slots=True)
class Change:
    """One thing written.

    Attributes
    ----------
    place
        Where it is written: a refusal is said there.
    edit
        The texts with it; None when the same thing was changed by somebody else.
    force
        The texts with it, whatever is there.
    mine, there
        It in words; what the texts say at the same place.
    after
        Called with the texts as they are, once it is written or given up.
    """

    place: str
    edit: Callable[[Decision], Decision | None]
    force: Callable[[Decision], Decision]
    mine: str
    there: Callable[[Decision], str]
    after: Callable[[Decision], None]


@dataclass(frozen=True, slots=True)
class Ground:
    """A meeting, its results, and the texts of the decision as they were read.

    Attributes
    ----------
    fault
        Why the texts that are kept could not be read; these are empty then.
    """

    here: Here
    results: Results
    decision: Decision
    version: int
    fault: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """Part of the keys of the controls."""
        return f"decision_{self.here.about}"

    @property
    def case(self) -> Case:
        """The case that the meeting is about."""
        return self.results.case

    @property
    def writes(self) -> bool:
        """Whether the visitor may write now."""
        return self.here.may(Act.EDIT_PAPER)

    def labels(self, decision: Decision | None = None) -> list[str]:
        """Names of the levers proposed; an id that the case does not have stays as it is."""
        return named(self.case, decision or self.decision)


def make(ground: Ground, change: Change) -> bool:
    """Keep a change; False when it is refused, or held because somebody else was quicker."""
    st.session_state.pop(REFUSED, None)
    return _made(ground, change, change.edit)


def _made(ground: Ground, change: Change, edit: Callable[[Decision], Decision | None]) -> bool:
    """Apply to the texts as they are now: what others wrote elsewhere in them stays."""
    for _ in range(TRIES):
        try:
            done = _written(ground.here, change, edit)
        except Overtaken:
            continue
        except InvalidDecision as error:
            return refuse(ground, change.place, *field_texts(error.fields))
        except EXPECTED as error:
            said = t("Not kept: {said}", said=change.mine)
            return refuse(ground, change.place, *why_not(error), said)
        if done is None:
            return False
        if st.session_state.get(HELD, ("", None))[1] is change:
            st.session_state.pop(HELD, None)
        change.after(done)
        return True
    return refuse(ground, change.place, t("Somebody was quicker: reload the page."))


def _written(
    here: Here, change: Change, edit: Callable[[Decision], Decision | None]
) -> Decision | None:
    kept = here.room.decision(here.code)
    now = kept.decision
    made = edit(now)
    if made is None:
        st.session_state[HELD] = (here.about, change, change.there(now))
        return None
    words = to_json(made)
    checked = from_json(words)
    if checked != now:
        here.room.write_paper(here.code, here.secret, DECISION, words, kept.version)
    return checked


def refuse(ground: Ground, place: str, *why: str) -> bool:
    """Something cannot be kept: said at its place at the next run."""
    st.session_state[REFUSED] = (ground.name, place, why)
    return False


def refused(ground: Ground, place: str) -> None:
    """Why what was asked there was refused; nothing when it was not."""
    name, where, why = st.session_state.get(REFUSED, ("", "", ()))
    if (name, where) == (ground.name, place):
        st.html(notice(*why))


def conflict(ground: Ground) -> None:
    """What was not written because somebody else was quicker: both texts, and the choice."""
    about, change, shown = st.session_state.get(HELD, ("", None, ""))
    if change is None or about != ground.here.about or not ground.writes:
        return
    st.html(
        notice(
            t("Somebody else wrote meanwhile: what you said is not kept yet."),
            t("Yours: {said}", said=change.mine or t("nothing")),
            t("There now: {said}", said=shown or t("nothing")),
        )
    )
    with st.container(key="decision_held_acts", horizontal=True, gap="small"):
        st.button(t("Write mine"), key="decision_mine", on_click=_force, args=(ground,))
        st.button(t("Leave what is there"), key="decision_theirs", on_click=_leave, args=(ground,))


def _force(ground: Ground) -> None:
    """Write over what was shown; what came since is shown first."""
    _, change, shown = st.session_state.get(HELD, ("", None, ""))
    if change is not None:
        _made(
            ground, change, lambda now: change.force(now) if change.there(now) == shown else None
        )


def _leave(ground: Ground) -> None:
    _, change, _ = st.session_state.pop(HELD, ("", None, ""))
    if change is not None:
        change.after(ground.decision)


def heading(words: str, place: str, note: str = "") -> None:
    """Title of a part, which what is missing leads to."""
    said = tag("p", text(note), "thin") if note else ""
    st.html(tag("h2", text(words), id=place_id(place)) + said)


class Unfit(Exception):
    """What was typed means nothing there; says why."""


@dataclass(frozen=True, slots=True)
class Field:
    """A text of the decision, and where it stands in it.

    Attributes
    ----------
    put
        The texts with another value; raises Unfit.
    height
        Of a field of several lines; 0 for a line.
    """

    key: str
    label: str
    get: Callable[[Decision], str]
    put: Callable[[Decision, str], Decision]
    height: int = 0
    placeholder: str = ""


def field(ground: Ground, one: Field) -> None:
    """The control where it may be written."""
    key, now = f"{ground.name}_{one.key}", one.get(ground.decision)
    if not _is_drawn(key):
        _fill(ground, one)(ground.decision)
    base, shown = st.session_state[f"{key}_base"], st.session_state[f"{key}_shown"]
    write = partial(_keep, ground, one)
    if one.height:
        held.text_area(one.label, name=key, value=shown, write=write, height=one.height)
    else:
        told = one.placeholder
        held.text_input(one.label, name=key, value=shown, write=write, placeholder=told)
    watch(key, base, held.key_of(key))
    with apart():
        refused(ground, one.key)
        if now != base and not _is_held(ground):
            _elsewhere(ground, one, now)


def _is_drawn(key: str) -> bool:
    """Whether the control stands on the page, with what was typed there; else it starts anew."""
    return f"{key}_base" in st.session_state and held.is_mounted(key)


def _is_held(ground: Ground) -> bool:
    return bool(st.session_state.get(HELD, ("",))[0] == ground.here.about)


def _fill(ground: Ground, one: Field) -> Callable[[Decision], None]:
    """Put what is kept into the control."""
    key = f"{ground.name}_{one.key}"

    def fill(decision: Decision) -> None:
        st.session_state[f"{key}_shown"] = st.session_state[f"{key}_base"] = one.get(decision)

    return fill


def _elsewhere(ground: Ground, one: Field, now: str) -> None:
    """Somebody else wrote there since: the field keeps what this visitor sees, and asks."""
    said = t("Written meanwhile by somebody else: {said}", said=now or t("nothing"))
    with st.container(key=f"elsewhere_{one.key}", horizontal=True, vertical_alignment="center"):
        st.html(tag("p", text(said), "warn"), width="stretch")
        st.button(
            t("Take this text"),
            key=f"{ground.name}_take_{one.key}",
            on_click=_fill(ground, one),
            args=(ground.decision,),
        )


def _keep(ground: Ground, one: Field, typed: str) -> None:
    key = f"{ground.name}_{one.key}"
    st.session_state[f"{key}_shown"] = typed
    mine, base = typed.strip(), st.session_state[f"{key}_base"]

    def edit(now: Decision) -> Decision | None:
        made = one.put(now, mine)
        return made if one.get(now) in (base, one.get(made)) else None

    change = Change(
        one.key, edit, lambda now: one.put(now, mine), mine, one.get, _fill(ground, one)
    )
    try:
        make(ground, change)
    except Unfit as error:
        refuse(ground, one.key, str(error))

"""The decision of a meeting as one page read it, its fields, and how an edit of it is kept.

Each text is kept as soon as its field is left, and nothing typed is lost.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

import streamlit as st

from criteria.case import Case
from prioritisation.drawing.decision import proposed_names
from prioritisation.drawing.markup import tag, text
from prioritisation.meeting.room import DECISION_TEXT, RoundResults
from prioritisation.meeting.rules import Act, Phase
from prioritisation.meeting.rules.decision import Decision, InvalidDecision, from_json, to_json
from prioritisation.meeting.store import Overtaken
from prioritisation.sentences.decision import field_texts
from prioritisation.ui.shared import widgets
from prioritisation.ui.shared.drafts import watch
from prioritisation.ui.shared.page import apart_block
from prioritisation.ui.shared.scripts import place_id
from prioritisation.ui.visit.visit import (
    EXPECTED,
    Visit,
    WriteConflict,
    conflict_on,
    draw_conflict,
    draw_refusal,
    hold,
    refuse,
    settle,
    why_not,
)
from prioritisation.wording import t

_TRIES = 5


@dataclass(frozen=True, slots=True)
class DecisionEdit:
    """One thing written.

    Attributes
    ----------
    place
        Where it is written: a refusal is said there.
    edit
        The texts with it; None when the same thing was changed by somebody else.
    force
        The texts with it, whatever is there.
    own_text, current_text
        It in words; what the texts say at the same place.
    after
        Called with the texts as they are, once it is written or given up.
    """

    place: str
    edit: Callable[[Decision], Decision | None]
    force: Callable[[Decision], Decision]
    own_text: str
    current_text: Callable[[Decision], str]
    after: Callable[[Decision], None]


@dataclass(frozen=True, slots=True)
class DecisionPage:
    """A meeting, its results, and the texts of the decision as they were read."""

    visit: Visit
    results: RoundResults
    decision: Decision
    version: int

    @property
    def name(self) -> str:
        """Part of the keys of the controls."""
        return f"decision_{self.visit.about}"

    @property
    def case(self) -> Case:
        """The case that the meeting is about."""
        return self.results.case

    @property
    def case_labels(self) -> dict[str, str]:
        """Lever id -> label."""
        return {lever.id: lever.label for lever in self.case.levers}

    @property
    def writes(self) -> bool:
        """Whether the visitor may write now."""
        return self.visit.may(Act.EDIT_PAPER)

    @property
    def closed(self) -> bool:
        """Whether the meeting is over: nothing waits for the group any more."""
        return self.visit.stage.meeting.phase is Phase.CLOSED

    def labels(self, decision: Decision | None = None) -> list[str]:
        """Names of the levers proposed; an id that the case does not have stays as it is."""
        return proposed_names(self.case, decision or self.decision)


def keep_edit(ground: DecisionPage, change: DecisionEdit) -> bool:
    """Keep a change; False when it is refused, or waits because somebody else was quicker."""
    refuse(ground.name, "")
    return _apply(ground, change, change.edit)


def _apply(
    ground: DecisionPage, change: DecisionEdit, edit: Callable[[Decision], Decision | None]
) -> bool:
    """Apply to the texts as they are now: what others wrote elsewhere in them stays."""
    # Somebody may write between the reading and the writing.
    for _ in range(_TRIES):
        try:
            done = _written(ground, change, edit)
        except Overtaken:
            continue
        except InvalidDecision as error:
            return refuse(ground.name, change.place, *field_texts(error.fields))
        except EXPECTED as error:
            sentence = t("Not kept: {said}", said=change.own_text)
            return refuse(ground.name, change.place, *why_not(error), sentence)
        if done is None:
            return False
        conflict = _conflict(ground)
        if conflict is not None and conflict.edit is change:
            settle(ground.name)
        change.after(done)
        return True
    return refuse(ground.name, change.place, t("Somebody was quicker: reload the page."))


def _written(
    ground: DecisionPage, change: DecisionEdit, edit: Callable[[Decision], Decision | None]
) -> Decision | None:
    visit = ground.visit
    kept = visit.room.decision(visit.code)
    now = kept.decision
    decision = edit(now)
    if decision is None:
        hold(ground.name, WriteConflict(change, change.current_text(now)))
        return None
    words = to_json(decision)
    # Read back: nothing is kept that a reader would refuse.
    checked = from_json(words)
    # The same texts make no new version.
    if checked != now:
        visit.room.write_text(visit.code, visit.secret, DECISION_TEXT, words, kept.version)
    return checked


def _conflict(ground: DecisionPage) -> WriteConflict[DecisionEdit] | None:
    return conflict_on(ground.name)


def conflict(ground: DecisionPage) -> None:
    """What was not written because somebody else was quicker: both texts, and the choice."""
    standing = _conflict(ground)
    if standing is None or not ground.writes:
        return
    draw_conflict(
        "decision",
        standing.edit.own_text or t("nothing"),
        standing.current_text or t("nothing"),
        partial(_force, ground),
        partial(_leave, ground),
    )


def _force(ground: DecisionPage) -> None:
    """Write over what was shown; what came since is shown first."""
    standing = _conflict(ground)
    if standing is not None:
        change, then = standing.edit, standing.current_text
        _apply(
            ground,
            change,
            lambda now: change.force(now) if change.current_text(now) == then else None,
        )


def _leave(ground: DecisionPage) -> None:
    standing = _conflict(ground)
    if standing is not None:
        settle(ground.name)
        standing.edit.after(ground.decision)


def part_heading(words: str, place: str, note: str = "") -> None:
    """Title of a part, which what is missing leads to."""
    sentence = tag("p", text(note), "thin") if note else ""
    st.html(tag("h2", text(words), id=place_id(place)) + sentence)


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


def field(ground: DecisionPage, field: Field) -> None:
    """The control where it may be written."""
    key, now = f"{ground.name}_{field.key}", field.get(ground.decision)
    if not _is_drawn(key):
        _fill(ground, field)(ground.decision)
    base, value = st.session_state[f"{key}_base"], st.session_state[f"{key}_shown"]
    write = partial(_keep, ground, field)
    if field.height:
        widgets.text_area(field.label, name=key, value=value, write=write, height=field.height)
    else:
        sentence = field.placeholder
        widgets.text_input(field.label, name=key, value=value, write=write, placeholder=sentence)
    watch(key, base, widgets.key_of(key))
    with apart_block():
        draw_refusal(ground.name, field.key)
        # While a conflict waits, both texts stand above already.
        if now != base and _conflict(ground) is None:
            _elsewhere(ground, field, now)


def _is_drawn(key: str) -> bool:
    """Whether the control stands on the page, with what was typed there; else it starts anew."""
    return f"{key}_base" in st.session_state and widgets.is_mounted(key)


def _fill(ground: DecisionPage, field: Field) -> Callable[[Decision], None]:
    """Put what is kept into the control."""
    key = f"{ground.name}_{field.key}"

    def fill(decision: Decision) -> None:
        st.session_state[f"{key}_shown"] = st.session_state[f"{key}_base"] = field.get(decision)

    return fill


def _elsewhere(ground: DecisionPage, field: Field, now: str) -> None:
    """Somebody else wrote there since: the field keeps what this visitor sees, and asks."""
    sentence = t("Written meanwhile by somebody else: {said}", said=now or t("nothing"))
    with st.container(key=f"elsewhere_{field.key}", horizontal=True, vertical_alignment="center"):
        st.html(tag("p", text(sentence), "warn"), width="stretch")
        st.button(
            t("Take this text"),
            key=f"{ground.name}_take_{field.key}",
            on_click=_fill(ground, field),
            args=(ground.decision,),
        )


def _keep(ground: DecisionPage, field: Field, typed: str) -> None:
    key = f"{ground.name}_{field.key}"
    st.session_state[f"{key}_shown"] = typed
    words, base = typed.strip(), st.session_state[f"{key}_base"]

    def edit(decision: Decision) -> Decision | None:
        made = field.put(decision, words)
        return made if field.get(decision) in (base, field.get(made)) else None

    change = DecisionEdit(
        field.key, edit, lambda now: field.put(now, words), words, field.get, _fill(ground, field)
    )
    try:
        keep_edit(ground, change)
    except Unfit as error:
        refuse(ground.name, field.key, str(error))

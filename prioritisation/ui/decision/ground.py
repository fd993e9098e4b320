"""What the group decides, as one page read it, and how a change of it is kept."""

from collections.abc import Callable
from dataclasses import dataclass

import streamlit as st

from criteria.case import Case
from prioritisation.drawing.decided import named
from prioritisation.drawing.markup import tag, text
from prioritisation.meeting.room import DECISION, Results
from prioritisation.meeting.rules import Act
from prioritisation.meeting.rules.decision import Decision, InvalidDecision, from_json, to_json
from prioritisation.meeting.store import Overtaken
from prioritisation.sentences.decision import field_texts
from prioritisation.ui.visit.arrival import place_id
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


def held(ground: Ground) -> None:
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

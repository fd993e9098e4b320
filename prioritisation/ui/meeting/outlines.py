"""The other things a facilitator may do now, as outlines."""

from collections.abc import Callable, Mapping, Sequence

import streamlit as st

from prioritisation.drawing.markup import tag, text
from prioritisation.meeting.room.setup import AGREEMENT, AUTO, FIRSTS, NOTHING, RANKING
from prioritisation.meeting.rules import Act, Details, reopenable
from prioritisation.sentences.meeting import phase_name
from prioritisation.ui.meeting import opening
from prioritisation.ui.meeting.steps import Step
from prioritisation.ui.shared import held
from prioritisation.ui.shared.drafts import why
from prioritisation.ui.visit.here import Here
from prioritisation.ui.visit.trying import EXPECTED, notice, press, trying, why_not
from prioritisation.wording import t

LONGEST_COUNTDOWN, START_MINUTES = 24 * 60, 3
NOT_PROJECTED = "not_projected"
"""Session key: a meeting, where it stands, and why the projector does not show what was asked."""


def outlines(here: Here, others: Sequence[Step]) -> None:
    """Other steps, countdown, void, go back: what the room allows."""
    with st.container(key="outlines", horizontal=True, gap="small"):
        for step in others:
            if press(here, step.label, f"other_{step.act}"):
                _take(here, step.act)
        if here.may(Act.SET_COUNTDOWN):
            _countdown(here)
        if here.may(Act.VOID_ROUND):
            _void(here)
        if here.may(Act.REOPEN):
            _back(here)
    for step in others:
        said = t("{step}: {what}", step=step.label, what=" ".join(step.does))
        st.html(tag("p", text(said), "thin"))


def _take(here: Here, act: Act) -> None:
    if act is Act.OPEN_ROUND and not opening.asks_nothing(here):
        opening.start_opening()
        st.rerun()
    _done(here, act, Details())


def _done(here: Here, act: Act, details: Details) -> None:
    seen = here.stage.meeting.place
    done = trying(
        lambda: here.room.act(here.code, here.secret, act, details, seen=seen),
        opening.names(here),
    )
    if done is not None:
        held.drop(f"void_reason_{here.about}", f"back_reason_{here.about}")
        st.rerun()


def _countdown(here: Here) -> None:
    with st.popover(t("Countdown"), key="countdown"):
        name, deadline = f"minutes_{here.about}", here.stage.setup.deadline
        minutes = held.own(name, START_MINUTES)
        held.number_input(
            t("Minutes from now"),
            1,
            LONGEST_COUNTDOWN,
            name=name,
            value=minutes,
            write=held.keep(name),
        )
        st.caption(t("At the end the round stays open: the countdown does not close it."))
        if press(here, t("Start the countdown"), "start_countdown", also=deadline):
            _set(here, float(minutes))
        if deadline and press(here, t("Take it away"), "no_countdown", also=deadline):
            _set(here, None)


def _set(here: Here, minutes: float | None) -> None:
    was, seen = here.stage.setup.deadline, here.stage.meeting.place
    done = trying(
        lambda: here.room.set_countdown(here.code, here.secret, minutes, was=was, seen=seen)
    )
    if done is not None:
        st.rerun()


def _void(here: Here) -> None:
    last = here.stage.meeting.rounds[-1].number
    with st.popover(t("Declare round {n} void…", n=last), key="void"):
        st.caption(
            t(
                "Its ballots are kept but never shown nor counted; people vote again in a new "
                "round. A void round stays void."
            )
        )
        reason = why(f"void_reason_{here.about}")
        if press(here, t("Declare round {n} void", n=last), "void_now"):
            _done(here, Act.VOID_ROUND, Details(reason=reason))


def _back(here: Here) -> None:
    targets = reopenable(here.stage.meeting)
    if not targets:
        return
    with st.popover(t("Go back…"), key="back"):
        st.caption(
            t(
                "Going back to the review thaws the scores: people will have to vote again. "
                "Before the reveal, nobody sees the results until the meeting comes forward."
            )
        )
        name = f"back_to_{here.about}"
        asked = held.own(name, targets[0])
        target = asked if asked in targets else targets[0]
        held.radio(
            t("Phase"),
            targets,
            name=name,
            value=target,
            write=held.keep(name),
            format_func=phase_name,
        )
        reason = why(f"back_reason_{here.about}")
        if press(here, t("Go back to this phase"), "back_now"):
            _done(here, Act.REOPEN, Details(reason=reason, target=target))


def projections() -> Mapping[str, str]:
    """What can be projected, in words."""
    return {
        AUTO: t("With the phase"),
        AGREEMENT: t("Agreement of the group"),
        FIRSTS: t("Who is first"),
        RANKING: t("Ranking"),
        NOTHING: t("Nothing"),
    }


def projection_choice(here: Here, *, withheld: bool) -> None:
    """What the projector shows after the reveal.

    Parameters
    ----------
    withheld
        Whether nothing of the group is shown: views that would be empty are not offered then.
    """
    if not here.may(Act.PROJECT):
        return
    chosen = here.stage.setup.projected
    words = projections()
    if withheld:
        words = {view: words[view] for view in words if view in (AUTO, NOTHING, chosen)}
    held.segmented_control(
        t("On the projector"),
        tuple(words),
        name=f"projected_{here.code}",
        value=chosen,
        write=_projector(here),
        format_func=words.__getitem__,
        required=True,
        width="stretch",
    )
    if withheld:
        said = t(
            "Neither the agreement, nor who is first, nor the ranking can be projected: nothing "
            "of the group is shown."
        )
        st.html(tag("p", text(said), "thin"))
    place, refused = st.session_state.get(NOT_PROJECTED, ("", ()))
    if refused and place == _place(here):
        st.html(notice(*refused))


def _projector(here: Here) -> Callable[[str], None]:
    def write(picked: str) -> None:
        st.session_state.pop(NOT_PROJECTED, None)
        try:
            here.room.project(here.code, here.secret, picked)
        except EXPECTED as error:
            st.session_state[NOT_PROJECTED] = (_place(here), why_not(error))

    return write


def _place(here: Here) -> tuple[str, str]:
    return here.code, here.stage.meeting.place

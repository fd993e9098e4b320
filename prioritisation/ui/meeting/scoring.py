"""The review: every score, a form to write one, its effect on the ranking, then the freeze."""

import streamlit as st

from criteria.model import Sense
from prioritisation.analysis.scenario import Analysis, analyse
from prioritisation.drawing.bars import scores_table
from prioritisation.drawing.markup import items, tag, text
from prioritisation.meeting.rules import Act
from prioritisation.sentences import conclusion
from prioritisation.ui.meeting import opening, score_form
from prioritisation.ui.shared import held
from prioritisation.ui.visit.here import Here
from prioritisation.ui.visit.trying import notice, press, trying
from prioritisation.wording import t

EFFECT = "effect"
"""Session key: number of the last score written here, its ranking in words, and what it did."""

SHORT_HASH = 12


def review(here: Here) -> None:
    """Everything about the scores; what may be written depends on the room."""
    st.html(tag("h2", text(t("Scores"))) + scores_table(here.stage))
    if here.may(Act.EDIT_SCORE):
        _form(here)
    _effect(here)
    if here.may(Act.CONFIRM_DIRECTION):
        _directions(here)
    frozen(here)


def frozen(here: Here) -> None:
    """The version that the vote is about, when there is one."""
    sha = here.stage.meeting.frozen
    if not sha:
        return
    version = here.room.frozen_version(here.code, here.secret)
    said = t("Scores frozen: version {n}, fingerprint {sha}…", n=version, sha=sha[:SHORT_HASH])
    st.html(tag("p", text(said), "thin frozen", title=sha))


def _form(here: Here) -> None:
    """A score written: the room is read again, and what it changed is said."""
    before = _ranked(here)
    if score_form.form(here) is not None:
        after = _ranked(_again(here))
        st.session_state[EFFECT] = (_last(here), str(conclusion(after)), effect(before, after))
        st.rerun()


def _effect(here: Here) -> None:
    """What the last score did, however often the page is drawn, as long as it is true.

    Another score, or a direction confirmed meanwhile, may have changed the ranking since. Shown
    under the button that was pressed: above the table it would be off the screen.
    """
    last, now, said = st.session_state.get(EFFECT, (None, "", ()))
    if said and last == _last(here) and now == str(conclusion(_ranked(here))):
        st.html(tag("div", items((text(s) for s in said), "plainlist"), "effect", role="status"))


def _last(here: Here) -> tuple[str, int]:
    """The meeting, and the number of the last score that was written there.

    A meeting that is erased leaves its numbers to another one.
    """
    return here.code, here.room.last_score(here.code, here.secret)


def _again(here: Here) -> Here:
    stage = here.room.stage(here.code, fresh=True)
    return Here(here.room, here.code, here.secret, here.role, stage)


def _ranked(here: Here) -> Analysis:
    """The case at equal weights: nobody has voted yet."""
    return analyse(here.stage.case, here.stage.scenario())


def effect(before: Analysis, after: Analysis) -> tuple[str, ...]:
    """What a score changed at equal weights, in one or two sentences."""
    said, now = str(conclusion(before)), str(conclusion(after))
    if said == now:
        return (t("Nothing changes. {said}", said=now),)
    return (t("Before: {said}", said=said), t("Now: {said}", said=now))


def _directions(here: Here) -> None:
    left = [c for c in here.stage.criteria if c.id in here.stage.meeting.unconfirmed]
    if not left:
        return
    st.html(tag("h2", text(t("Which way each criterion counts"))))
    for criterion in left:
        name = opening.direction_name(here, criterion)
        opening.direction(here, criterion, write=held.keep(name))
        sense = held.own(name, None)
        if press(here, t("Confirm this direction"), f"confirm_{criterion.id}"):
            _confirm(here, criterion.id, sense)


def _confirm(here: Here, criterion: str, sense: str | None) -> None:
    if not sense:
        st.html(notice(opening.which_way()))
        return
    chosen = Sense(sense)
    done = trying(lambda: here.room.confirm_direction(here.code, here.secret, criterion, chosen))
    if done is not None:
        st.rerun()

"""The review: every score, a form to write one, what it changed, then the freeze."""

import streamlit as st

from prioritisation.analysis.scenario import analyse
from prioritisation.drawing.bars import scores_table
from prioritisation.drawing.markup import plain_list, tag, text
from prioritisation.meeting.room import ScoreEdit
from prioritisation.meeting.rules import Act
from prioritisation.sentences.phrases import score_text
from prioritisation.sentences.verdict import conclusion
from prioritisation.settings import robustness_thresholds
from prioritisation.ui.meeting.score_form import score_form
from prioritisation.ui.visit.visit import Visit
from prioritisation.wording import t

_EFFECT = "effect"
"""Session key: number of the last score written here, the ranking if seen, what it did."""

SHORT_HASH = 12


def draw_review(visit: Visit) -> None:
    """Everything about the scores; what may be written depends on the room."""
    st.html(tag("h2", text(t("Scores"))) + scores_table(visit.stage))
    if visit.may(Act.EDIT_SCORE):
        _form(visit)
    _effect(visit)
    frozen(visit)


def frozen(visit: Visit) -> None:
    """The version that the vote is about, when there is one."""
    sha = visit.stage.meeting.frozen
    if not sha:
        return
    version = visit.room.frozen_version(visit.code, visit.secret)
    sentence = t(
        "Scores fixed: version {n}, print of the scores {sha}…", n=version, sha=sha[:SHORT_HASH]
    )
    st.html(tag("p", text(sentence), "thin frozen", title=sha))


def _form(visit: Visit) -> None:
    """A score written: the room is read again, and what it changed is said."""
    edit = score_form(visit)
    if edit is not None:
        after = _again(visit)
        sentences = (_move(visit, after, edit), *_effect_on_ranking(visit, after))
        st.session_state[_EFFECT] = (_last(visit), _ranking_text(after), sentences)
        st.rerun()


def _effect(visit: Visit) -> None:
    """What the last score did, however often the page is drawn, as long as it is true.

    Another score, or a direction confirmed meanwhile, may have changed the ranking since. Shown
    under the button that was pressed: above the table it would be off the screen.
    """
    last, now, sentences = st.session_state.get(_EFFECT, (None, "", ()))
    if sentences and last == _last(visit) and now == _ranking_text(visit):
        st.html(tag("div", plain_list(sentences), "effect", role="status"))


def _last(visit: Visit) -> tuple[str, int]:
    """The meeting, and the number of the last score that was written there.

    A meeting that is erased leaves its numbers to another one.
    """
    return visit.code, visit.room.last_score(visit.code, visit.secret)


def _again(visit: Visit) -> Visit:
    stage = visit.room.stage(visit.code, fresh=True)
    return Visit(visit.room, visit.code, visit.secret, visit.role, stage)


def _move(before: Visit, after: Visit, edit: ScoreEdit) -> str:
    """The score as it was, and as it is."""
    stage = after.stage
    criterion, combination = stage.plain_case.criterion(edit.criterion), stage.setup.combination
    was, now = (
        score_text(
            criterion,
            one.stage.case.tables[combination].scores[edit.lever, edit.criterion],
        )
        for one in (before, after)
    )
    cell = {"lever": stage.case.lever(edit.lever).short_label, "criterion": criterion.label}
    return t("{lever}, {criterion}: {was} → {now}.", **cell, was=was, now=now)


def _ranking_text(visit: Visit) -> str:
    """The case at equal weights in words; empty before a first reveal.

    Nobody is to vote knowing who would be first.
    """
    if not visit.stage.meeting.revealed_rounds:
        return ""
    stage = visit.stage
    analysis = analyse(stage.plain_case, stage.scenario(), robustness_thresholds())
    return str(conclusion(analysis))


def _effect_on_ranking(before: Visit, after: Visit) -> tuple[str, ...]:
    """What a score changed at equal weights, in one or two sentences; nothing before a reveal."""
    sentence, now = _ranking_text(before), _ranking_text(after)
    if not now:
        return ()
    if sentence == now:
        return (t("Nothing changes. {said}", said=now),)
    return (t("Before: {said}", said=sentence), t("Now: {said}", said=now))

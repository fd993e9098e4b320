"""The review: every score, a form to write one, its effect on the ranking, then the freeze."""

import streamlit as st

from criteria.model import Criterion, Status
from criteria.scales import Amount, LinearScale, WordScale
from prioritisation.drawing.markup import items, tag, text
from prioritisation.drawing.scored import scores_table
from prioritisation.meeting import Act
from prioritisation.room import ScoreEdit
from prioritisation.scenario import Analysis, analyse
from prioritisation.sentences import anchor_text, conclusion
from prioritisation.ui.components.controls import capital, plain
from prioritisation.ui.components.seance import opening
from prioritisation.ui.components.seance.here import Here
from prioritisation.ui.components.seance.trying import trying
from prioritisation.wording import t

EFFECT = "effect"
"""Session key: the sentences on what the last score written did."""

ONE, BETWEEN, NOBODY = "one", "between", "nobody"
SHORT_HASH = 12


def review(here: Here) -> None:
    """Everything about the scores; what may be written depends on the room."""
    effect = st.session_state.pop(EFFECT, None)
    if effect:
        st.html(tag("div", items((text(s) for s in effect), "plainlist"), "effect", role="status"))
    st.html(tag("h2", text(t("Scores"))) + scores_table(here.stage))
    if here.may(Act.EDIT_SCORE):
        _form(here)
    if here.may(Act.CONFIRM_DIRECTION):
        _directions(here)
    frozen(here)


def frozen(here: Here) -> None:
    """The version that the vote is about, when there is one."""
    sha = here.stage.meeting.frozen
    if not sha:
        return
    version = next((m.number for m in here.room.store.matrices(here.code) if m.sha256 == sha), 1)
    said = t("Scores frozen: version {n}, fingerprint {sha}…", n=version, sha=sha[:SHORT_HASH])
    st.html(tag("p", text(said), "thin frozen", title=sha))


def _form(here: Here) -> None:
    """One score: which, how known, from where."""
    stage = here.stage
    st.html(tag("h2", text(t("Write a score"))))
    which, what = st.columns(2)
    lever = which.selectbox(
        t("Lever"),
        [v.id for v in stage.case.levers],
        format_func=lambda v: stage.case.lever(v).short_label,
        key=f"score_lever_{here.code}",
    )
    criterion = stage.case.criterion(
        what.selectbox(
            t("Criterion"),
            [c.id for c in stage.criteria],
            format_func=lambda c: stage.case.criterion(c).label,
            key=f"score_criterion_{here.code}",
        )
    )
    _rest(here, lever, criterion, _kind(here))


def _kind(here: Here) -> str:
    """How well the score is known."""
    words = {ONE: t("One score"), BETWEEN: t("Between two scores"), NOBODY: t("Unknown")}
    return st.segmented_control(
        t("What is known"),
        list(words),
        default=ONE,
        required=True,
        format_func=lambda k: words[k],
        key=f"score_kind_{here.code}",
    )


def _rest(here: Here, lever: str, criterion: Criterion, kind: str) -> None:
    with st.form(f"score_{here.code}", border=False):
        low, high = _bounds(here, criterion, kind)
        source = st.text_input(t("Source"), key=f"score_source_{here.code}", max_chars=300)
        reason = st.text_input(t("Reason"), key=f"score_reason_{here.code}", max_chars=300)
        sent = st.form_submit_button(t("Write this score"))
    if not sent:
        return
    if kind != NOBODY and low is None:
        st.html(tag("p", text(t("Give the score, or choose « Unknown ».")), "warn", role="alert"))
        return
    status = Status.UNKNOWN if kind == NOBODY else Status.OPINION
    edit = ScoreEdit(lever, criterion.id, low, high, status, source.strip(), reason.strip())
    before = _ranked(here)
    if trying(lambda: here.room.edit_score(here.code, here.secret, edit)) is not None:
        after = _ranked(_again(here))
        st.session_state[EFFECT] = effect(before, after)
        st.rerun()


def _bounds(here: Here, criterion: Criterion, kind: str) -> tuple[Amount | None, Amount | None]:
    if kind == NOBODY:
        return None, None
    labels = (t("At least"), t("At most")) if kind == BETWEEN else (t("Score"),)
    columns = st.columns(2)
    given = [
        _bound(here, criterion, label, f"{k}_{here.code}_{criterion.id}", column)
        for k, (label, column) in enumerate(zip(labels, columns, strict=False))
    ]
    return (given[0], given[-1]) if None not in given else (None, None)


def _bound(
    here: Here, criterion: Criterion, label: str, key: str, column: object
) -> Amount | None:
    perimeter = here.stage.setup.perimeter
    scale = criterion.scale(perimeter)
    with column:  # type: ignore[attr-defined]
        if isinstance(scale, WordScale):
            return st.selectbox(
                label,
                [v.id for v in scale.levels],
                index=None,
                format_func=lambda v: capital(scale.level(v).label),
                placeholder=t("Choose a word"),
                key=f"word_{key}",
            )
        ends = (anchor_text(criterion, a, perimeter) for a in criterion.anchors(perimeter))
        return st.number_input(
            label,
            value=None,
            step=1 if isinstance(scale, LinearScale) and scale.whole else None,
            help=plain(t("From {low} to {high}", low=next(ends), high=next(ends))),
            key=f"number_{key}",
        )


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
        sense = opening.direction(here, criterion)
        if st.button(t("Confirm this direction"), key=f"confirm_{here.code}_{criterion.id}"):
            _confirm(here, criterion.id, sense)


def _confirm(here: Here, criterion: str, sense: str | None) -> None:
    if not opening.complete({criterion: sense}, {}):
        return
    chosen = opening.chosen({criterion: sense})[criterion]
    done = trying(lambda: here.room.confirm_direction(here.code, here.secret, criterion, chosen))
    if done is not None:
        st.rerun()

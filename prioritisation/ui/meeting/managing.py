"""Beside running a meeting: preparing it, its people and links, its log."""

from collections.abc import Callable, Iterable

import streamlit as st

from criteria.case import Case
from prioritisation.analysis.ballots.ballot import Mode
from prioritisation.drawing.heading import invitations_text, present_text
from prioritisation.drawing.markup import items, tag, text
from prioritisation.meeting.room.identity import cleaned_code
from prioritisation.meeting.rules import Act, Details, Phase
from prioritisation.meeting.rules.setup import MOST_SIMULATED
from prioritisation.sentences.weight_limits import mode_name, mode_note
from prioritisation.ui.meeting import about, arrivals, entrance, logbook
from prioritisation.ui.meeting.arrivals import sheet_link
from prioritisation.ui.meeting.logbook import log
from prioritisation.ui.meeting.readings import draw_questions
from prioritisation.ui.shared import widgets
from prioritisation.ui.shared.controls import capital, literal
from prioritisation.ui.visit.visit import (
    ERASED_KEY,
    Confirmation,
    Visit,
    ask_confirmation,
    attempt,
    choose_meeting,
    confirmation_dialog,
    is_done,
    is_over,
    notice_block,
    pending_confirmation,
    press,
)
from prioritisation.wording import date_text, t

_ERASING, _SIMULATED, _TURN = "end_rehearsal", "simulated_n", "simulated_turn"
_START_SIMULATED = 12


def frame(visit: Visit) -> None:
    """Choose the criteria voted on, and how weights are asked for; what is settled is kept."""
    stage = visit.stage
    whole = attempt(lambda: visit.room.whole_case(visit.code, visit.secret))
    if whole is None:
        return
    criteria = _criteria(visit, whole)
    weighting = _weighting(visit)
    if press(visit, t("Vote on this"), "choose_frame", also=stage.setup) and is_done(
        lambda: visit.room.choose_frame(
            visit.code,
            visit.secret,
            combination=stage.setup.combination,
            criteria=widgets.own_choice(criteria, list(stage.setup.criteria)),
            weighting=Mode(widgets.own_choice(weighting, stage.setup.weighting.value)),
        )
    ):
        widgets.drop_choices(criteria, weighting)
        st.rerun()


def _criteria(visit: Visit, whole: Case) -> str:
    """Which criteria are voted on; the name of the control."""
    name = f"frame_criteria_{visit.about}"
    widgets.pills(
        t("Criteria taken into account"),
        [c.id for c in whole.criteria],
        **widgets.own_keywords(name, list(visit.stage.setup.criteria)),
        selection_mode="multi",
        format_func=lambda c: literal(
            whole.criterion(c).plain_name(visit.stage.setup.senses.get(c))
        ),
    )
    return name


def _weighting(visit: Visit) -> str:
    """How the ballots ask for weights, each way with what it asks; the name of the control."""
    name = f"frame_weighting_{visit.about}"
    widgets.radio(
        t("How the ballot asks for weights"),
        [m.value for m in Mode],
        **widgets.own_keywords(name, visit.stage.setup.weighting.value),
        format_func=lambda m: literal(capital(mode_name(Mode(m)))),
        captions=[mode_note(m) for m in Mode],
    )
    return name


_Fold = tuple[Act, str, str, Callable[[Visit], None]]


def draw_preparing(visit: Visit) -> None:
    """*Préparer*: what is left to settle, what people vote on, paper, rehearsal, erasure."""
    st.html(tag("h1", text(t("Preparation")), "phase"))
    about.draw_dossier(visit)
    if visit.may(Act.SEE_AUDIT) or visit.may(Act.EDIT_SCORE):
        draw_questions(visit)
    rehearses = any(visit.may(a) for a in (Act.REHEARSE, Act.SIMULATE, Act.END_REHEARSAL))
    folds: tuple[_Fold, ...] = (
        (Act.CHOOSE_FRAME, "frame", t("Change what people vote on"), frame),
        (Act.ENTER_PAPER, "paper", t("Votes on paper"), logbook.draw_paper_ballots),
        (Act.PURGE, "purge", t("Erase the meeting"), _purge),
    )
    with st.container(key="more_meeting", gap="small"):
        if rehearses:
            with st.expander(
                t("Rehearsal with invented votes"), type="compact", key="fold_rehearsal"
            ):
                _rehearsal(visit)
        _draw_folds(visit, folds)
    _draw_confirmation(visit)


def draw_people(visit: Visit) -> None:
    """*Présents et liens*: how people come in, invitations, personal links."""
    st.html(tag("h1", text(t("People and links")), "phase"))
    folds: tuple[_Fold, ...] = (
        (Act.ISSUE_INVITATIONS, "invitations", t("Invitations"), _invitations),
        (Act.ISSUE_LINK, "links", t("Personal links"), entrance.draw_links),
    )
    with st.container(key="people"):
        with st.container(key="people_left", gap="small"):
            if visit.stage.meeting.phase is not Phase.DRAFT:
                st.html(tag("p", text(present_text(visit.stage)), "lead"))
            arrivals.way_in(visit)
        with st.container(key="people_right", gap="small"):
            _draw_folds(visit, folds)
    _draw_confirmation(visit)


def draw_log(visit: Visit) -> None:
    """*Journal*: what happened, and when; never who voted what."""
    st.html(tag("h1", text(t("Log of the meeting")), "phase"))
    if visit.may(Act.SEE_AUDIT):
        log(visit)
    else:
        st.html(tag("p", text(t("The facilitator and the recorder see the log.")), "lead"))


def _draw_folds(visit: Visit, folds: Iterable[_Fold]) -> None:
    """One expander per subject, where the room allows it."""
    for act, name, title, draw in folds:
        if _is_offered(visit, act):
            with st.expander(title, type="compact", key=f"fold_{name}"):
                draw(visit)


def _is_offered(visit: Visit, act: Act) -> bool:
    if act is Act.ENTER_PAPER:
        return logbook.is_offered(visit)
    return visit.may(act)


def _rehearsal(visit: Visit) -> None:
    """Everything of a meeting with simulated ballots, erased whole."""
    if visit.may(Act.REHEARSE):
        sentence = t(
            "A rehearsal runs the whole meeting with invented votes; it is marked on "
            "every screen, and nothing of it is left once it is erased."
        )
        st.html(tag("p", text(sentence)))
        if press(visit, t("Start a rehearsal"), "rehearse"):
            _begin(visit)
    if visit.may(Act.SIMULATE):
        _simulating(visit)
    if visit.may(Act.END_REHEARSAL):
        st.html(tag("p", text(" ".join(_costs()))))
        if press(visit, t("Erase the rehearsal…"), _ERASING):
            ask_confirmation(_ERASING)
            st.rerun()


def _simulating(visit: Visit) -> None:
    n = widgets.own_choice(_SIMULATED, _START_SIMULATED)
    widgets.number_input(
        t("Votes to invent"),
        1,
        MOST_SIMULATED,
        **widgets.own_keywords(_SIMULATED, _START_SIMULATED),
    )
    turn = st.session_state.get(_TURN, 0)  # not the ballots: phones send theirs meanwhile
    if press(visit, t("Add invented votes"), "simulate", also=turn) and is_done(
        lambda: visit.room.simulate(visit.code, visit.secret, int(n))
    ):
        st.session_state[_TURN] = turn + 1
        st.rerun()


def _begin(visit: Visit) -> None:
    place = visit.stage.meeting.stamp
    if is_done(
        lambda: visit.room.act(visit.code, visit.secret, Act.REHEARSE, Details(), stamp=place)
    ):
        st.rerun()


def _erasure_confirmation(visit: Visit) -> Confirmation | None:
    """What is asked before a rehearsal is erased; None when there is none any more."""
    if not visit.may(Act.END_REHEARSAL):
        return None
    return Confirmation(
        t("Erase the rehearsal?"),
        _costs(),
        t("Keep the rehearsal"),
        t("Erase the rehearsal"),
        lambda: _erased(visit),
    )


def _costs() -> tuple[str, ...]:
    return (
        t(
            "All that was written since the rehearsal began is erased: votes, scores, "
            "answers, choices, texts and variants."
        ),
        t(
            "The meeting is again as it was before; its log and its links stay, and "
            "whoever joined meanwhile has to join again."
        ),
    )


def _erased(visit: Visit) -> bool:
    return is_done(lambda: visit.room.act(visit.code, visit.secret, Act.END_REHEARSAL, Details()))


def _invitations(visit: Visit) -> None:
    issued, used = visit.room.invitations(visit.code)
    sentence = invitations_text(issued, used)
    if not visit.stage.setup.invited:
        sentence = (
            t("This meeting has an open code: invitations are possible, not needed.")
            + " "
            + sentence
        )
    st.html(
        tag("p", text(sentence))
        + tag(
            "p",
            text(
                t(
                    "Each sheet holds one QR code and one short link per person; a link is one "
                    "vote. They are shown once, in the file."
                )
            ),
            "thin",
        )
    )
    st.html(sheet_link(visit.code))
    if issued:
        entrance.draw_releasing(visit)


def _draw_confirmation(visit: Visit) -> None:
    """What is asked before something that cannot be undone, as long as it is."""
    name = pending_confirmation()
    if name == _ERASING:
        confirmation_dialog(_erasure_confirmation(visit))
    elif name:
        confirmation_dialog(entrance.revocation_confirmation(visit, name))


def _purge(visit: Visit) -> None:
    gone = items(
        (
            text(t("Votes, scores written, links, log: everything of this meeting is removed.")),
            text(t("Nothing brings it back. Export what you want to keep before.")),
        ),
        "plainlist",
    )
    st.html(erasure_day_text(visit.stage.erase_by, visit.stage.case.timezone) + gone)
    name = f"purge_{visit.code}"
    typed = widgets.own_choice(name, "")
    widgets.text_input(
        t("Type the code of the meeting to confirm"),
        **widgets.own_keywords(name, ""),
        max_chars=20,
    )
    if not st.button(t("Erase this meeting for good"), key="purge_now"):
        return
    if cleaned_code(typed) != visit.code:
        st.html(notice_block(t("The code is not that of this meeting: nothing was erased.")))
    elif is_done(lambda: visit.room.purge(visit.code, visit.secret)):
        widgets.drop_choices(name)
        choose_meeting("")
        st.session_state[ERASED_KEY] = visit.code
        st.rerun()


def erasure_day_text(day: str, timezone: str) -> str:
    """The day that the privacy notice promises; loud once it is over."""
    if not day:
        return ""
    if is_over(day, timezone):
        sentence = t("This meeting should have been erased by {day}.", day=date_text(day))
        return tag("p", text(sentence), "warn")
    sentence = t(
        "To be erased by {day} at the latest; nothing erases it by itself.", day=date_text(day)
    )
    return tag("p", text(sentence))

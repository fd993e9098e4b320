"""Below the meeting: people, links, paper ballots, rehearsal, log, erasure. All on demand.

The frame of the vote: the perimeter and the criteria, as long as nothing is frozen.
"""

from collections.abc import Callable
from urllib.parse import urlencode

import streamlit as st

from criteria.case import Case
from prioritisation.analysis.ballots.modes import Mode
from prioritisation.drawing.heading import invitations_text
from prioritisation.drawing.markup import items, tag, text
from prioritisation.meeting.rules import Act
from prioritisation.sentences.weighting import mode_name, mode_note
from prioritisation.ui.meeting import arrivals, links, paper, rehearsing
from prioritisation.ui.meeting.arrivals import ADDRESS, chosen_origin, sheet_link
from prioritisation.ui.meeting.logbook import log
from prioritisation.ui.shared import held
from prioritisation.ui.shared.controls import capital, plain
from prioritisation.ui.visit import parts
from prioritisation.ui.visit.here import CODE, ERASED, Here, choose, cleaned, is_over
from prioritisation.ui.visit.trying import notice, press, trying
from prioritisation.wording import date_text, t


def frame(here: Here) -> None:
    """Choose what people vote on; directions already confirmed are kept."""
    stage = here.stage
    whole = trying(lambda: here.room.whole_case(here.code, here.secret))
    if whole is None:
        return
    perimeter = f"frame_perimeter_{here.about}"
    held.radio(
        plain(whole.perimeter_name),
        [p.id for p in whole.perimeters],
        name=perimeter,
        value=held.own(perimeter, stage.setup.perimeter),
        write=held.keep(perimeter),
        format_func=lambda p: plain(capital(whole.perimeter(p).label)),
    )
    criteria = _criteria(here, whole)
    weighting = _weighting(here)
    chosen = held.own(perimeter, stage.setup.perimeter)
    if press(here, t("Vote on this"), "choose_frame", also=stage.setup):
        done = trying(
            lambda: here.room.choose_frame(
                here.code,
                here.secret,
                perimeter=chosen,
                criteria=held.own(criteria, list(stage.setup.criteria)),
                weighting=Mode(held.own(weighting, stage.setup.weighting.value)),
            )
        )
        if done is not None:
            held.drop(perimeter, criteria, weighting)
            st.rerun()


def _criteria(here: Here, whole: Case) -> str:
    """Which criteria are voted on; the name of the control."""
    name = f"frame_criteria_{here.about}"
    held.pills(
        t("Criteria taken into account"),
        [c.id for c in whole.criteria],
        name=name,
        value=held.own(name, list(here.stage.setup.criteria)),
        write=held.keep(name),
        selection_mode="multi",
        format_func=lambda c: plain(whole.criterion(c).label),
    )
    return name


def _weighting(here: Here) -> str:
    """How the ballots ask for weights, each way with what it asks; the name of the control."""
    name = f"frame_weighting_{here.about}"
    held.radio(
        t("How the ballots ask for weights"),
        [m.value for m in Mode],
        name=name,
        value=held.own(name, here.stage.setup.weighting.value),
        write=held.keep(name),
        format_func=lambda m: plain(capital(mode_name(Mode(m)))),
        captions=[mode_note(m) for m in Mode],
    )
    return name


def managing(here: Here) -> None:
    """One expander per subject; each is drawn only where the room allows it."""
    subjects: tuple[tuple[Act, str, str, Callable[[Here], None]], ...] = (
        (Act.CHOOSE_FRAME, "frame", t("What people vote on"), frame),
        (Act.REMOVE_WAVE, "arrivals", t("Arrivals"), arrivals.crowding),
        (Act.ISSUE_INVITATIONS, "invitations", t("Invitations"), _invitations),
        (Act.ENTER_PAPER, "paper", t("Paper ballots"), paper.paper),
        (Act.ISSUE_LINK, "links", t("Secret links"), links.links),
        (Act.PROJECT, "projector", t("Projector"), _projector),
        (Act.SEE_AUDIT, "log", t("Log of the meeting"), log),
        (Act.PURGE, "purge", t("Erase the meeting"), _purge),
    )
    st.html(tag("h2", text(t("Run the meeting")), "managing"))
    with st.container(key="more_meeting", horizontal=True, gap="medium"):
        if any(here.may(a) for a in (Act.REHEARSE, Act.SIMULATE, Act.END_REHEARSAL)):
            with st.expander(t("Rehearsal"), type="compact", key="fold_rehearsal"):
                rehearsing.rehearsal(here)
        for act, name, title, draw in subjects:
            if _is_offered(here, act):
                with st.expander(title, type="compact", key=f"fold_{name}"):
                    draw(here)
    _asked(here)


def _is_offered(here: Here, act: Act) -> bool:
    if act is Act.ENTER_PAPER:
        return paper.is_offered(here)
    return here.may(act) and not (act is Act.REMOVE_WAVE and here.stage.setup.invited)


def _invitations(here: Here) -> None:
    issued, used = here.room.invitations(here.code)
    said = invitations_text(issued, used)
    if not here.stage.setup.invited:
        said = (
            t("This meeting has an open code: invitations are possible, not needed.") + " " + said
        )
    st.html(
        tag("p", text(said))
        + tag(
            "p",
            text(
                t(
                    "Each sheet holds one QR code and one short link per person; a link is one "
                    "ballot. They are shown once, in the file."
                ),
            ),
            "thin",
        )
    )
    st.html(sheet_link(here.code))
    if issued:
        links.releasing(here)


def _link(address: str, label: str) -> str:
    return tag("p", tag("a", text(label), "act", href=address))


def _asked(here: Here) -> None:
    """What is asked before something that cannot be undone, as long as it is."""
    name = parts.asked()
    if name == rehearsing.ERASING:
        parts.dialog(rehearsing.question(here))
    elif name:
        parts.dialog(links.question(here, name))


def _projector(here: Here) -> None:
    said = t(
        "Open this page on the projector, full screen; as many screens as you like. Nothing "
        "secret is on it."
    )
    address = "/projection?" + urlencode({CODE: here.code, ADDRESS: chosen_origin()})
    st.html(tag("p", text(said)) + _link(address, t("Open the projector view")))


def _purge(here: Here) -> None:
    gone = items(
        (
            text(t("Ballots, scores written, links, log: everything of this meeting is removed.")),
            text(t("Nothing brings it back. Export what you want to keep before.")),
        ),
        "plainlist",
    )
    st.html(_by_when(here.stage.erase_by) + gone)
    name = f"purge_{here.code}"
    typed = held.own(name, "")
    held.text_input(
        t("Type the code of the meeting to confirm"),
        name=name,
        value=typed,
        write=held.keep(name),
        max_chars=20,
    )
    if not st.button(t("Erase this meeting for good"), key="purge_now"):
        return
    if cleaned(typed) != here.code:
        st.html(notice(t("The code is not that of this meeting: nothing was erased.")))
    elif _purged(here):
        held.drop(name)
        choose("")
        st.session_state[ERASED] = here.code
        st.rerun()


def _by_when(day: str) -> str:
    """The day that the privacy notice promises; loud once it is over."""
    if not day:
        return ""
    if is_over(day):
        said = t("This meeting should have been erased by {day}.", day=date_text(day))
        return tag("p", text(said), "warn")
    said = t(
        "To be erased by {day} at the latest; nothing erases it by itself.", day=date_text(day)
    )
    return tag("p", text(said))


def _purged(here: Here) -> bool:
    def work() -> bool:
        here.room.purge(here.code, here.secret)
        return True

    return bool(trying(work))

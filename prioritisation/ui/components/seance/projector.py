"""The projector view: large type, nothing secret, no control; it follows the meeting.

Nobody can scroll a projector: each view fits 1280 by 720, and grows with the screen.
"""

from pathlib import Path

import streamlit as st

from prioritisation.meeting import Phase
from prioritisation.room import Results, Stage, current_room
from prioritisation.room.setup import AGREEMENT, AUTO, FIRSTS, NOTHING, RANKING
from prioritisation.sentences import conclusion
from prioritisation.sentences.weighting import question_text
from prioritisation.ui.components import bars
from prioritisation.ui.components.decision import meeting as decision
from prioritisation.ui.components.markup import tag, text
from prioritisation.ui.components.page import drawn
from prioritisation.ui.components.seance import (
    firsts,
    groupweights,
    joining,
    saying,
    scoring,
    swarm,
)
from prioritisation.ui.components.seance.clock import clock
from prioritisation.ui.components.seance.counting import count, count_text
from prioritisation.ui.components.seance.desk import RANKED, revealed_results
from prioritisation.ui.components.seance.entrance import find
from prioritisation.ui.components.seance.heading import band, phase_in_words
from prioritisation.ui.components.seance.here import Here, visit
from prioritisation.ui.components.seance.push import push
from prioritisation.ui.components.seance.trying import trying
from prioritisation.ui.components.sets import meeting as sets
from prioritisation.wording import number, t, tn

_FULL = st.components.v2.component(
    "projector_full_screen",
    html='<button type="button" class="act full"></button>',
    js=(Path(__file__).parent / "fullscreen.js").read_text(encoding="utf-8"),
    isolate_styles=False,
)


def projector(code: str) -> None:
    """The whole page."""
    st.html(tag("div", "", "is-projector"))
    if not code:
        st.html(tag("h1", text(t("Which meeting is to be projected?")), "phase"))
        find()
        return
    following(code)
    _FULL(key="full_screen", data={"label": t("Full screen")})


@st.fragment
def following(code: str) -> None:
    """What the room sees, drawn again at each version."""
    here = trying(lambda: visit(current_room(), code, fresh=True))
    if here is None:
        return
    # As a visitor without any link: whoever drives the projector may hold the facilitator's.
    here = Here(here.room, code, "", here.room.role(code, ""), here.stage)
    push(code, here.stage.version, "projector_push")
    drawn(band(here.stage.meeting))
    found = revealed_results(here)
    if found is None:
        _before(here)
    else:
        _after(here, found)


def _before(here: Here) -> None:
    stage = here.stage
    match stage.meeting.phase:
        case Phase.DRAFT:
            st.html(_words(stage.title, t("The meeting will open soon.")))
        case Phase.LOBBY:
            _lobby(stage)
        case Phase.REVIEW:
            _review(here)
        case Phase.ROUND:
            _voting(stage)
        case _:
            _waiting(stage)


def _words(loud: str, rest: str) -> str:
    return tag("div", tag("h1", text(loud), "phase") + tag("p", text(rest), "lead"), "tall")


def _lobby(stage: Stage) -> None:
    if stage.setup.invited:
        drawn(_invited_lobby(stage))
        return
    address = tag("b", text(joining.typed()))
    how = text(t("Scan, or open {address} and type the code:", address="\0")).replace(
        "\0", address
    )
    left = (
        tag("h1", text(t("Join the meeting")), "phase")
        + tag("p", how, "lead")
        + tag("p", text(stage.code), "code")
        + _here_now(stage)
    )
    st.html(_sides(left, joining.qr(joining.voting_address(stage.code)), "wide-right"))


def _invited_lobby(stage: Stage) -> str:
    """No code in large type: whoever scanned it would be turned away."""
    inside = (
        tag("h1", text(t("Join the meeting")), "phase")
        + tag("p", text(joining.invitation_text()), "lead")
        + _here_now(stage)
    )
    return tag("div", inside, "tall")


def _here_now(stage: Stage) -> str:
    counted = tag("b", text(number(stage.present))) + " " + text(_present(stage))
    return tag("p", counted, "lead here-now", aria_live="polite")


def _present(stage: Stage) -> str:
    said = tn("person present.", "people present.", stage.present)
    unnamed = t("No name is asked.")
    return f"{said} {unnamed}"


def _sides(left: str, right: str, css: str = "") -> str:
    return tag("div", tag("div", left) + tag("div", right), f"sides {css}")


def _voting(stage: Stage) -> None:
    left = (
        tag("h1", text(t("Round {n}: vote now", n=stage.meeting.rounds[-1].number)), "phase")
        + tag("p", text(question_text(stage.setup.weighting)), "lead")
        + tag("div", count(stage), aria_live="polite")
        + tag("p", text(t("Nothing is shown before the reveal.")), "lead")
    )
    with st.container(key="voting"):
        with st.container(key="voting_left"):
            st.html(left)
        with st.container(key="voting_right", gap=None):
            if stage.setup.deadline:
                st.html(tag("p", text(t("Time left")), "label"))
                clock(stage.setup.deadline, "", "projector_clock")
            st.html(_way_in(stage, tag("p", text(joining.typed()), "url")))


def _review(here: Here) -> None:
    rows = len(here.stage.case.levers)
    inside = tag("h1", text(t("Are these scores right?"))) + scoring.scores_table(
        here, "left scores big"
    )
    st.html(tag("div", inside, "reviewed", style=f"--rows:{rows}"))


def _waiting(stage: Stage) -> None:
    left = tag("h1", text(phase_in_words(stage.meeting)), "phase") + tag(
        "p", text(t("The vote will open soon.")), "lead"
    )
    st.html(_sides(left + tag("p", text(_n_present(stage)), "lead"), _way_in(stage)))


def _way_in(stage: Stage, address: str = "") -> str:
    """The code of the meeting, or the invitation that it takes."""
    if stage.setup.invited:
        return tag("p", text(joining.invitation_text()), "lead")
    return joining.code_and_qr(stage.code) + address


def _n_present(stage: Stage) -> str:
    return tn("{n} person present", "{n} people present", stage.present)


def _after(here: Here, found: Results) -> None:
    stage = here.stage
    asked = stage.setup.projected
    if asked == AUTO and stage.meeting.phase in decision.PHASES:
        drawn(decision.projected(here, found, _about(stage, found)))
        return
    if asked == AUTO and stage.meeting.phase is Phase.PORTFOLIO and found.analysis is not None:
        drawn(sets.projected(here, found, _about(stage, found)))
        return
    if asked == AUTO:
        asked = RANKING if stage.meeting.phase in RANKED else AGREEMENT
    views = {AGREEMENT: _agreement, FIRSTS: _firsts, RANKING: _ranking}
    if asked == NOTHING:
        st.html(_words(phase_in_words(stage.meeting), t("The results are hidden.")))
    elif (not found.ballots and asked != RANKING) or found.analysis is None:
        st.html(_words(phase_in_words(stage.meeting), saying.agreement(found)))
    else:
        st.html(views[asked](stage, found))


def _head(question: str, stage: Stage, found: Results, said: str) -> str:
    return tag("h1", text(f"{question} {_about(stage, found)}"), "q") + tag("p", text(said), "say")


def _about(stage: Stage, found: Results) -> str:
    return t("Round {n}, {count}", n=found.number, count=count_text(stage))


def _agreement(stage: Stage, found: Results) -> str:
    said = " ".join(s for s in (saying.agreement(found), saying.unlike_said(found)) if s)
    head = _head(t("Where does the group agree?"), stage, found, said)
    drawing = swarm.key(found) + swarm.swarm(found)
    return tag("div", head + drawing, "view agree", style=f"--rows:{len(found.case.criteria)}")


def _firsts(stage: Stage, found: Results) -> str:
    head = _head(
        t("Who is first, depending on the weights?"), stage, found, saying.first_for(found)
    )
    said, differ = saying.means(found)
    table = firsts.counts(found) + (tag("p", text(said), "warn") if differ else "")
    image = firsts.picture(found)
    if not image:
        return tag("div", head + groupweights.weights(found) + table, "view")
    return tag("div", head + _sides(image, firsts.key(found) + table), "view who")


def _ranking(stage: Stage, found: Results) -> str:
    if found.analysis is None:
        return ""
    said = conclusion(found.analysis)
    head = _head(t("Which lever first?"), stage, found, f"{said.loud} {said.rest}")
    rows = len(found.case.levers)
    drawing = groupweights.key(found) + bars.bars(found.analysis)
    return tag("div", head + drawing, "view ranked", style=f"--rows:{rows}")

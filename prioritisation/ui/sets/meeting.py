"""One lever or two in a meeting: the group's weights and ballots, what the group says, kept."""

from dataclasses import dataclass

import streamlit as st

from prioritisation.analysis.sets.discussion import Told, starting_cards
from prioritisation.analysis.sets.discussion import from_json as cards_of
from prioritisation.analysis.sets.discussion import to_json as cards_json
from prioritisation.analysis.sets.errors import InvalidText
from prioritisation.analysis.sets.portfolio import Portfolio
from prioritisation.analysis.sets.question import Question
from prioritisation.analysis.sets.text import from_json as question_of
from prioritisation.analysis.sets.text import to_json as question_json
from prioritisation.drawing.markup import tag, text
from prioritisation.meeting.room import Results, Room
from prioritisation.meeting.rules import Act, Phase
from prioritisation.meeting.store import Overtaken
from prioritisation.sentences.sets import text_problem_text
from prioritisation.ui.sets import page
from prioritisation.ui.sets.ground import SAID, Change, Ground, refuse
from prioritisation.ui.shared.page import apart, computing
from prioritisation.ui.visit.here import Here
from prioritisation.ui.visit.parts import followed, part, push
from prioritisation.ui.visit.trying import EXPECTED, notice, trying, why_not
from prioritisation.wording import t

PORTFOLIO, ARGUMENTS = "portfolio", "arguments"
"""Names of the papers of a meeting where what is said is kept."""

HELD = "sets_held"
"""Session key: what somebody else was quicker than."""


@dataclass(frozen=True, slots=True)
class Kept:
    """What is said in a meeting, as one page read it.

    Attributes
    ----------
    versions
        Of the two papers.
    faults
        What of them could not be read.
    """

    told: Told
    versions: dict[str, int]
    faults: tuple[str, ...] = ()


class RoomKeep:
    """What the office of a meeting says: written into its papers, unless somebody was quicker."""

    def __init__(self, here: Here, kept: Kept) -> None:
        self._here, self._kept = here, kept

    def make(self, change: Change) -> None:
        """Write it; held on the page, with what is there, when somebody else wrote meanwhile."""
        here, paper = self._here, ARGUMENTS if change.cards else PORTFOLIO
        made = change.edit(self._kept.told)
        words = cards_json(made.cards) if change.cards else question_json(made.question)
        st.session_state[SAID] = ("", ())
        try:
            here.room.write_paper(here.code, here.secret, paper, words, self._kept.versions[paper])
        except Overtaken:
            st.session_state[HELD] = (here.about, change)
        except EXPECTED as error:
            refuse("", *why_not(error), t("Not kept: {said}", said=change.mine))
        else:
            st.session_state.pop(HELD, None)


def in_meeting(here: Here) -> None:
    """The page of the phase, for whoever looks; nothing in the other phases."""
    if here.stage.meeting.phase is Phase.PORTFOLIO:
        _live(here.code)


@part
def _live(code: str) -> None:
    """Drawn again when somebody has written."""
    here = followed(code, "sets_push")
    if here is None or not here.may(Act.SEE_RESULTS):
        return
    push(code, here.stage.version, "sets_push")
    results = trying(lambda: here.room.results(code, here.role))
    if results is None:
        return
    kept = trying(lambda: _read(here.room, code, results))
    if kept is not None:
        _drawn(here, results, kept)


def _read(room: Room, code: str, results: Results) -> Kept:
    """Both papers; what cannot be read starts again from nothing, and says so."""
    said, arguments = room.paper(code, PORTFOLIO), room.paper(code, ARGUMENTS)
    question, cards = Question(), starting_cards(results.case)
    faults: list[str] = []
    try:
        question = question_of(said.content) if said.version else question
    except InvalidText as error:
        faults += [text_problem_text(p) for p in error.problems]
    try:
        cards = cards_of(arguments.content) if arguments.version else cards
    except InvalidText as error:
        faults += [text_problem_text(p) for p in error.problems]
    versions = {PORTFOLIO: said.version, ARGUMENTS: arguments.version}
    return Kept(Told(question, cards), versions, tuple(faults))


def _drawn(here: Here, results: Results, kept: Kept) -> None:
    if results.analysis is None:
        said = t("Too few ballots to rank: one lever or two cannot be said.")
        st.html(tag("p", text(said), "warn"))
        return
    keep = RoomKeep(here, kept) if here.may(Act.EDIT_PAPER) else None
    ground = Ground(
        results.case, results.analysis, results.ballots, kept.told, keep, f"sets_{here.about}"
    )
    with computing():
        found = page.outcome(ground)
    loud, rest = page.conclusion(ground, found)
    answer = tag("p", tag("strong", text(loud)) + " " + text(rest), "answer", aria_live="polite")
    with st.container(key="sets_meeting", gap="medium"):
        st.html(tag("h2", text(t("One lever or two?"))) + answer)
        with apart("medium"):
            if kept.faults:
                st.html(notice(t("What was kept cannot be read, and is left out:"), *kept.faults))
            _held(ground, kept)
            if isinstance(found, Portfolio):
                page.pictures(ground, found)
                page.held(ground, found)
        page.speech(ground, found, _note(kept))
        if isinstance(found, Portfolio):
            page.more(ground, found)


def _note(kept: Kept) -> str:
    """Which version the page shows."""
    if not any(kept.versions.values()):
        return t("Nothing was written in this meeting yet. The arguments are those of the case.")
    return t(
        "Kept in the meeting, each version of it: choices {first}, arguments {second}.",
        first=kept.versions[PORTFOLIO],
        second=kept.versions[ARGUMENTS],
    )


def _held(ground: Ground, kept: Kept) -> None:
    """What was not written because somebody else was quicker: both texts, and the choice."""
    about, change = st.session_state.get(HELD, ("", None))
    if change is None or ground.keep is None or ground.name != f"sets_{about}":
        return
    st.html(
        notice(
            t("Somebody else wrote meanwhile: what you said is not kept yet."),
            t("Yours: {said}", said=change.mine),
            t("There now: {said}", said=change.there(kept.told) or t("Nothing is said of it.")),
        )
    )
    with st.container(key="held_acts", horizontal=True, gap="small"):
        st.button(t("Write mine"), key="held_mine", on_click=ground.keep.make, args=(change,))
        st.button(t("Leave what is there"), key="held_theirs", on_click=_forget)


def _forget() -> None:
    st.session_state.pop(HELD, None)

"""One lever or two in a meeting: the group's weights and ballots, what the group says, kept."""

from dataclasses import dataclass
from functools import partial

import streamlit as st

from prioritisation.analysis.sets.discussion import Discussion, starting_cards
from prioritisation.analysis.sets.discussion import from_json as cards_of
from prioritisation.analysis.sets.discussion import to_json as cards_json
from prioritisation.analysis.sets.question import Question
from prioritisation.analysis.sets.text import InvalidText
from prioritisation.analysis.sets.text import from_json as question_of
from prioritisation.analysis.sets.text import to_json as question_json
from prioritisation.drawing.markup import tag, text
from prioritisation.meeting.room import Room, RoundResults
from prioritisation.meeting.room.stage import ARGUMENTS_TEXT, SETS_TEXT
from prioritisation.meeting.rules import Act, Phase
from prioritisation.meeting.store import Overtaken
from prioritisation.sentences.sets import text_problem_text
from prioritisation.ui.sets import page
from prioritisation.ui.sets.ground import PAGE, SetsEdit, SetsPage
from prioritisation.ui.shared.page import answer_sentence, apart_block, while_computing
from prioritisation.ui.visit import trying
from prioritisation.ui.visit.parts import follow_results, part
from prioritisation.ui.visit.visit import Visit
from prioritisation.wording import t


@dataclass(frozen=True, slots=True)
class MeetingPapers:
    """What is said in a meeting, as one page read it.

    Attributes
    ----------
    versions
        Of the two papers.
    faults
        What of them could not be read.
    """

    discussion: Discussion
    versions: dict[str, int]
    faults: tuple[str, ...] = ()


class MeetingKeeper:
    """What the office of a meeting says: written into its papers, unless somebody was quicker."""

    def __init__(self, visit: Visit, papers: MeetingPapers) -> None:
        self._visit, self._papers = visit, papers
        self._name = _name(visit)

    def make(self, change: SetsEdit) -> None:
        """Write it; held on the page, with what is there, when somebody else wrote meanwhile."""
        visit, paper = self._visit, ARGUMENTS_TEXT if change.cards else SETS_TEXT
        discussion = change.edit(self._papers.discussion)
        words = (
            cards_json(discussion.cards) if change.cards else question_json(discussion.question)
        )
        trying.refuse(PAGE, "")
        try:
            visit.room.write_text(
                visit.code, visit.secret, paper, words, self._papers.versions[paper]
            )
        except Overtaken:
            trying.hold(self._name, trying.WriteConflict(change))
        except trying.EXPECTED as error:
            trying.refuse(
                PAGE, "", *trying.why_not(error), t("Not kept: {said}", said=change.own_text)
            )
        else:
            trying.settle(self._name)


def _name(visit: Visit) -> str:
    """Under which what is written in a meeting waits; part of the keys of the controls."""
    return f"{PAGE}_{visit.about}"


def draw_meeting_sets(visit: Visit) -> None:
    """The page of the phase, for whoever looks; nothing in the other phases."""
    if visit.stage.meeting.phase is Phase.PORTFOLIO:
        _live(visit.code)


@part
def _live(code: str) -> None:
    """Drawn again when somebody has written."""
    followed = follow_results(code, "sets_push")
    if followed is None:
        return
    visit, results = followed
    papers = trying.attempt(lambda: _read(visit.room, code, results))
    if papers is not None:
        _draw(visit, results, papers)


def _read(room: Room, code: str, results: RoundResults) -> MeetingPapers:
    """Both papers; what cannot be read starts again from nothing, and says so."""
    stored, arguments = room.text(code, SETS_TEXT), room.text(code, ARGUMENTS_TEXT)
    # Each by itself: one that cannot be read leaves the other as it is.
    question, cards = Question(), starting_cards(results.case)
    faults: list[str] = []
    try:
        question = question_of(stored.content) if stored.version else question
    except InvalidText as error:
        faults += [text_problem_text(p) for p in error.problems]
    try:
        cards = cards_of(arguments.content) if arguments.version else cards
    except InvalidText as error:
        faults += [text_problem_text(p) for p in error.problems]
    versions = {SETS_TEXT: stored.version, ARGUMENTS_TEXT: arguments.version}
    return MeetingPapers(Discussion(question, cards), versions, tuple(faults))


def _draw(visit: Visit, results: RoundResults, papers: MeetingPapers) -> None:
    if results.analysis is None:
        sentence = t("Too few votes to rank: one lever or two cannot be said.")
        st.html(tag("p", text(sentence), "warn"))
        return
    keep = MeetingKeeper(visit, papers) if visit.may(Act.EDIT_PAPER) else None
    analysis, name = results.analysis, _name(visit)
    ground = SetsPage(results.case, analysis, results.ballots, papers.discussion, keep, name)
    with while_computing():
        outcome = page.page_comparison(ground)
    headline = page.page_answer(outcome).headline
    answer = answer_sentence(headline.answer, headline.reservation, aria_live="polite")
    with st.container(key="sets_meeting", gap="medium"):
        st.html(tag("h2", text(headline.question)) + answer)
        with apart_block("medium"):
            _unread(papers)
            _draw_overtaken(ground, papers)
            page.draw_answers(ground, outcome)
        page.draw_folds(ground, outcome, _note(papers))


def _unread(papers: MeetingPapers) -> None:
    if papers.faults:
        unread = t("What was kept cannot be read, and is left out:")
        st.html(trying.notice_block(unread, *papers.faults))


def _note(papers: MeetingPapers) -> str:
    """Which version the page shows."""
    if not any(papers.versions.values()):
        return t("Nothing was written in this meeting yet. The arguments are those of the case.")
    return t(
        "Kept in the meeting, each version of it: sets of levers, version {first}; arguments, "
        "version {second}.",
        first=papers.versions[SETS_TEXT],
        second=papers.versions[ARGUMENTS_TEXT],
    )


def _draw_overtaken(ground: SetsPage, papers: MeetingPapers) -> None:
    """What was not written because somebody else was quicker: both texts, and the choice."""
    standing: trying.WriteConflict[SetsEdit] | None = trying.conflict_on(ground.name)
    if standing is None or ground.keep is None:
        return
    trying.draw_conflict(
        "held",
        standing.edit.own_text,
        standing.edit.current_text(papers.discussion) or t("Nothing is said of it."),
        partial(ground.keep.make, standing.edit),
        partial(trying.settle, ground.name),
    )

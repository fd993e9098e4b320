"""One lever or two: what follows from what the group says, in two parts, and in large type."""

from collections.abc import Mapping, Sequence

from criteria.case import Case
from prioritisation.analysis.ballots.ballot import Ballot
from prioritisation.analysis.inquiry import sets
from prioritisation.analysis.scenario import Analysis
from prioritisation.analysis.sets.errors import InvalidQuestion, InvalidText, NothingLeft
from prioritisation.analysis.sets.portfolio import Portfolio
from prioritisation.analysis.sets.text import from_json
from prioritisation.analysis.sets.words import Question
from prioritisation.drawing.markup import tag, text
from prioritisation.meeting.room import Results, Room
from prioritisation.sentences.portfolio import answer
from prioritisation.sentences.sets import nothing_left_text, question_problem_text
from prioritisation.wording import t

PAPER = "portfolio"
"""Name of the paper of a meeting where what is said of levers together is kept."""

Outcome = Portfolio | tuple[str, ...]
"""What follows, or why nothing does."""


def asked(room: Room, code: str) -> Question:
    """What is said of levers together; nothing when it cannot be read."""
    paper = room.paper(code, PAPER)
    try:
        return from_json(paper.content) if paper.version else Question()
    except InvalidText:
        return Question()


def outcome(analysis: Analysis, question: Question, ballots: Sequence[Ballot]) -> Outcome:
    """Every set compared, or the sentences that say why none can be."""
    names = _names(analysis.case)
    try:
        return sets(analysis, question, tuple(ballots))
    except NothingLeft as error:
        return (nothing_left_text(error, names),)
    except InvalidQuestion as error:
        return tuple(question_problem_text(p, names) for p in error.problems)


def _names(case: Case) -> Mapping[str, str]:
    return {lever.id: lever.label for lever in case.levers}


def conclusion(case: Case, found: Outcome) -> tuple[str, str]:
    """The answer in two parts: said loud, and its reservation."""
    if not isinstance(found, Portfolio):
        return t("Nothing can be chosen:"), " ".join(found)
    told = answer(found, [lever.short_label for lever in case.levers])
    return told.loud, told.rest


def projected(results: Results, question: Question, head: str) -> str:
    """Large: the question, its answer, and the reservation; nothing without a ranking."""
    if results.analysis is None:
        return ""
    found = outcome(results.analysis, question, results.ballots)
    loud, rest = conclusion(results.case, found)
    title = tag("h1", text(f"{t('One lever or two?')} {head}"), "q")
    said = tag("p", text(loud), "phase") + tag("p", text(rest), "lead")
    return tag("div", title + said, "view asked")

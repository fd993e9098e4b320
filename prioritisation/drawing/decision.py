"""What a group decides, and one lever or two: in two parts for a page, large for a room."""

from collections.abc import Mapping, Sequence

from criteria.case import Case
from prioritisation.analysis.ballots.ballot import Ballot
from prioritisation.analysis.inquiry import compare_levers_here, compare_levers_together
from prioritisation.analysis.scenario import Analysis
from prioritisation.analysis.sets.comparison import SetComparison
from prioritisation.analysis.sets.question import InvalidQuestion, NothingLeft, Question
from prioritisation.analysis.sets.text import InvalidText, from_json
from prioritisation.drawing.markup import tag, text
from prioritisation.meeting.room import Room, RoundResults
from prioritisation.meeting.room.stage import SETS_TEXT
from prioritisation.meeting.rules.decision import Decision, DecisionStatus, State
from prioritisation.sentences.decision import (
    proposal_sentence,
)
from prioritisation.sentences.departure import departure_texts
from prioritisation.sentences.sets import nothing_left_text, question_problem_text
from prioritisation.wording import t


def proposed_names(case: Case, decision: Decision) -> list[str]:
    """Names of the levers proposed; an id that the case does not have stays as it is."""
    names = {v.id: v.label for v in case.levers}
    return [names.get(v, v) for v in decision.proposed]


def proposal_block(decision: Decision, labels: Sequence[str]) -> str:
    """What is proposed, or that nothing is yet."""
    return proposal_sentence(decision, list(labels)) or t("No lever is proposed yet.")


def badge(status: DecisionStatus) -> str:
    """Whether it is a project, or what the group proposes to whoever validates it."""
    if status.state is State.DECISION:
        return tag("span", text(t("Proposal")), "badge done")
    return tag("span", text(t("A project still")), "badge")


def lines(words: str) -> str:
    """What somebody wrote, a paragraph for each line."""
    return "".join(tag("p", text(line), "wrote") for line in words.splitlines() if line.strip())


def departs_text(results: RoundResults, room: Room, code: str, now: Decision) -> str:
    """Where what is proposed departs from the ranking, as the note has it; empty when nowhere."""
    if results.analysis is None:
        return ""
    ids = results.analysis.matrix.alternatives
    rows = [ids.index(lever) for lever in now.proposed if lever in ids]
    if not rows:
        return ""
    try:
        comparison = compare_levers_here(results.analysis, question_of_meeting(room, code))
    except (InvalidQuestion, NothingLeft):
        comparison = None
    labels = [lever.label for lever in results.case.levers]
    return " ".join(departure_texts(results.analysis.ranking, labels, rows, comparison))


ComparisonOrReasons = SetComparison | tuple[str, ...]
"""What follows, or why nothing does."""


def question_of_meeting(room: Room, code: str) -> Question:
    """What is said of levers together; nothing when it cannot be read."""
    written = room.text(code, SETS_TEXT)
    try:
        return from_json(written.content) if written.version else Question()
    except InvalidText:
        return Question()


def compare_or_explain(
    analysis: Analysis, question: Question, ballots: Sequence[Ballot]
) -> ComparisonOrReasons:
    """Every set compared, or the sentences that say why none can be."""
    try:
        return compare_levers_together(analysis, question, tuple(ballots))
    except (NothingLeft, InvalidQuestion) as error:
        return _reasons(analysis.case, error)


def compare_here_or_explain(analysis: Analysis, question: Question) -> ComparisonOrReasons:
    """The same with the weights given alone: nothing is drawn, with thirty levers too."""
    try:
        return compare_levers_here(analysis, question)
    except (NothingLeft, InvalidQuestion) as error:
        return _reasons(analysis.case, error)


def _reasons(case: Case, error: NothingLeft | InvalidQuestion) -> tuple[str, ...]:
    names = _names(case)
    if isinstance(error, NothingLeft):
        return (nothing_left_text(error, names),)
    return tuple(question_problem_text(p, names) for p in error.problems)


def _names(case: Case) -> Mapping[str, str]:
    return {lever.id: lever.label for lever in case.levers}

"""What a group decides, and one lever or two: in two parts for a page, large for a room."""

from collections.abc import Mapping, Sequence

from criteria.case import Case
from prioritisation.analysis.ballots.ballot import Ballot
from prioritisation.analysis.inquiry import compare_levers_here, compare_levers_together
from prioritisation.analysis.scenario import Analysis
from prioritisation.analysis.sets.comparison import SetComparison
from prioritisation.analysis.sets.question import InvalidQuestion, NothingLeft, Question
from prioritisation.analysis.sets.text import InvalidText, from_json
from prioritisation.drawing.loss_track import projected_losses
from prioritisation.drawing.markup import tag, text
from prioritisation.meeting.room import Room, RoundResults
from prioritisation.meeting.room.stage import SETS_TEXT
from prioritisation.meeting.rules.decision import Decision, DecisionStatus, State
from prioritisation.sentences.decision import (
    answered_text,
    proposal_sentence,
    state_text,
    vote_sentence,
)
from prioritisation.sentences.departure import departure_texts
from prioritisation.sentences.one_or_two import one_or_two, two_answers_text
from prioritisation.sentences.proposing import motives_remark
from prioritisation.sentences.second_lever import sides_texts
from prioritisation.sentences.set_comparison import sets_answer, zero_text
from prioritisation.sentences.sets import nothing_left_text, question_problem_text
from prioritisation.wording import t

_ROOM, _LINE = 540, 125
"""Characters of reasons that a projector of 1280 by 720 shows, and those of one line."""


def proposed_names(case: Case, decision: Decision) -> list[str]:
    """Names of the levers proposed; an id that the case does not have stays as it is."""
    names = {v.id: v.label for v in case.levers}
    return [names.get(v, v) for v in decision.proposed]


def proposal_block(decision: Decision, labels: Sequence[str]) -> str:
    """What is proposed, or that nothing is yet."""
    return proposal_sentence(decision, list(labels)) or t("No lever is proposed yet.")


def badge(status: DecisionStatus) -> str:
    """Whether it is a project or a decision."""
    sentence = state_text(status)
    decided = status.state is State.DECISION
    return tag(
        "span", text(sentence[:1].upper() + sentence[1:]), "badge done" if decided else "badge"
    )


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


def projected_decision(
    case: Case, now: Decision, standing: DecisionStatus, head: str, departs: str = ""
) -> str:
    """Large: what is proposed, where it departs from the ranking, objections answered, why."""
    labels = {lever.id: lever.label for lever in case.levers}
    inside = (
        tag("h1", text(head), "q")
        + tag(
            "p",
            badge(standing) + " " + text(proposal_block(now, proposed_names(case, now))),
            "phase",
        )
        + (tag("p", text(departs), "lead") if departs else "")
        + tag("p", text(_round(now)), "lead")
        + (tag("p", text(vote_sentence(now)), "lead") if now.vote else "")
        + tag("div", _motives(now, motives_remark(now, labels)), "motives")
    )
    return tag("div", inside, "view decided")


def _round(decision: Decision) -> str:
    if decision.current_objections:
        return answered_text(decision)
    if decision.no_objection:
        return t("The group was asked: nobody objected.")
    return t("Does anybody object?")


def _motives(decision: Decision, remark: str) -> str:
    """The reasons, as many as the screen holds; where the rest is, when there is more."""
    if not decision.motives.strip():
        return ""
    beginning = beginning_of(decision.motives)
    more = tag("p", text(t("The rest is in the note.")), "thin")
    return (
        tag("h2", text(t("Why?")))
        + (tag("p", text(remark), "wrote") if remark else "")
        + lines(beginning)
        + (more if beginning != decision.motives else "")
    )


def beginning_of(words: str, room: int = _ROOM) -> str:
    """The words when they fit; else as many whole ones as do, and « … ».

    Parameters
    ----------
    room
        Characters that fit; a line takes ``_LINE`` of them at least.

    Examples
    --------
    >>> beginning_of("Parce que le groupe le veut.", room=100)
    'Parce que le groupe le veut.'
    >>> beginning_of("Parce que le groupe le veut.", room=12)
    'Parce que …'
    """
    fitting = []
    for line in filter(str.strip, words.splitlines()):
        if len(line) > room:
            head = line[: max(room, 0)]
            fitting.append((head.rpartition(" ")[0] or head) + " …")
            return "\n".join(fitting)
        fitting.append(line)
        room -= max(len(line), _LINE)
    return words


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
    names = _names(analysis.case)
    try:
        return compare_levers_together(analysis, question, tuple(ballots))
    except NothingLeft as error:
        return (nothing_left_text(error, names),)
    except InvalidQuestion as error:
        return tuple(question_problem_text(p, names) for p in error.problems)


def _names(case: Case) -> Mapping[str, str]:
    return {lever.id: lever.label for lever in case.levers}


def sets_conclusion(case: Case, outcome: ComparisonOrReasons) -> tuple[str, str]:
    """The answer in two parts: said loud, and its reservation."""
    if not isinstance(outcome, SetComparison):
        return t("Nothing can be chosen:"), " ".join(outcome)
    answer = sets_answer(outcome, [lever.short_label for lever in case.levers])
    return answer.answer, answer.reservation


def projected_pairs(results: RoundResults, question: Question, head: str) -> str:
    """Large: the question, its answer, and the reservation; nothing without a ranking."""
    if results.analysis is None:
        return ""
    outcome = compare_or_explain(results.analysis, question, results.ballots)
    title = tag("h1", text(f"{t('One lever or two?')} {head}"), "q")
    if not isinstance(outcome, SetComparison):
        loud, rest = sets_conclusion(results.case, outcome)
        return tag("div", title + _large(loud, [rest]), "view asked")
    headline = one_or_two(outcome).headline
    sides = sides_texts(outcome)
    # With these weights when a loss is judged; then the votes cast, once they may be shown.
    few = dict.fromkeys(
        (sides[0], sides[-1]) if question.dilution is not None and sides else sides[-1:]
    )
    leads = [headline.reservation, two_answers_text(outcome), *few]
    zero = tag("p", text(zero_text()), "thin") if outcome.dilution else ""
    track = projected_losses(outcome)
    return tag("div", title + _large(headline.answer, leads) + track + zero, "view asked")


def _large(loud: str, leads: Sequence[str]) -> str:
    """What is said loud, then each of the sentences that are not empty."""
    return tag("p", text(loud), "phase") + "".join(
        tag("p", text(lead), "lead") for lead in leads if lead
    )

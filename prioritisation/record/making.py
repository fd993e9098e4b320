"""Facts -> record."""

from dataclasses import asdict

from criteria.case import Case
from prioritisation.meeting.rules.decision import Decision, DecisionStatus, InvalidDecision, status
from prioritisation.record.chosen import CardPart, question_part
from prioritisation.record.computing import computed
from prioritisation.record.facts import MeetingFacts
from prioritisation.record.framing import case_part
from prioritisation.record.model import (
    Kind,
    MeetingPart,
    Record,
    ScenarioPart,
    StatusPart,
    WarningPart,
)
from prioritisation.record.polling import votes_part
from prioritisation.record.sealing import NOTHING, sealed
from prioritisation.record.versions import versions
from prioritisation.record.voted import Origin
from prioritisation.settings import THRESHOLDS, numbers


def record_of(facts: MeetingFacts) -> Record:
    """The record of a meeting as far as it went, or of a scenario of one person.

    Everything computed is computed here, from what is written in the record and nothing else.

    Raises
    ------
    InvalidDecision
        When the texts name a lever or a criterion that the case does not have.
    InvalidPoints, InvalidQuestion
        When the weights of a scenario, or what is said of sets of levers, cannot be computed
        with.
    InvalidCase
        When the files are not those of a case.
    ValueError
        When a round lacks identifiers for its ballots.
    """
    if strangers := strange_ids(facts.decision, facts.case):
        raise InvalidDecision(strangers)
    case, votes = case_part(facts), votes_part(facts)
    question = None if facts.portfolio is None else question_part(facts.portfolio)
    voted = votes.origin is not Origin.PERSON
    record = Record(
        sha256=NOTHING,
        kind=Kind.MEETING if voted else Kind.SCENARIO,
        fictitious=facts.fictitious,
        rehearsal=facts.simulated,
        status=status_part(facts.decision, voted=voted, rehearsal=facts.simulated),
        meeting=MeetingPart(title=facts.title, question=facts.question, date=facts.date),
        decision=facts.decision,
        case=case,
        votes=votes,
        warnings=tuple(WarningPart.model_validate(asdict(w)) for w in facts.warnings),
        portfolio=question,
        cards=tuple(CardPart.model_validate(asdict(card)) for card in facts.cards),
        scenarios=tuple(ScenarioPart(name=s.name, text=s.text) for s in facts.scenarios),
        opinions=facts.opinions,
        settings={asked.variable: numbers(asked) for asked in THRESHOLDS},
        results=computed(case, votes, question, opinions=facts.opinions),
        versions=versions(),
        fingerprints={},
    )
    return sealed(record)


def strange_ids(decision: Decision, case: Case) -> list[str]:
    """Paths of the ids of the texts that are not those of the case."""
    levers = {"", *(v.id for v in case.levers)}
    criteria = {"", *(c.id for c in case.criteria)}
    proposed = enumerate(decision.proposed)
    found = [f"proposed[{k}]" for k, lever in proposed if lever not in levers - {""}]
    for k, finding in enumerate(decision.to_find):
        known = finding.lever in levers, finding.criterion in criteria
        names = zip(("lever", "criterion"), known, strict=True)
        found += [f"to_find[{k}].{name}" for name, here in names if not here]
    return found


def status_part(decision: Decision, *, voted: bool, rehearsal: bool) -> StatusPart:
    """Whether the texts are a decision, as a record tells it."""
    found: DecisionStatus = status(decision, voted=voted, rehearsal=rehearsal)
    return StatusPart(state=found.state, missing=found.missing, unanswered=found.unanswered)

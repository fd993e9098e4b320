"""Facts -> record: its case, its hash, the versions of what computed it."""

import hashlib
import json
import platform
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from json.encoder import encode_basestring
from pathlib import Path

from criteria.case import Case
from criteria.evidence import Evidence, Target
from criteria.model import Criterion, PerformanceTable, Sense
from prioritisation.analysis.parts import DECIMALS, rounded
from prioritisation.meeting.rules.decision import Decision, DecisionStatus, InvalidDecision, status
from prioritisation.record import model
from prioritisation.record.case_part import (
    CasePart,
    CriterionPart,
    DirectionPart,
    FrozenPart,
    LeverPart,
    ScorePart,
    SetAsidePart,
    SourcePart,
    UnitPart,
)
from prioritisation.record.computing import Computed, compute
from prioritisation.record.evidence_parts import MethodPart, PleaPart
from prioritisation.record.facts import MeetingFacts
from prioritisation.record.meeting_part import DossierPart, MeetingPart
from prioritisation.record.reading_parts import (
    asked_part,
    otherwise_parts,
    scale_part,
    values_by_name,
    written_parts,
)
from prioritisation.record.votes import votes_part
from prioritisation.record.votes_part import Origin


def canonical(value: object) -> str:
    """The one text of a JSON value: keys in order, no space, figures of at most 12 decimals.

    Examples
    --------
    >>> canonical({"b": [0.5, 1.0, 1e-13, True, None], "a": "é"})
    '{"a":"é","b":[0.5,1,0,true,null]}'
    """
    if isinstance(value, str):
        # As JSON has it, letters beyond ASCII as they are.
        return encode_basestring(value)
    if isinstance(value, float):
        digits = f"{rounded(value):.{DECIMALS}f}"
        return digits.rstrip("0").rstrip(".")
    if isinstance(value, list | tuple):
        return "[" + ",".join(map(canonical, value)) + "]"
    if isinstance(value, Mapping):
        keys = sorted(value)
        return "{" + ",".join(f"{encode_basestring(k)}:{canonical(value[k])}" for k in keys) + "}"
    return json.dumps(value)


def sha256(text: str) -> str:
    """SHA-256 of a text in UTF-8, in hexadecimal."""
    return hashlib.sha256(text.encode()).hexdigest()


def canonical_sha256(value: object) -> str:
    """SHA-256 of the canonical text of a JSON value."""
    return sha256(canonical(value))


def case_part(facts: MeetingFacts) -> CasePart:
    """Everything that a record tells of what was ranked."""
    case, combination = facts.case, facts.scenario.combination
    table = case.tables[combination]
    frozen = facts.matrix_content
    return CasePart(
        id=case.id,
        title=case.title,
        group=case.group,
        updated=case.updated,
        questions=tuple(asked_part(q, combination) for q in case.questions),
        levers=tuple(LeverPart.model_validate(values_by_name(v)) for v in case.levers),
        set_aside=tuple(SetAsidePart(label=label, why=why) for label, why in case.set_aside),
        criteria=tuple(_criterion(facts, c) for c in case.criteria),
        scores=tuple(_scores(table)),
        otherwise=tuple(otherwise_parts(case, combination)),
        sources=tuple(_sources(case, table)),
        frozen=FrozenPart(content=frozen, sha256=sha256(frozen)) if frozen else None,
        files=dict(sorted(facts.files.items())),
        written=tuple(written_parts(case, facts.files)),
        method=tuple(MethodPart.model_validate(values_by_name(s)) for s in case.method),
        arguments=tuple(_pleas(case.evidence_for(Target.PORTFOLIO))),
        option=case.option,
        choice=case.choice,
    )


def _criterion(facts: MeetingFacts, criterion: Criterion) -> CriterionPart:
    direction, unit = criterion.direction, criterion.unit
    sense = facts.scenario.senses.get(criterion.id, direction.default)
    same = ("id", "label", "in_sentence", "of_sentence", "question", "short_source")
    more = ("active", "caveat", "scale_status", "scale_note", "essential")
    return CriterionPart(
        **{name: getattr(criterion, name) for name in (*same, *more)},
        unit=UnitPart.model_validate(values_by_name(unit)),
        scale=scale_part(criterion.scale),
        direction=DirectionPart(
            labels={s: direction.labels[s] for s in Sense if s in direction.labels},
            default=direction.default,
            sense=sense,
            status=direction.status,
            reason=direction.reason,
            question=direction.question,
            confirmed_by=facts.confirmed_by.get(criterion.id),
        ),
        evidence=tuple(_pleas(facts.case.evidence_for(Target.CRITERION, criterion.id))),
    )


def _pleas(evidence: Iterable[Evidence]) -> Iterator[PleaPart]:
    for e in evidence:
        yield PleaPart(**{name: getattr(e, name) for name in PleaPart.model_fields})


def _scores(table: PerformanceTable) -> Iterator[ScorePart]:
    for lever in table.levers:
        for criterion in table.criteria:
            yield ScorePart.model_validate(values_by_name(table.score(lever.id, criterion.id)))


def _sources(case: Case, table: PerformanceTable) -> Iterator[SourcePart]:
    """The sources that the record names, in the order of the case."""
    named = {s.source for s in table.scores.values()} | {v.scope_source for v in case.levers}
    named |= {step.source for step in case.method}
    named |= {e.source for e in case.evidence_for(Target.PORTFOLIO)}
    named |= {e.source for c in case.criteria for e in case.evidence_for(Target.CRITERION, c.id)}
    for ident, source in case.sources.items():
        if ident in named:
            yield SourcePart.model_validate(values_by_name(source))


UNSEALED = "0" * 64


def sealed(record: model.Record) -> model.Record:
    """The same record with its hash as it must be."""
    return record.model_copy(update={"sha256": hash_of(model.as_tree(record))})


def hash_of(tree: Mapping[str, object]) -> str:
    """SHA-256 of everything in a record but itself."""
    return canonical_sha256({key: value for key, value in tree.items() if key != "sha256"})


_PYPROJECT = Path(__file__).parents[2] / "pyproject.toml"
RECORDED_LIBRARIES = ("numpy", "scipy", "pydantic")


@cache
def library_versions() -> model.VersionsPart:
    """The versions that compute here; a library that is not there has an empty one."""
    project = tomllib.loads(_PYPROJECT.read_text("utf-8"))["project"]
    return model.VersionsPart(
        program=project["version"],
        python=platform.python_version(),
        libraries={name: _version(name) for name in RECORDED_LIBRARIES},
    )


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""


def record_of(facts: MeetingFacts) -> model.Record:
    """The record of a meeting or of a scenario; raises what ``computed_record`` does."""
    return computed_record(facts)[0]


def computed_record(facts: MeetingFacts) -> tuple[model.Record, Computed | None]:
    """The record of a meeting as far as it went, or of a scenario of one person.

    Everything computed is computed here, from what is written in the record and nothing else. It
    comes with the record; None when the ballots are too few for any figure.

    Raises
    ------
    InvalidDecision
        When the texts name a lever or a criterion that the case does not have.
    InvalidPoints
        When the weights of a scenario cannot be computed with.
    InvalidCase
        When the files are not those of a case.
    ValueError
        When a round lacks identifiers for its ballots.
    """
    case, votes = case_part(facts), votes_part(facts)
    computed = compute(case, votes, facts.thresholds, opinions=facts.opinions)
    return record_with(facts, computed), computed


def record_with(facts: MeetingFacts, computed: Computed | None) -> model.Record:
    """The record of what was computed; raises InvalidDecision, InvalidCase and ValueError."""
    if strangers := strange_ids(facts.decision, facts.case):
        raise InvalidDecision(strangers)
    case, votes = case_part(facts), votes_part(facts)
    voted = votes.origin is not Origin.PERSON
    record = model.Record(
        sha256=UNSEALED,
        kind=model.Kind.MEETING if voted else model.Kind.SCENARIO,
        fictitious=facts.fictitious,
        rehearsal=facts.simulated,
        status=status_part(facts.decision, voted=voted, rehearsal=facts.simulated),
        meeting=_meeting(facts),
        decision=facts.decision,
        case=case,
        votes=votes,
        warnings=tuple(model.WarningPart.model_validate(asdict(w)) for w in facts.warnings),
        opinions=facts.opinions,
        settings=dict(facts.settings),
        results=computed and computed.results,
        versions=library_versions(),
    )
    return sealed(record)


def strange_ids(decision: Decision, case: Case) -> list[str]:
    """Paths of the ids of the texts that are not those of the case."""
    levers = {"", *(v.id for v in case.levers)}
    criteria = {"", *(c.id for c in case.criteria)}
    named = {
        "proposed": decision.proposed,
        "motives_for": decision.motives_for or (),
        "minority_for": decision.minority_for or (),
        **{
            f"objections[{k}].raised_for": objection.raised_for or ()
            for k, objection in enumerate(decision.objections)
        },
    }
    paths = [
        f"{name}[{k}]"
        for name, ids in named.items()
        for k, lever in enumerate(ids)
        if lever not in levers - {""}
    ]
    for k, finding in enumerate(decision.to_find):
        known = finding.lever in levers, finding.criterion in criteria
        names = zip(("lever", "criterion"), known, strict=True)
        paths += [f"to_find[{k}].{name}" for name, here in names if not here]
    return paths


def status_part(decision: Decision, *, voted: bool, rehearsal: bool) -> model.StatusPart:
    """Whether the texts are a decision, as a record tells it."""
    standing: DecisionStatus = status(decision, voted=voted, rehearsal=rehearsal)
    return model.StatusPart(
        state=standing.state, missing=standing.missing, unanswered=standing.unanswered
    )


def _meeting(facts: MeetingFacts) -> MeetingPart:
    taken = facts.dossier
    return MeetingPart(
        title=facts.title,
        question=facts.question,
        date=facts.date,
        dossier=DossierPart(version=taken.seq, sha256=taken.sha256) if taken else None,
    )

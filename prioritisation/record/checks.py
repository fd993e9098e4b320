"""Where what a record tells is not what it was made from: its files, its ballots."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from criteria.case import Case
from criteria.errors import InvalidCase
from criteria.scales import Amount
from prioritisation.analysis.scenario import Scenario
from prioritisation.meeting.rules import Role
from prioritisation.meeting.rules.setup import Setup, framed, setup_from
from prioritisation.record.case_part import CasePart, CriterionPart
from prioritisation.record.facts import MeetingFacts
from prioritisation.record.making import case_part, sha256, status_part
from prioritisation.record.model import Kind, Record, as_tree
from prioritisation.record.same_case import case_of, recorded_case, senses_of
from prioritisation.record.votes_part import Origin
from prioritisation.wording import problem_sentence, t

_NEAR = 1e-9
"""Figures closer than this are the same: another machine may round the last digit otherwise."""

ABSENT = "(absent)"


class DifferenceCause(StrEnum):
    """Why something is told to differ.

    ``COMPUTED``: computing it again gives something else. ``FROZEN``: it is not what was frozen
    before the vote. ``FILES``: it is not what the files of the case say, with what was written
    since.
    """

    COMPUTED = "computed"
    FROZEN = "frozen"
    FILES = "files"


@dataclass(frozen=True, slots=True)
class Difference:
    """One field that differs: where, what is written there, what was expected."""

    path: str
    recorded: object
    expected: object
    cause: DifferenceCause = DifferenceCause.COMPUTED


def record_differences(
    recorded: object,
    expected: object,
    path: str,
    cause: DifferenceCause = DifferenceCause.COMPUTED,
) -> Iterator[Difference]:
    """Every field that differs, each with its path.

    Examples
    --------
    >>> [d.path for d in record_differences({"a": [1, {"b": 2}]}, {"a": [1, {"b": 3}]}, "case")]
    ['case.a[1].b']
    """
    if isinstance(recorded, Mapping) and isinstance(expected, Mapping):
        for key in dict.fromkeys([*recorded, *expected]):
            values = recorded.get(key, ABSENT), expected.get(key, ABSENT)
            yield from record_differences(*values, f"{path}.{key}", cause)
    elif isinstance(recorded, list) and isinstance(expected, list):
        for k in range(max(len(recorded), len(expected))):
            values = _at(recorded, k), _at(expected, k)
            yield from record_differences(*values, f"{path}[{k}]", cause)
    elif not _same(recorded, expected):
        yield Difference(path, recorded, expected, cause)


def _at(values: list[object], place: int) -> object:
    return values[place] if place < len(values) else ABSENT


def _same(one: object, other: object) -> bool:
    numbers = (int, float)
    # To Python True is 1, to whoever reads a record it is not.
    if isinstance(one, bool) or isinstance(other, bool):
        return one is other
    if isinstance(one, numbers) and isinstance(other, numbers):
        return abs(one - other) <= _NEAR
    return one == other


_SCORE = ("lever", "criterion", "low", "high", "status", "source", "date", "confidence", "reason")
"""What is frozen of a score, in this order."""

_TOLD = (
    "id",
    "title",
    "group",
    "updated",
    "questions",
    "otherwise",
    "levers",
    "criteria",
    "scores",
    "sources",
    "written",
    "method",
    "arguments",
    "option",
    "choice",
)
"""What the files say of a case, with what was written since."""

_AGREED = frozenset({"status", "confirmed_by", "sense"})
"""What the meeting adds to the direction of a criterion."""


def status_that_differs(record: Record) -> Iterator[Difference]:
    """Project or decision, told again from the texts."""
    voted = record.votes.origin is not Origin.PERSON
    status = status_part(record.decision, voted=voted, rehearsal=record.rehearsal)
    yield from record_differences(as_tree(record.status), as_tree(status), "status")


def counts_that_differ(record: Record) -> Iterator[Difference]:
    """What follows from the rounds: whether a meeting voted, how many ballots are listed."""
    kind = Kind.SCENARIO if record.votes.origin is Origin.PERSON else Kind.MEETING
    yield from record_differences(record.kind, kind, "kind")
    for k, one in enumerate(record.votes.rounds):
        if one.ballots:
            yield from record_differences(one.count, len(one.ballots), f"votes.rounds[{k}].count")


def frozen_that_differs(record: Record) -> Iterator[Difference]:
    """What was frozen, against its own hash, the round that decides and the case told."""
    frozen, deciding = record.case.frozen, record.votes.deciding
    if frozen is None:
        return
    digest, path = sha256(frozen.content), "case.frozen.sha256"
    yield from record_differences(frozen.sha256, digest, path, DifferenceCause.FROZEN)
    if deciding:
        path = f"votes.rounds[{record.votes.rounds.index(deciding)}].matrix"
        yield from record_differences(deciding.matrix, frozen.sha256, path, DifferenceCause.FROZEN)
    for place, here, then in _choices_that_differ(record.case):
        yield Difference(place, here, then, DifferenceCause.FROZEN)
    content, case = json.loads(frozen.content), case_of(record.case)
    yield from record_differences(
        [{"id": v.id, "label": v.label} for v in record.case.levers],
        [dict(zip(("id", "label"), v, strict=True)) for v in content["levers"]],
        "case.levers",
        DifferenceCause.FROZEN,
    )
    yield from record_differences(
        [_column(*_criterion(case, c)) for c in record.case.criteria],
        [_column(*c) for c in content["criteria"]],
        "case.criteria",
        DifferenceCause.FROZEN,
    )
    yield from _scores_that_differ(record.case, content["scores"])


def frozen_setup(case: CasePart) -> Setup | None:
    """The choices of the meeting that were frozen with its scores; None where nothing was."""
    return None if case.frozen is None else setup_from(json.loads(case.frozen.content)["setup"])


def _choices_that_differ(case: CasePart) -> Iterator[tuple[str, object, object]]:
    """Path of each choice that the case tells otherwise than it was frozen, and both."""
    setup, ways = frozen_setup(case), {c.id: c.direction.sense for c in case.criteria}
    if case.frozen is None or setup is None:
        return
    frozen_id = json.loads(case.frozen.content)["case"]
    if frozen_id != case.id:
        yield "case.id", case.id, frozen_id
    if setup.combination != case.combination:
        yield "case.questions", case.combination, setup.combination
    if set(setup.criteria) != ways.keys():
        yield "case.criteria", sorted(ways), sorted(setup.criteria)
    for k, (criterion, sense) in enumerate(ways.items()):
        if setup.senses.get(criterion, sense) is not sense:
            yield f"case.criteria[{k}].direction.sense", sense, setup.senses[criterion]


def _criterion(case: Case, part: CriterionPart) -> tuple[str, str, str, Amount, Amount]:
    """As ``case_edits.matrix_content`` tells it."""
    sense = part.direction.sense
    worst, best = case.criterion(part.id).anchors(sense)
    return part.id, part.label, sense.value, worst, best


def _column(ident: str, label: str, sense: str, worst: object, best: object) -> object:
    ends = {"worst": worst, "best": best}
    return {"id": ident, "label": label, "direction": {"sense": sense}, "anchors": ends}


def _scores_that_differ(part: CasePart, frozen: list[list[object]]) -> Iterator[Difference]:
    """Each score told, against the one frozen for the same cell."""
    recorded = [as_tree(score) for score in part.scores]
    then = [dict(zip(_SCORE, score, strict=True)) for score in frozen]
    cells = {(s["lever"], s["criterion"]): s for s in then}
    here = [(s["lever"], s["criterion"]) for s in recorded]
    expected = [cells[cell] for cell in here if cell in cells]
    if len(expected) < max(len(here), len(then)):
        raise KeyError(*sorted(map(str, set(here) ^ set(cells))))
    yield from record_differences(recorded, expected, "case.scores", DifferenceCause.FROZEN)


def files_that_differ(record: Record) -> Iterator[Difference]:
    """The case told, against the one that its files make with what was written since."""
    part = record.case
    if not part.files:
        return
    setup = frozen_setup(part)
    try:
        facts = _facts(record, recorded_case(part), setup)
        again = as_tree(case_part(facts))
    except InvalidCase as error:
        wrong = problem_sentence(error.problems[0])
        yield Difference("case.files", t("cannot be loaded"), wrong, DifferenceCause.FILES)
        return
    here = as_tree(part)
    for key in _TOLD:
        if key not in here and key not in again:
            continue
        recorded, expected = here.get(key, ABSENT), again.get(key, ABSENT)
        if setup is None:
            recorded, expected = _unsettled(recorded, key), _unsettled(expected, key)
        yield from record_differences(recorded, expected, f"case.{key}", DifferenceCause.FILES)


def _unsettled(part: object, key: str) -> object:
    """A part of the case without what the meeting settled: where the record does not tell it."""
    if not isinstance(part, list):
        return part
    # A copy, of which something is taken away.
    things = json.loads(json.dumps(part))
    for thing in things if key in ("questions", "criteria") else ():
        if key == "criteria":
            thing["direction"] = {k: v for k, v in thing["direction"].items() if k not in _AGREED}
        else:
            # The reading that was taken comes first.
            readings = [{**r, "status": None} for r in thing["readings"]]
            thing["readings"] = sorted(readings, key=lambda r: str(r["id"]))
    return things


def _facts(record: Record, case: Case, setup: Setup | None) -> MeetingFacts:
    """The case of the files, as the meeting had settled it when it froze its scores."""
    senses, files = senses_of(record.case), record.case.files
    confirmed = {} if setup is None else dict.fromkeys(setup.senses, Role.FACILITATOR)
    if setup is not None:
        case = framed(case, setup)
    scenario = Scenario({}, record.case.combination, senses)
    date, settings = record.meeting.date, record.settings
    return MeetingFacts(
        case, scenario, "", "", date, settings, files=files, confirmed_by=confirmed
    )

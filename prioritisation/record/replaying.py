"""Record -> whether everything in it can be found again from its own inputs, or what differs."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass

from criteria.errors import CriteriaError, ScoreOutOfScale, UnknownLevel
from prioritisation.analysis.warnings import WarningKind
from prioritisation.errors import PrioritisationError
from prioritisation.meeting.rules.decision import InvalidDecision
from prioritisation.record import checks, model
from prioritisation.record.computing import Computed, compute
from prioritisation.record.making import hash_of, library_versions, strange_ids
from prioritisation.record.same_case import case_of
from prioritisation.record.warned import always_told, is_found_again, warnings_again
from prioritisation.settings import recorded_numbers, thresholds, warning_thresholds

BROKEN = (
    PrioritisationError,
    CriteriaError,
    ArithmeticError,
    AttributeError,
    LookupError,
    RecursionError,
    TypeError,
    ValueError,
)
"""What inputs that do not hold together can raise, whatever somebody wrote in them."""


_MOST_DETAIL = 200


@dataclass(frozen=True, slots=True)
class Replay:
    """What a replay found.

    Attributes
    ----------
    genuine
        Whether the SHA-256 of the file is that of its content.
    differences
        Fields that are not what is found again, those of the inputs before those computed.
    present_versions
        The versions that computed this time, when they are not those of the record.
    """

    record: model.Record
    genuine: bool
    differences: tuple[checks.Difference, ...]
    present_versions: model.VersionsPart | None

    @property
    def identical(self) -> bool:
        """Whether everything is found again."""
        return self.genuine and not self.differences


def replay(record: model.Record) -> Replay:
    """Find everything again from the inputs of a record.

    Raises
    ------
    InvalidRecord
        When its inputs do not hold together.
    """
    tree = model.as_tree(record)
    try:
        differences = tuple(_differences(record))
    except BROKEN as error:
        detail = detail_of(error)[:_MOST_DETAIL]
        raise model.InvalidRecord(
            [model.RecordProblem(model.RecordFault.INCOHERENT, "", detail)]
        ) from error
    present_versions = library_versions()
    return Replay(
        record,
        record.sha256 == hash_of(tree),
        differences,
        None if present_versions == record.versions else present_versions,
    )


def detail_of(error: BaseException) -> str:
    """What does not go with the rest, as it is written in the record; empty when nobody knows."""
    match error:
        case InvalidDecision():
            return ", ".join(f"decision.{field}" for field in error.fields)
        case KeyError():
            return ", ".join(map(str, error.args))
        case ScoreOutOfScale():
            return str(error.score)
        case UnknownLevel():
            return str(error.level)
    return ""


def _differences(record: model.Record) -> Iterator[checks.Difference]:
    tree = model.as_tree(record)
    if strangers := strange_ids(record.decision, case_of(record.case)):
        raise InvalidDecision(strangers)
    yield from checks.marks_that_differ(tree)
    yield from checks.status_that_differs(record)
    yield from checks.frozen_that_differs(record)
    yield from checks.files_that_differ(record)
    computed = compute(
        record.case,
        record.votes,
        record.portfolio,
        thresholds(recorded_numbers(record.settings)),
        opinions=record.opinions,
    )
    again = computed and checks.as_told_then(record, computed.results, "results")
    yield from checks.record_differences(tree["results"], again, "results")
    if record.kind is model.Kind.MEETING:
        yield from _warnings_that_differ(record, computed)


def _warnings_that_differ(
    record: model.Record, computed: Computed | None
) -> Iterator[checks.Difference]:
    """What can be found again of each warning: all but the answer of the group."""
    recorded = recorded_numbers(record.settings)
    limits = warning_thresholds(recorded), thresholds(recorded).group
    again = warnings_again(record.case, record.votes, computed, limits)
    here = [
        (f"warnings[{k}]", w)
        for k, w in enumerate(record.warnings)
        if is_found_again(WarningKind(w.kind), record.votes)
    ]
    for path, written in here:
        note = again.get(written.id)
        expected = checks.ABSENT if note is None else _unanswered(asdict(note))
        yield from checks.record_differences(_unanswered(model.as_tree(written)), expected, path)
    for ident in again.keys() - {w.id for _, w in here}:
        if always_told(again[ident]):
            yield checks.Difference(f"warnings[{ident}]", checks.ABSENT, ident)


def _unanswered(note: Mapping[str, object]) -> object:
    """A warning without what the group answered, as plain JSON values."""
    plain: object = json.loads(json.dumps({k: v for k, v in note.items() if k != "answer"}))
    return plain

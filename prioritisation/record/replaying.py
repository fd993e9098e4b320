"""Record -> whether everything in it can be found again from its own inputs, or what differs."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass

from criteria.errors import CriteriaError, ScoreOutOfScale, UnknownLevel
from prioritisation.errors import PrioritisationError
from prioritisation.meeting.rules.decision import InvalidDecision
from prioritisation.record import checks, model
from prioritisation.record.computing import Computed, compute
from prioritisation.record.making import hash_of, library_versions, strange_ids
from prioritisation.record.same_case import case_of
from prioritisation.record.warned import warnings_again
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
    differences: list[checks.Difference] = []
    for part, look in _STEPS.items():
        try:
            differences += look(record)
        except BROKEN as error:
            detail = detail_of(error)[:_MOST_DETAIL]
            problem = model.RecordProblem(model.RecordFault.INCOHERENT, part, detail)
            raise model.InvalidRecord([problem]) from error
    present_versions = library_versions()
    return Replay(
        record,
        record.sha256 == hash_of(tree),
        tuple(differences),
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


def _texts_that_differ(record: model.Record) -> Iterator[checks.Difference]:
    if strangers := strange_ids(record.decision, case_of(record.case)):
        raise InvalidDecision(strangers)
    yield from checks.status_that_differs(record)
    yield from checks.counts_that_differ(record)


def _thresholds_that_differ(record: model.Record) -> Iterator[checks.Difference]:
    """None, if they can be read."""
    numbers_of = recorded_numbers(record.settings)
    thresholds(numbers_of), warning_thresholds(numbers_of)
    yield from ()


def _results_that_differ(record: model.Record) -> Iterator[checks.Difference]:
    computed = compute(
        record.case,
        record.votes,
        thresholds(recorded_numbers(record.settings)),
        opinions=record.opinions,
    )
    again = computed and model.as_tree(computed.results)
    here = record.results and model.as_tree(record.results)
    yield from checks.record_differences(here, again, "results")
    yield from _warnings_that_differ(record, computed)


def _warnings_that_differ(
    record: model.Record, computed: Computed | None
) -> Iterator[checks.Difference]:
    """What can be found again of each warning: all but the answer of the group."""
    recorded = recorded_numbers(record.settings)
    limits = warning_thresholds(recorded), thresholds(recorded).group
    again = warnings_again(record, computed, limits)
    here = [(f"warnings[{k}]", w) for k, w in enumerate(record.warnings)]
    for path, written in here:
        note = again.get(written.id)
        if note is None:
            yield checks.Difference(path, written.id, checks.ABSENT)
        else:
            both = _unanswered(model.as_tree(written)), _unanswered(asdict(note))
            yield from checks.record_differences(*both, path)
    ids = [w.id for _, w in here]
    for ident in [i for i in again if i not in ids]:
        yield checks.Difference("warnings", checks.ABSENT, ident)
    if set(ids) == set(again) and ids != list(again):
        yield checks.Difference("warnings", ids, list(again))


def _unanswered(note: Mapping[str, object]) -> object:
    """A warning without what the group answered, as plain JSON values."""
    plain: object = json.loads(json.dumps({k: v for k, v in note.items() if k != "answer"}))
    return plain


_STEPS = {
    "case": _texts_that_differ,
    "case.frozen": checks.frozen_that_differs,
    "case.files": checks.files_that_differ,
    "settings": _thresholds_that_differ,
    "votes": _results_that_differ,
}
"""Part that is at fault when a step cannot be taken -> the step."""

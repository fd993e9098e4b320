"""Record -> what sentences and pictures are made from, checked to be what the record says.

A record is read field by field; what its fields say together may still be nonsense, in a file
that somebody has changed and sealed again.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace

from criteria.case import Case
from criteria.evidence import Claim
from criteria.load import case_from_files
from prioritisation.analysis.ballots.ballot import Ballot
from prioritisation.analysis.ballots.camps import Camps, camps
from prioritisation.analysis.inquiry import assess_robustness
from prioritisation.analysis.one_or_two import OneOrTwo, one_or_two
from prioritisation.analysis.parts import Part
from prioritisation.analysis.robustness.robustness import Robustness
from prioritisation.analysis.scenario import Analysis
from prioritisation.analysis.thresholds import Thresholds
from prioritisation.documents.writing.errors import Differs, Incoherent
from prioritisation.record.checks import record_differences
from prioritisation.record.computing import (
    Computed,
    Results,
    analysis_of,
    ballots_of,
    duels_part,
)
from prioritisation.record.group_part import group_part
from prioritisation.record.model import Record, as_tree
from prioritisation.record.ranking_part import ranking_part
from prioritisation.record.replaying import BROKEN
from prioritisation.record.robustness_part import robustness_part
from prioritisation.record.same_case import case_of, senses_of
from prioritisation.settings import THRESHOLDS, recorded_numbers, thresholds

_HOSTILE = (*BROKEN, RuntimeError, StopIteration)
"""With an end that was not expected, and what a generator makes of it."""


@contextmanager
def part_of_record(path: str) -> Iterator[None]:
    """While a part of a record is worked with; what is found wrong inside is told more closely.

    Raises
    ------
    Incoherent
        When it cannot be worked with.
    """
    try:
        yield
    except _HOSTILE as error:
        raise Incoherent(path) from error


@dataclass(frozen=True, slots=True, eq=False)
class Subject:
    """A record with the objects that its sentences are made from.

    Attributes
    ----------
    results
        Figures come from here.
    analysis, robustness, one_or_two
        Made again from the inputs of the record, in the words people voted with.
    official
        The case in its own words.
    thresholds
        Those of the record, whatever those of the settings are today.
    ballots
        Those of the round that decides, when the record tells them.
    """

    record: Record
    results: Results
    analysis: Analysis
    robustness: Robustness
    one_or_two: OneOrTwo
    thresholds: Thresholds
    official: Case
    ballots: tuple[Ballot, ...] = ()

    @property
    def levers(self) -> list[str]:
        """Labels of the levers, in the order of the case."""
        return [lever.label for lever in self.analysis.case.levers]

    @property
    def criteria(self) -> list[str]:
        """Labels of the criteria, in the order of the case."""
        return [criterion.label for criterion in self.analysis.case.criteria]

    @property
    def camps(self) -> Camps | None:
        """Camps of the ballots, when there are."""
        return camps(self.analysis.matrix, self.ballots, self.thresholds.group)


def as_voted(record: Record, case: Case, spoken: Case | None = None) -> Case:
    """The case of a record with what its files tell more.

    The words that people voted with, and the statements that figures can check.

    Parameters
    ----------
    spoken
        Where these words are when the record has no file: the case as pages showed it.
    """
    if record.case.files:
        with part_of_record("case.files"):
            spoken = case_from_files(record.case.files)
    if spoken is None:
        return case
    criteria = {c.id: c.plain for c in spoken.criteria}
    questions = {q.id: q.plain for q in spoken.questions}
    named = replace(
        case,
        criteria=tuple(replace(c, plain=criteria.get(c.id, c.plain)) for c in case.criteria),
        questions=tuple(replace(q, plain=questions.get(q.id, q.plain)) for q in case.questions),
        claims=tuple(claim for claim in spoken.claims if _is_told(case, claim)),
    )
    return named.in_plain_words(senses_of(record.case))


def _is_told(case: Case, claim: Claim) -> bool:
    """Whether a case has the criterion and the levers of a statement."""
    levers = {lever.id for lever in case.levers}
    every = {*claim.higher_levers, *claim.lower_levers}
    return every <= levers and claim.criterion in {c.id for c in case.criteria}


def voted_case(record: Record) -> Case:
    """The case that a record tells, in the words that people voted with."""
    with part_of_record("case"):
        case = case_of(record.case)
    return as_voted(record, case)


def subject_of(record: Record) -> Subject | None:
    """What a record is about; None when it has too few ballots for any figure.

    It is computed under the thresholds of the record, whatever those of the settings are today.

    Raises
    ------
    Differs
        When its inputs do not give here the ranking and the robustness that it tells.
    Incoherent
        When they cannot be computed with.
    """
    with part_of_record("settings"):
        numbers_of = recorded_numbers(record.settings)
        for setting in THRESHOLDS:
            numbers_of(setting)
        recorded = thresholds(numbers_of)
    return _subject_of(record, recorded)


def new_subject(
    record: Record, computed: Computed | None, spoken: Case | None = None
) -> Subject | None:
    """What a record just made is about, from what was computed for it."""
    results = record.results
    if results is None or computed is None:
        return None
    every = tuple(ballot for group in computed.ballots.values() for ballot in group)
    return Subject(
        record,
        results,
        _named(record, computed.analysis, spoken),
        _with_names(computed.robustness, record.votes.groups),
        one_or_two(computed.analysis, every),
        thresholds(recorded_numbers(record.settings)),
        computed.analysis.case,
        every,
    )


def _named(record: Record, analysis: Analysis, spoken: Case | None = None) -> Analysis:
    return replace(analysis, case=as_voted(record, analysis.case, spoken))


def _subject_of(record: Record, thresholds: Thresholds) -> Subject | None:
    results = record.results
    if results is None:
        return None
    with part_of_record("case"):
        case_of(record.case)
    with part_of_record("votes"):
        cast = ballots_of(record.votes)
        analysis = analysis_of(record.case, record.votes, thresholds.robustness)
        robustness = assess_robustness(analysis, cast)
    _same(results.ranking, ranking_part(analysis), "results.ranking")
    again = robustness_part(robustness)
    _same(results.robustness, again, "results.robustness")
    every = tuple(ballot for group in cast.values() for ballot in group)
    if results.group and every:
        with part_of_record("votes"):
            recomputed = group_part(analysis.matrix, cast, thresholds.group)
        _same(results.group, recomputed, "results.group")
    if results.duels and (duels := duels_part(analysis.matrix, every)):
        _same(results.duels, duels, "results.duels")
    both = one_or_two(analysis, every)
    own, named = analysis.case, _with_names(robustness, record.votes.groups)
    analysis = _named(record, analysis)
    return Subject(record, results, analysis, named, both, thresholds, own, every)


def _with_names(robustness: Robustness, groups: Sequence[Sequence[str]]) -> Robustness:
    """The same, colleges being called by their names: a record only counts them."""
    by_name = tuple(
        replace(college, colleges=tuple(groups[int(place)]))
        for college in robustness.without_colleges
        for place in college.colleges
    )
    return replace(robustness, without_colleges=by_name)


def _same(recorded: Part, part: Part, path: str) -> None:
    for difference in record_differences(as_tree(recorded), as_tree(part), path):
        raise Differs(difference.path)

"""Record -> what sentences and pictures are made from."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from criteria.case import Case
from criteria.evidence import Claim
from criteria.load import case_from_files
from prioritisation.analysis.ballots.ballot import Ballot
from prioritisation.analysis.ballots.camps import Camps, camps
from prioritisation.analysis.one_or_two import OneOrTwo, one_or_two
from prioritisation.analysis.robustness.robustness import Robustness
from prioritisation.analysis.scenario import Analysis
from prioritisation.analysis.thresholds import Thresholds
from prioritisation.record.computing import Computed, Results, compute
from prioritisation.record.model import Record
from prioritisation.record.same_case import case_of, senses_of
from prioritisation.settings import recorded_numbers, thresholds


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
    return as_voted(record, case_of(record.case))


def subject_of(record: Record) -> Subject | None:
    """What a record that was read is about; None when it has too few ballots for any figure.

    It is computed under the thresholds of the record, whatever those of the settings are today;
    ``replay`` tells whether the record says the same.
    """
    limits = thresholds(recorded_numbers(record.settings))
    return new_subject(
        record, compute(record.case, record.votes, limits, opinions=record.opinions)
    )


def new_subject(
    record: Record, computed: Computed | None, spoken: Case | None = None
) -> Subject | None:
    """What a record is about, from what was computed for it."""
    if computed is None:
        return None
    every = tuple(ballot for group in computed.ballots.values() for ballot in group)
    own = computed.analysis.case
    return Subject(
        record,
        computed.results,
        replace(computed.analysis, case=as_voted(record, own, spoken)),
        _with_names(computed.robustness, record.votes.groups),
        one_or_two(computed.analysis, every),
        thresholds(recorded_numbers(record.settings)),
        own,
        every,
    )


def _with_names(robustness: Robustness, groups: Sequence[Sequence[str]]) -> Robustness:
    """The same, colleges being called by their names: a record only counts them."""
    by_name = tuple(
        replace(college, colleges=tuple(groups[int(place)]))
        for college in robustness.without_colleges
        for place in college.colleges
    )
    return replace(robustness, without_colleges=by_name)

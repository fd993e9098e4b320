"""What the group should know before it concludes, found in the ballots of a revealed round.

Nothing is found in fewer ballots than may be shown but how many they are, and never who.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import combinations

import numpy as np

from criteria.case import Case
from criteria.model import PerformanceTable, Sense, Standing, Status
from criteria.readings import ReadingQuestion
from prioritisation.analysis.ballots.anonymity import COARSE, may_show
from prioritisation.analysis.ballots.ballot import Ballot, share_table
from prioritisation.analysis.ballots.camps import camps
from prioritisation.analysis.ballots.group import (
    CriterionMovement,
    FirstCounts,
    Movement,
    backing,
    means_differ,
)
from prioritisation.analysis.matrix import SAME, DecisionMatrix, Floats, decision_matrix
from prioritisation.analysis.ranking import Ranking
from prioritisation.analysis.robustness.leave_one_out import without_colleges, without_voters
from prioritisation.analysis.scenario import Analysis
from prioritisation.analysis.thresholds import GroupThresholds, WarningThresholds


class WarningKind(StrEnum):
    """What is warned about; the sentences are in ``prioritisation.sentences.warnings``."""

    # found in the case, answered before a round opens
    UNKNOWN = "unknown"
    INFERRED = "inferred"
    PERIMETER = "perimeter"
    ANCHORS = "anchors"
    FLAT = "flat"
    CORRELATED = "correlated"
    SHARED_SOURCE = "shared_source"
    ESSENTIAL = "essential"
    # found in the meeting
    CHANGED = "changed"
    RANKING_SEEN = "ranking_seen"
    FEW_PRESENT = "few_present"
    # found in the ballots, once revealed
    FEW = "few"
    QUORUM = "quorum"
    MIXED = "mixed"
    EQUAL = "equal"
    CAMPS = "camps"
    MINORITY = "minority"
    MEANS = "means"
    PIVOTAL_VOTER = "pivotal_voter"
    PIVOTAL_COLLEGE = "pivotal_college"
    ESSENTIAL_FIRST = "essential_first"
    SUDDEN = "sudden"


_K = WarningKind
IN_THE_CASE = frozenset(
    {
        _K.UNKNOWN,
        _K.INFERRED,
        _K.PERIMETER,
        _K.ANCHORS,
        _K.FLAT,
        _K.CORRELATED,
        _K.SHARED_SOURCE,
        _K.ESSENTIAL,
    }
)
"""Kinds that a round does not open without an answer to; the others are told, and stop nothing."""


def is_about_a_round(warning: str) -> bool:
    """Whether the id of a warning names a round: an answer to it goes where the round goes.

    Examples
    --------
    >>> is_about_a_round("few:1"), is_about_a_round("flat:1")
    (True, False)
    """
    kind, _, rest = warning.partition(":")
    return bool(rest) and kind not in IN_THE_CASE


@dataclass(frozen=True, slots=True)
class WarningNote:
    """One warning.

    Attributes
    ----------
    id
        The kind, and what tells it from another of the same kind: a criterion, a round.
    what
        Ids concerned: of criteria, of a source then criteria, of a criterion then levers.
    answer
        What the group wrote; empty as long as it has not.
    n, of
        A count, and out of how many; 0 when nothing is counted.
    share
        A share or a rank correlation; None when there is none.
    """

    id: str
    kind: WarningKind
    what: tuple[str, ...] = ()
    answer: str = ""
    n: int = 0
    of: int = 0
    share: float | None = None


FEWEST = 5
"""Levers with an exact score on both criteria: with fewer, ranks agree by chance."""


def double_counting_warnings(
    table: PerformanceTable, senses: Mapping[str, Sense], least: float
) -> Iterator[WarningNote]:
    """What may count twice, in the order of the criteria.

    Parameters
    ----------
    least
        Rank correlation above which, in either sense, two criteria are named.
    """
    matrix = decision_matrix(table, senses)
    for a, b in combinations(range(len(matrix.criteria)), 2):
        correlation = rank_correlation(matrix, a, b)
        if correlation is not None and abs(correlation[0]) > least + SAME:
            pair = matrix.criteria[a], matrix.criteria[b]
            kind = WarningKind.CORRELATED
            name = f"{kind}:{'+'.join(pair)}"
            yield WarningNote(name, kind, pair, n=correlation[1], share=correlation[0])
    for source, criteria in _sources(table).items():
        if len(criteria) > 1:
            name = f"{WarningKind.SHARED_SOURCE}:{source}"
            yield WarningNote(name, WarningKind.SHARED_SOURCE, (source, *criteria))


def rank_correlation(matrix: DecisionMatrix, a: int, b: int) -> tuple[float, int] | None:
    """Spearman's correlation of two columns, and the levers it rests on.

    None with fewer than ``FEWEST`` levers exactly known on both, or when one column is constant.
    """
    exact = (matrix.high - matrix.low <= SAME)[:, [a, b]].all(axis=1)
    if exact.sum() < FEWEST:
        return None
    one, other = (_centred_ranks(matrix.low[exact, column]) for column in (a, b))
    spread = float(np.sqrt((one @ one) * (other @ other)))
    if spread <= SAME:
        return None
    return float(one @ other) / spread, int(exact.sum())


def _centred_ranks(values: Floats) -> Floats:
    """Ranks from the smallest, less their mean; tied values share the mean of theirs."""
    # Rounded: float noise makes no difference of rank.
    rounded = values.round(9)
    below = (rounded[:, None] > rounded).sum(axis=1)
    level = (rounded[:, None] == rounded).sum(axis=1)
    ranks = np.asarray(below + (level + 1) / 2, dtype=float)
    return np.asarray(ranks - ranks.mean())


def _sources(table: PerformanceTable) -> Mapping[str, tuple[str, ...]]:
    """Source -> the criteria with a known score that rests on it, in table order."""
    by_source: dict[str, dict[str, None]] = {}
    for criterion in table.criteria:
        for lever in table.levers:
            score = table.score(lever.id, criterion.id)
            if score.source and not score.unknown:
                by_source.setdefault(score.source, {})[criterion.id] = None
    return {source: tuple(criteria) for source, criteria in by_source.items()}


def case_warnings(
    case: Case, combination: str, senses: Mapping[str, Sense], thresholds: WarningThresholds
) -> tuple[WarningNote, ...]:
    """The warnings of a case under these readings and directions, in the order asked."""
    table = case.tables[combination]
    matrix = decision_matrix(table, senses)
    return (
        *_not_known(table),
        *_to_confirm(case, combination),
        *_flat(matrix),
        *double_counting_warnings(table, senses, thresholds.correlation),
        *essential_warnings(case, matrix),
    )


def _not_known(table: PerformanceTable) -> Iterator[WarningNote]:
    unknown = tuple(dict.fromkeys(s.criterion for s in table.unknowns))
    if unknown:
        yield WarningNote(WarningKind.UNKNOWN.value, WarningKind.UNKNOWN, unknown)
    inferred = dict.fromkeys(
        s.criterion for s in table.scores.values() if s.status is Status.INFERRED
    )
    if inferred:
        yield WarningNote(WarningKind.INFERRED.value, WarningKind.INFERRED, tuple(inferred))


def _to_confirm(case: Case, combination: str) -> Iterator[WarningNote]:
    unsettled = unsettled_questions(case, combination)
    if readings := tuple(q.answer(combination).id for q in unsettled):
        yield WarningNote(WarningKind.PERIMETER.value, WarningKind.PERIMETER, readings)
    anchors = tuple(c.id for c in case.criteria if c.scale_status is Standing.TO_CONFIRM)
    if anchors:
        yield WarningNote(WarningKind.ANCHORS.value, WarningKind.ANCHORS, anchors)


def unsettled_questions(case: Case, combination: str) -> tuple[ReadingQuestion, ...]:
    """The questions of reading that are open, or whose answer is itself to be confirmed."""
    return tuple(
        q
        for q in case.live_questions
        if q.open or q.answer(combination).status is Standing.TO_CONFIRM
    )


def _flat(matrix: DecisionMatrix) -> Iterator[WarningNote]:
    for column in matrix.flat_columns:
        criterion = matrix.criteria[column]
        yield WarningNote(f"{WarningKind.FLAT}:{criterion}", WarningKind.FLAT, (criterion,))


def essential_warnings(case: Case, matrix: DecisionMatrix) -> Iterator[WarningNote]:
    """Levers surely at the worst of a criterion that the case says is essential (W11).

    A sum lets other criteria make up for it; a threshold does not. A lever that may be at the
    worst, its score being uncertain, is not named.
    """
    for criterion in case.criteria:
        if not criterion.essential:
            continue
        column = matrix.high[:, matrix.criteria.index(criterion.id)]
        levers = [matrix.alternatives[i] for i in np.flatnonzero(column <= SAME).tolist()]
        if levers:
            kind = WarningKind.ESSENTIAL
            yield WarningNote(f"{kind}:{criterion.id}", kind, (criterion.id, *levers))


@dataclass(frozen=True, slots=True)
class MeetingFigures:
    """A meeting as far as warnings are concerned.

    Attributes
    ----------
    changed
        Number of the last revealed round when the table is no longer the one it was about; 0
        otherwise.
    opened
        Times a ranking of the case was opened between the creation of the meeting and its
        first round.
    present
        People who have joined; None when it does not matter, before the doors and after a vote.
    """

    changed: int = 0
    opened: int = 0
    present: int | None = None


def are_few(present: int, thresholds: WarningThresholds) -> bool:
    """Whether so few people are present that the group is warned of it."""
    return present < thresholds.few


def meeting_warnings(
    figures: MeetingFigures, thresholds: WarningThresholds
) -> tuple[WarningNote, ...]:
    """The warnings of a meeting; they stop nothing."""
    return tuple(_of_meeting(figures, thresholds))


def _of_meeting(figures: MeetingFigures, thresholds: WarningThresholds) -> Iterator[WarningNote]:
    if figures.changed:
        kind = WarningKind.CHANGED
        yield WarningNote(f"{kind}:{figures.changed}", kind, n=figures.changed)
    if figures.opened:
        kind = WarningKind.RANKING_SEEN
        yield WarningNote(kind.value, kind, n=figures.opened)
    if figures.present is not None and are_few(figures.present, thresholds):
        kind = WarningKind.FEW_PRESENT
        yield WarningNote(kind.value, kind, n=figures.present, of=thresholds.few)


_HALVED = 0.5
"""Share of its former spread under which a criterion's spread has collapsed."""


@dataclass(frozen=True, slots=True, eq=False)
class Turnout:
    """How many took part in a round; ``paper`` of the ``ballots`` were typed in from paper."""

    round: int
    ballots: int
    present: int
    paper: int


@dataclass(frozen=True, slots=True, eq=False)
class RevealedBallots:
    """The ballots of a round that may be shown one by one.

    Attributes
    ----------
    leaders
        Rankings with the mean, the geometric mean and the median of the weights.
    colleges
        Colleges -> their ballots, as the results tell them; all under one name otherwise.
    thresholds
        What camps and disagreements are said from.
    movement
        What moved since the round before, when it may be told.
    argued
        Whether any voter wrote a reason.
    """

    analysis: Analysis
    leaders: tuple[Ranking, Ranking, Ranking | None]
    firsts: FirstCounts
    colleges: Mapping[str, Sequence[Ballot]]
    thresholds: GroupThresholds
    movement: Movement | None = None
    argued: bool = False

    @property
    def ballots(self) -> list[Ballot]:
        """The ballots of all colleges."""
        return [ballot for college in self.colleges.values() for ballot in college]


def ballot_warnings(
    counts: Turnout, revealed: RevealedBallots | None, thresholds: WarningThresholds
) -> tuple[WarningNote, ...]:
    """The warnings of a revealed round.

    Parameters
    ----------
    revealed
        None when the ballots are too few to be shown: then their number alone is looked at.
    """
    notes = list(_counted(counts, thresholds))
    if revealed is not None and may_show(len(revealed.ballots)):
        notes += _weights(revealed, thresholds)
        for look in (_first_place, _left_out, _threshold, _moved):
            notes += look(revealed)
    # An answer given after one round is no answer after the next.
    return tuple(replace(note, id=f"{note.id}:{counts.round}") for note in notes)


def _counted(counts: Turnout, least: WarningThresholds) -> Iterator[WarningNote]:
    """Too few voters, too few of those present, paper beside devices (W14)."""
    present = max(counts.present, counts.ballots)
    if counts.ballots < least.few:
        yield _note(WarningKind.FEW, n=counts.ballots, of=least.few)
    if counts.ballots < least.quorum * present - SAME:
        yield _note(WarningKind.QUORUM, n=counts.ballots, of=present, share=least.quorum)
    if 0 < counts.paper < counts.ballots and may_show(counts.ballots):
        yield _note(WarningKind.MIXED, n=counts.paper, of=counts.ballots)


def _note(
    kind: WarningKind,
    concerned: tuple[str, ...] = (),
    n: int = 0,
    of: int = 0,
    share: float | None = None,
) -> WarningNote:
    return WarningNote(kind.value, kind, concerned, n=n, of=of, share=share)


def _weights(revealed: RevealedBallots, least: WarningThresholds) -> Iterator[WarningNote]:
    """Ballots close to equal weights (W5), and camps (W6)."""
    ballots = revealed.ballots
    near = near_equal(ballots, revealed.analysis.matrix.criteria, least.equal_margin)
    if near >= least.equal_share * len(ballots) - SAME:
        yield _note(WarningKind.EQUAL, n=near, of=len(ballots), share=least.equal_margin)
    apart = camps(revealed.analysis.matrix, ballots, revealed.thresholds)
    if apart is not None:
        yield _note(WarningKind.CAMPS, n=len(apart.camps), of=len(ballots))


def near_equal(ballots: Sequence[Ballot], criteria: Sequence[str], margin: float) -> int:
    """How many ballots weigh alike, within a margin, all the criteria that they weigh."""
    table = share_table(ballots, criteria)
    equal = 1 / (~np.isnan(table)).sum(axis=1, keepdims=True)
    return int((np.nanmax(np.abs(table - equal), axis=1) <= margin + SAME).sum())


def _first_place(revealed: RevealedBallots) -> Iterator[WarningNote]:
    """A winner few have first (W6); means that disagree (W7)."""
    ranking = revealed.analysis.ranking
    backed = backing(ranking, revealed.firsts)
    if backed is not None and backed.minority:
        lever = revealed.analysis.matrix.alternatives[backed.row]
        yield _note(WarningKind.MINORITY, (lever,), n=backed.possible, of=backed.n)
    if means_differ(r.firsts_answer for r in revealed.leaders if r):
        yield _note(WarningKind.MEANS)


def _left_out(revealed: RevealedBallots) -> Iterator[WarningNote]:
    """Voters, or colleges, without whom the first place is another (W8): how many, never who."""
    matrix = revealed.analysis.matrix
    voters = without_voters(matrix, revealed.ballots)
    if voters is not None and voters.pivotal:
        yield _note(WarningKind.PIVOTAL_VOTER, n=voters.pivotal, of=voters.n)
    colleges = without_colleges(matrix, revealed.colleges)
    changing = sum(college.changes for college in colleges)
    if changing:
        yield _note(WarningKind.PIVOTAL_COLLEGE, n=changing, of=len(colleges))


def _threshold(revealed: RevealedBallots) -> Iterator[WarningNote]:
    """A lever that may be first and is at the worst of an essential criterion (W11)."""
    analysis = revealed.analysis
    firsts = {analysis.matrix.alternatives[i] for i in analysis.ranking.possible_firsts}
    for note in essential_warnings(analysis.case, analysis.matrix):
        criterion, *levers = note.what
        concerned = tuple(lever for lever in levers if lever in firsts)
        if concerned:
            kind = WarningKind.ESSENTIAL_FIRST
            yield WarningNote(f"{kind}:{criterion}", kind, (criterion, *concerned))


def _moved(revealed: RevealedBallots) -> Iterator[WarningNote]:
    """Opinions that came close at once, with no reason written (W16)."""
    if revealed.argued or revealed.movement is None:
        return
    differing = revealed.thresholds.shared
    changes = revealed.movement.changes
    collapsed = tuple(c.criterion for c in changes if _collapsed(c, differing))
    if collapsed:
        yield _note(WarningKind.SUDDEN, collapsed)


def _collapsed(change: CriterionMovement, differing: float) -> bool:
    if change.before is None or change.after is None:
        return False
    before, after = (round(spread, COARSE) for spread in (change.before, change.after))
    return before >= differing - SAME and after <= _HALVED * before + SAME

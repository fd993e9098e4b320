"""What the group should know before it concludes, found in the ballots of a revealed round.

Nothing is found in fewer ballots than may be shown but how many they are, and never who.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from prioritisation.analysis.ballots.anonymity import COARSE, may_show
from prioritisation.analysis.ballots.ballot import Ballot, share_table
from prioritisation.analysis.ballots.camps import camps
from prioritisation.analysis.ballots.group import FirstCounts, backing, means_differ
from prioritisation.analysis.ballots.rounds import CriterionMovement, Movement
from prioritisation.analysis.matrix import SAME
from prioritisation.analysis.ranking import Ranking
from prioritisation.analysis.robustness.leave_one_out import without_colleges, without_voters
from prioritisation.analysis.scenario import Analysis
from prioritisation.analysis.thresholds import GroupThresholds, WarningThresholds
from prioritisation.analysis.warnings.before_vote import essential_warnings
from prioritisation.analysis.warnings.warning import WarningKind, WarningNote

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
    return tuple(_of_round(note, counts.round) for note in notes)


def _of_round(note: WarningNote, number: int) -> WarningNote:
    """An answer given after one round is no answer after the next."""
    return WarningNote(
        f"{note.id}:{number}", note.kind, note.what, n=note.n, of=note.of, share=note.share
    )


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

"""What is found before the vote: in the case, in its criteria, in the meeting itself."""

import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import combinations

import numpy as np

from criteria.case import Case
from criteria.model import PerformanceTable, Sense, Standing, Status
from criteria.readings import ReadingQuestion
from prioritisation.analysis.matrix import SAME, DecisionMatrix, Floats, decision_matrix
from prioritisation.analysis.thresholds import WarningThresholds
from prioritisation.analysis.warnings.warning import WarningKind, WarningNote

FEWEST = 5
"""Levers with an exact score on both criteria: with fewer, ranks agree by chance."""

_ALIKE = 0.85
"""Share of common letters from which two names are nearly the same."""


def double_counting_warnings(
    case: Case, table: PerformanceTable, senses: Mapping[str, Sense], least: float
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
            yield _note(WarningKind.CORRELATED, pair, n=correlation[1], share=correlation[0])
    for source, criteria in _sources(table).items():
        if len(criteria) > 1:
            name = f"{WarningKind.SHARED_SOURCE}:{source}"
            yield WarningNote(name, WarningKind.SHARED_SOURCE, (source, *criteria))
    for one, other in combinations(case.criteria, 2):
        if names_alike(one.label, other.label):
            yield _note(WarningKind.ALIKE_NAMES, (one.id, other.id))


def _note(
    kind: WarningKind, pair: tuple[str, str], n: int = 0, share: float | None = None
) -> WarningNote:
    return WarningNote(f"{kind}:{'+'.join(pair)}", kind, pair, n=n, share=share)


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


def names_alike(one: str, other: str) -> bool:
    """Whether two names are nearly the same, whatever their case, accents and plurals.

    Names with other numbers or single letters (axis 1 and axis 2) are other names.

    Examples
    --------
    >>> names_alike("Impact carbone", "Impacts Carbone")
    True
    >>> names_alike("Impact carbone", "Impact social"), names_alike("Axis 1", "Axis 2")
    (False, False)
    """
    # Names that a number tells apart are not the same name twice.
    if _marks(one) != _marks(other):
        return False
    return SequenceMatcher(None, _plain(one), _plain(other)).ratio() >= _ALIKE


def _marks(name: str) -> list[str]:
    """Words of a name that only number it."""
    return [word for word in _plain(name).split() if len(word) == 1 or word.isdigit()]


def _plain(name: str) -> str:
    letters = unicodedata.normalize("NFKD", name.casefold())
    return " ".join("".join(c for c in letters if not unicodedata.combining(c)).split())


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
        *double_counting_warnings(case, table, senses, thresholds.correlation),
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

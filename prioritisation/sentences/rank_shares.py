"""How often each lever comes at each rank, as written: rows and columns both add up to 100 %."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import kron

from prioritisation.analysis.matrix import Floats
from prioritisation.analysis.ranking import TIE
from prioritisation.analysis.robustness.robustness import Robustness
from prioritisation.memory import cached_with
from prioritisation.sentences.shares import allowed_first_texts, share_text

Units = NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class RankTexts:
    """Shares of the draws that give each lever each rank, as written.

    Attributes
    ----------
    shares, units
        Arrays (m, m), by lever and by rank: the shares, and the whole percents they are written
        as.
    """

    shares: Floats
    units: Units

    def of(self, row: int, *, short: bool = False) -> tuple[str, ...]:
        """Of one lever, rank by rank.

        Parameters
        ----------
        short
            Whether it stands in narrow columns: « < 1 % », and nothing where it is none.
        """
        return tuple(
            "" if short and self.shares[row, k] <= TIE else self.between(row, k, k, short=short)
            for k in range(len(self.shares))
        )

    def between(self, row: int, first: int, last: int, *, short: bool = False) -> str:
        """Of one lever, from a rank to another, both counted from 0 and included.

        Parameters
        ----------
        short
            Whether it stands in a narrow column: « < 1 % ».
        """
        ranks = slice(first, last + 1)
        share, units = self.shares[row, ranks].sum(), self.units[row, ranks].sum()
        return share_text(float(share), int(units), short=short)


@cached_with
def rank_texts(robustness: Robustness) -> RankTexts:
    """The shares of a lever sum to a whole, and those of a rank.

    Where every score is known, the first rank is that of ``allowed_first_texts``, exact or not, in
    place of the share of these draws: one quantity has one figure. Levers that are equal have the
    same figures, their part each of the ranks that they have together.
    """
    shares = robustness.joint.ranks
    equals = any(len(rows) > 1 for rows in robustness.regions.groups)
    if robustness.question.matrix.open_cells or equals:
        return _rounded(shares)
    firsts = allowed_first_texts(robustness).rounded
    exact = np.array([region.sure_share for region in robustness.regions.regions])
    return _rounded(_with_first(shares, exact), np.array(firsts.units[:-1]))


def _with_first(shares: Floats, exact: Floats) -> Floats:
    """The same with other shares of the first rank; those of the others in proportion."""
    rest = shares[:, 1:]
    left = rest.sum(axis=1)
    scale = np.divide(1 - exact, left, out=np.zeros_like(left), where=left > TIE)
    made: Floats = np.column_stack([exact, rest * scale[:, None]])
    return made


def _rounded(shares: Floats, firsts: Units | None = None) -> RankTexts:
    units = _units(shares, firsts)
    if units is None:
        # Equal levers, which stay alike, may forbid that anything adds up.
        units = np.rint(100 * shares).astype(np.int64)
        if firsts is not None:
            units[:, 0] = firsts
    return RankTexts(shares, units)


def _units(shares: Floats, firsts: Units | None) -> Units | None:
    """Whole percents next to shares, rows and columns of which make a whole, if any do.

    Controlled rounding [1]_: of all such tables, the one that is nearest. Rows that are alike are
    one row of the table, which counts as often.

    Parameters
    ----------
    firsts
        What the first column is, when it is known already.

    References
    ----------
    .. [1] L. H. Cox, L. R. Ernst, "Controlled rounding", INFOR 20(4), 1982, 423-432.
    """
    whole = 100
    rows, back, times = np.unique(
        (whole * shares).round(6), axis=0, return_inverse=True, return_counts=True
    )
    m, n = rows.shape
    low, high = np.floor(rows), np.ceil(rows)
    if firsts is not None:
        low[back, 0] = high[back, 0] = firsts
    tables = kron(np.eye(m), np.ones((1, n))), kron(times[None, :], np.eye(n))
    answer = milp(
        (1 - 2 * (rows - low)).ravel(),
        constraints=[LinearConstraint(table, whole, whole) for table in tables],
        bounds=Bounds(low.ravel(), high.ravel()),
        integrality=np.ones(m * n),
    )
    if answer.x is None:
        return None
    units: Units = np.rint(answer.x).astype(np.int64).reshape(m, n)[back]
    return units

import numpy as np
import pytest

from prioritisation.solve.table import PAIRS_AT_ONCE, InvalidProblem, check_few, chunks


@pytest.mark.parametrize("levers", [2, 7, 999, 5_000])
def test_chunks_hold_every_row_once_and_few_pairs_each(levers):
    found = chunks(levers)
    assert np.concatenate(found).tolist() == list(range(levers))
    assert max(len(rows) for rows in found) * levers <= PAIRS_AT_ONCE + levers


def test_too_many_levers_are_refused():
    check_few(10, 10)
    with pytest.raises(InvalidProblem) as error:
        check_few(11, 10)
    assert error.value.place == "matrix"
    assert "11" in error.value.fault

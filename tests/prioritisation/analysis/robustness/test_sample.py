import numpy as np
import pytest

from prioritisation.analysis.robustness.draws import DRAWS, weight_sample


def test_draws_are_the_same_each_time_uniform_and_cannot_be_changed():
    sample = weight_sample(5)
    assert sample is weight_sample(5)
    assert sample.shape == (DRAWS, 5)
    assert sample.sum(axis=1) == pytest.approx(np.ones(DRAWS))
    assert sample.mean(axis=0) == pytest.approx(np.full(5, 0.2), abs=5 * 0.1633 / DRAWS**0.5)
    assert (sample > 0.5).any(axis=1).mean() == pytest.approx(5 / 16, abs=5 * 0.464 / DRAWS**0.5)
    with pytest.raises(ValueError, match="read-only"):
        sample[0, 0] = 1

import numpy as np
import pytest

from prioritisation.analysis.robustness.set_draws import random_walk
from tests.each import each


@each(
    "sizes",
    [
        (1.0,),
        (1.0, 1.0),
        (1.0, 1e-3, 0.5),
        (2.0, 1.0, 1e-4, 1.0, 1.0),
        (1.0, 1e-5, 1e-5, 1e-5, 1.0, 1.0),
    ],
)
def test_walkers_fill_a_box_uniformly_however_thin(sizes):
    sizes = np.array(sizes)
    slopes = np.vstack([np.eye(len(sizes)), -np.eye(len(sizes))])
    room = np.concatenate([0.3 * sizes, 0.7 * sizes])
    found = random_walk(slopes, room, 20_000, np.random.default_rng(1)) / sizes + 0.3
    assert found.shape == (20_000, len(sizes))
    assert found.min() >= -1e-9
    assert found.max() <= 1 + 1e-9
    assert found.mean(axis=0) == pytest.approx(np.full(len(sizes), 0.5), abs=0.02)
    assert found.std(axis=0) == pytest.approx(np.full(len(sizes), 12**-0.5), abs=0.01)
    assert np.corrcoef(found.T).reshape(len(sizes), -1) == pytest.approx(
        np.eye(len(sizes)), abs=0.05
    )


def test_fewer_draws_than_walkers():
    slopes, room = np.array([[1.0], [-1.0]]), np.array([1.0, 1.0])
    assert random_walk(slopes, room, 10, np.random.default_rng(1)).shape == (10, 1)

import subprocess
import sys
from pathlib import Path

import pytest

A_LIFE = """
import gc, sys
import numpy as np
import prioritisation.analysis.scenario, prioritisation.analysis.opinions as opinions
from prioritisation.analysis.matrix import known_matrix
from prioritisation.analysis.opinions import load_in_background, ready
libraries = {"skcriteria", "pymcdm"}

assert not libraries & set(sys.modules) and "sklearn" not in sys.modules and not ready()
values = np.array([[0.1, 0.9], [0.2, 0.3]])
matrix = known_matrix(("a", "b"), ("c", "d"), values, values)
opinions.opinion(matrix, np.array([0.5, 0.5]), opinions.Method.ADDITIVE)
assert not libraries & set(sys.modules) and not ready(), "they were not needed"

sys.modules["skcriteria"] = None
load_in_background().join()
assert not ready()
print("and then", file=sys.stderr)

del sys.modules["skcriteria"]
load_in_background.cache_clear()
first = load_in_background()
assert load_in_background() is first
first.join()
assert ready() and libraries <= set(sys.modules)
assert gc.get_freeze_count() > 0
"""


@pytest.mark.slow
def test_the_libraries_are_imported_once_only_when_asked_and_in_silence_but_for_what_fails():
    """One process, because reading it takes seconds."""
    done = subprocess.run(  # noqa: S603 (our own interpreter)
        [sys.executable, "-W", "error", "-c", A_LIFE],
        cwd=Path(__file__).parents[4],
        capture_output=True,
        text=True,
        check=False,
    )
    failed, _, then = done.stderr.partition("and then\n")
    assert (done.returncode, done.stdout, then) == (0, "", ""), done.stderr
    assert failed.startswith("second opinions could not be loaded")

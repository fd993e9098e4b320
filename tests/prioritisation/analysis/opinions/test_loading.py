import subprocess
import sys

import pytest

pytestmark = pytest.mark.slow

SCRIPT = """
import gc, sys
from prioritisation.analysis.opinions import load_in_background, ready
assert not ready() and "skcriteria" not in sys.modules
first = load_in_background()
assert load_in_background() is first
first.join()
assert ready() and "skcriteria" in sys.modules and "pymcdm" in sys.modules
assert gc.get_freeze_count() > 0
"""
BROKEN = """
import sys
sys.modules["skcriteria"] = None
from prioritisation.analysis.opinions import load_in_background, ready
load_in_background().join()
assert not ready()
"""


def test_the_libraries_are_imported_once_and_only_when_asked():
    subprocess.run([sys.executable, "-c", SCRIPT], check=True)  # noqa: S603 (our own interpreter)


def test_a_library_that_cannot_be_imported_is_logged_and_not_ready():
    done = subprocess.run([sys.executable, "-c", BROKEN], check=True, capture_output=True)  # noqa: S603 (our own interpreter)
    assert b"second opinions could not be loaded" in done.stderr

"""What the summary of a run says of a test that failed at first, and passed when run again."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[1]
LATE = """
from pathlib import Path

import pytest

SEEN = Path(__file__).with_name("seen")


def look(page):
    assert page == "drawn", "the page was late"


@pytest.mark.flaky(reruns=1)
def test_late():
    page = "drawn" if SEEN.exists() else "blank"
    SEEN.touch()
    look(page)
"""
SUMMARY = r"""= why tests were run again =+
test_late\.py::test_late: call, \d+ s
    .*test_late\.py:17
    .*test_late\.py:10
  \| AssertionError: the page was late
"""


def test_the_summary_says_why_a_first_try_failed(tmp_path):
    (tmp_path / "test_late.py").write_text(LATE, "utf-8")
    (tmp_path / "conftest.py").write_text("from tests.conftest import pytest_terminal_summary\n")
    done = subprocess.run(  # noqa: S603 (our own command)
        [sys.executable, "-m", "pytest", "-n1", f"--rootdir={tmp_path}", tmp_path],
        cwd=ROOT,
        check=False,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stdout
    assert re.search(SUMMARY, done.stdout), done.stdout

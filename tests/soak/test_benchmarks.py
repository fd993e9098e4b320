"""Each benchmark still runs, on pages that have what it waits for; no time is asked."""

import subprocess
import sys
from pathlib import Path


def test_each_benchmark_runs_once_at_its_smallest():
    command = [sys.executable, "-m", "tests.benchmarks", "--smallest"]
    ran = subprocess.run(  # noqa: S603 (the command of this house)
        command, cwd=Path(__file__).parents[2], capture_output=True, text=True, check=False
    )
    assert ran.returncode == 0, ran.stderr[-4000:]

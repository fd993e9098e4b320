"""The command ``bench``: the benchmarks, or one of them, run where the sources are."""

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from criteria.errors import Problem
from prioritisation.analysis.address import LONGEST_QUOTED
from prioritisation.cli.analyse import Options, once
from prioritisation.errors import InvalidRequest

ROOT = Path(__file__).parents[2]
BENCHMARKS = ROOT / "tests" / "benchmarks"


def bench_command(
    words: Sequence[str], options: Options, before: Sequence[Problem]
) -> tuple[str, ...]:
    """Run the benchmarks, or the only one asked for; return the names of those that failed.

    Raises
    ------
    InvalidRequest
        When they are not there, or the one asked for is not.
    """
    problems = [*before, *(Problem("unknown_setting", word[:LONGEST_QUOTED]) for word in words)]
    only, names = once(options, "--only", problems), _benchmarks()
    if not names:
        problems.append(Problem("missing_folder", str(BENCHMARKS)))
    elif only is not None and only not in names:
        values = {"found": only[:LONGEST_QUOTED], "allowed": ", ".join(names)}
        problems.append(Problem("not_allowed", "--only", values=values))
    if problems:
        raise InvalidRequest(problems)
    return tuple(name for name in names if only in (None, name) and not _succeeds(name))


def _benchmarks() -> list[str]:
    """The files that can be run; the others help them."""
    files = sorted(BENCHMARKS.glob("*.py"))
    return [f.stem for f in files if "__main__" in f.read_text(encoding="utf-8")]


def _succeeds(name: str) -> bool:
    """Run a benchmark with this interpreter and this product, and pass on what it prints."""
    paths = [str(ROOT), *filter(None, [os.environ.get("PYTHONPATH")])]
    needed = {"PYTHONPATH": os.pathsep.join(paths), "PYTHONUNBUFFERED": "1", "PYTHONUTF8": "1"}
    with subprocess.Popen(  # noqa: S603 (a file of ours, no text of the user's)
        [sys.executable, str(BENCHMARKS / f"{name}.py")],
        cwd=ROOT,
        env={**os.environ, **needed},
        stdout=subprocess.PIPE,
        encoding="utf-8",
    ) as child:
        try:
            for line in child.stdout or ():
                print(line, end="", flush=True)  # noqa: T201 (a command prints)
        except BrokenPipeError:
            child.communicate()  # nobody reads any more, but it has a server to stop
            raise
    return child.returncode == 0

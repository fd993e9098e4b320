"""``make bench``: every benchmark, or those named: ``python -m tests.benchmarks slider``.

``--smallest`` runs each once, small, in this process: what is asked is whether it runs.
"""

import importlib
import os
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent
NAMES = sorted(
    path.stem
    for path in HERE.glob("*.py")
    if path.stem != "__main__" and "__main__" in path.read_text("utf-8")
)


def smallest(names: list[str]) -> None:
    """Each once and small, in this process: what it raises passes through, being late does not."""
    os.environ["BENCH_SMALLEST"] = "1"
    sys.path.insert(0, str(HERE))
    with importlib.import_module("serving").sharing():
        for name in names or NAMES:
            importlib.import_module(name).main()


def main(names: list[str]) -> bool:
    """Run each in a process of its own; whether one failed."""
    failed = [
        name
        for name in names or NAMES
        if subprocess.run(
            [sys.executable, HERE / f"{name}.py"], cwd=HERE.parents[1], check=False
        ).returncode
    ]
    print(*(f"This benchmark failed: {name}" for name in failed), sep="\n", file=sys.stderr)
    return bool(failed)


if __name__ == "__main__":
    here = {"PYTHONPATH": str(HERE.parents[1]), "PYTHONUNBUFFERED": "1", "PYTHONUTF8": "1"}
    os.environ.update(here)
    named = sys.argv[1:]
    if "--smallest" in named:
        smallest([one for one in named if one != "--smallest"])
    else:
        sys.exit(main(named))

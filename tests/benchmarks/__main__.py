"""``make bench``: every benchmark, or those named: ``python -m tests.benchmarks slider``."""

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


def main(names):
    """Run each in a process of its own; the exit code tells whether one failed."""
    needed = {"PYTHONPATH": str(HERE.parents[1]), "PYTHONUNBUFFERED": "1", "PYTHONUTF8": "1"}
    failed = [
        name
        for name in names or NAMES
        if subprocess.run(
            [sys.executable, HERE / f"{name}.py"],
            cwd=HERE.parents[1],
            env={**os.environ, **needed},
            check=False,
        ).returncode
    ]
    print(*(f"This benchmark failed: {name}" for name in failed), sep="\n", file=sys.stderr)
    return bool(failed)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

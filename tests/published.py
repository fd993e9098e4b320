"""Worked examples with published or exact results: one problem of the command ``solve`` a file.

``expected`` holds figures under the answer's own keys, ``tolerance`` the largest difference.
"""

import json
from pathlib import Path

CASES = Path(__file__).parent / "cases"
NAMES = sorted(path.stem for path in CASES.glob("*.json"))


def published(name):
    return json.loads((CASES / f"{name}.json").read_text(encoding="utf-8"))

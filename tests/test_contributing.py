"""Hooks run what CONTRIBUTING.md says."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[1]


def test_the_hooks_run_what_make_lint_runs():
    makefile = (ROOT / "Makefile").read_text("utf-8")
    recipe = re.search(r"^lint:.*\n((?:\t.*\n)+)", makefile, re.MULTILINE)[1]
    lint = [line.strip().replace("$(BIN)", ".venv/bin") for line in recipe.splitlines()]
    hooks = (ROOT / ".pre-commit-config.yaml").read_text("utf-8")
    assert re.findall("^ +entry: (.+)$", hooks, re.MULTILINE) == lint
    assert set(re.findall("^ +language: (.+)$", hooks, re.MULTILINE)) == {"system"}

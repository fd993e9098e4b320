"""The page on what is protected names tests that are there."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "docs" / "protection.md").read_text("utf-8")


def test_each_way_that_is_shut_has_its_tests():
    rows = [line for line in PAGE.splitlines() if line.startswith("| ")][2:]
    assert len(rows) > 10
    for row in rows:
        named = re.findall("`(tests/[^`]+)`", row.rsplit("|", 2)[1])
        assert named, row
        for path in named:
            assert "def test_" in (ROOT / path).read_text("utf-8"), path


def test_what_is_not_protected_is_said():
    open_still = PAGE.partition("## What is not protected")[2]
    for told in (
        "Plain HTTP on a shared Wi-Fi",
        "phone in other hands",
        "server's file",
        "guess from two",
    ):
        assert told in open_still

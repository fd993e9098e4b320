import re
from pathlib import Path

from prioritisation.analysis.warnings.warning import CODES, IN_THE_CASE, WarningKind, WarningNote


def test_each_kind_says_where_it_stands_in_the_reference():
    assert set(CODES) == set(WarningKind)
    assert WarningNote("mixed:2", WarningKind.MIXED).code == "W14"


def test_only_what_is_found_in_the_case_stops_a_round():
    codes = {CODES[kind] for kind in IN_THE_CASE}
    assert codes == {"R5", "W2", "W3", "W4", "W11"}
    assert WarningKind.CHANGED not in IN_THE_CASE


def test_the_documentation_tells_every_mistake_and_how_each_warning_is_detected():
    document = Path(__file__).parents[4] / "docs" / "method.md"
    rows = dict(
        line.strip("| ").split(" | ", 1)
        for line in document.read_text("utf-8").splitlines()
        if line.startswith(("| R", "| W"))
    )
    assert set(rows) == {*(f"R{n}" for n in range(1, 7)), *(f"W{n}" for n in range(1, 18))}
    told = {
        code: set(re.findall("`([a-z_]+)`", row.split(" | ")[0])) for code, row in rows.items()
    }
    expected = {code: {k.value for k in WarningKind if CODES[k] == code} for code in rows}
    assert told == expected

import re
from pathlib import Path

from prioritisation.analysis.warnings.warning import IN_THE_CASE
from prioritisation.analysis.warnings.warning import WarningKind as K

CODES = {
    K.UNKNOWN: "R5",
    K.INFERRED: "R5",
    K.PERIMETER: "W2",
    K.ANCHORS: "W2",
    K.CHANGED: "W2",
    K.CORRELATED: "W3",
    K.SHARED_SOURCE: "W3",
    K.ALIKE_NAMES: "W3",
    K.FLAT: "W4",
    K.EQUAL: "W5",
    K.CAMPS: "W6",
    K.MINORITY: "W6",
    K.MEANS: "W7",
    K.PIVOTAL_VOTER: "W8",
    K.PIVOTAL_COLLEGE: "W8",
    K.RANKING_SEEN: "W10",
    K.ESSENTIAL: "W11",
    K.ESSENTIAL_FIRST: "W11",
    K.FEW_PRESENT: "W14",
    K.FEW: "W14",
    K.QUORUM: "W14",
    K.MIXED: "W14",
    K.SUDDEN: "W16",
}
"""Kind -> where it stands in section 5 of the method reference."""


def test_each_kind_says_where_it_stands_in_the_reference():
    assert set(CODES) == set(K)


def test_only_what_is_found_in_the_case_stops_a_round():
    codes = {CODES[kind] for kind in IN_THE_CASE}
    assert codes == {"R5", "W2", "W3", "W4", "W11"}
    assert K.CHANGED not in IN_THE_CASE


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
    expected = {code: {k.value for k in K if CODES[k] == code} for code in rows}
    assert told == expected

from prioritisation.cautions.notes import CODES, IN_THE_CASE, WarningKind, WarningNote


def test_each_kind_says_where_it_stands_in_the_reference():
    assert set(CODES) == set(WarningKind)
    assert WarningNote("mixed:2", WarningKind.MIXED).code == "W14"


def test_only_what_is_found_in_the_case_stops_a_round():
    codes = {CODES[kind] for kind in IN_THE_CASE}
    assert codes == {"R5", "W2", "W3", "W4", "W11"}
    assert WarningKind.CHANGED not in IN_THE_CASE

"""Two lines that may be both ends of one criterion are asked about, and read as was answered."""

import pytest

from prioritisation.imports.errors import FileRefused
from prioritisation.imports.grids import CellKind
from tests.prioritisation.imports.by_hand import (
    aside,
    asked,
    changed,
    choices,
    criteria,
    problems,
    read,
    sheet,
    values,
)

ONE = [("ends_pair", "B", "yes")]
TABLE = """
Site; {low}; {high}; Accord
Gare; 100; 150; fort
Halle; 80; 80; moyen
Friche; n.c.; n.c.; fort
"""
RANGES = {("Gare", "Coût"): (100, 150), ("Halle", "Coût"): 80, ("Friche", "Coût"): None}


def page(low, high):
    return TABLE.format(low=low, high=high)


@pytest.mark.parametrize(
    ("low", "high", "unit"),
    [
        ("Coût bas", "Coût haut", ""),
        ("Coût min", "Coût max", ""),
        ("Coût (min)", "Coût (max)", ""),
        ("Coût – mini", "Coût – maxi", ""),
        ("Coût (borne basse)", "Coût (borne haute)", ""),
        ("Borne basse du coût", "Borne haute du coût", ""),
        ("Coût, estimation basse", "Coût, estimation haute", ""),
        ("Coût de", "Coût à", ""),
        ("Coût de", "à", ""),
        ("Coût_min", "Coût_max", ""),
        ("Coût bas (k€)", "Coût haut (k€)", "k€"),
        ("Coût (k€) min", "Coût (k€) max", "k€"),
        ("Coût (min, k€)", "Coût (max, k€)", "k€"),
        ("Coût bas en k€", "Coût haut en k€", "k€"),
        ("Coût de (k€)", "à (k€)", "k€"),
    ],
)
def test_two_ends_are_one_criterion_once_somebody_says_so(low, high, unit):
    two, one = (read(page(low, high), given=given) for given in ((), ONE))
    assert asked(two) == [("ends_pair", "B")]
    assert choices(two, "ends_pair", "B") == ("yes", "no")
    assert len(two.criteria) == 3
    assert {v for (lever, _), v in values(two).items() if lever == "Gare"} == {100, 150, "fort"}
    assert (asked(one), problems(one), aside(one)) == ([], [], [])
    assert criteria(one) == ["Coût", "Accord"]
    assert one.criteria[0].unit == unit
    assert (one.criteria[0].low, one.criteria[0].high) == (80, 150)
    assert RANGES.items() <= values(one).items()
    assert {s.cell for s in one.scores if s.criterion == "Coût"} == {"B2", "B3", "B4"}
    assert one.layout.columns == ("names", "criterion", "criterion", "criterion")


@pytest.mark.parametrize(
    ("low", "high"),
    [
        ("Coût bas (k€)", "Coût haut (€)"),
        ("Coût bas", "Délai haut"),
        ("Bas", "Haut"),
        ("Coût", "Coût haut"),
        ("Délai de pose", "Délai à tenir"),
    ],
)
def test_what_is_not_of_one_thing_in_one_unit_is_no_pair(low, high):
    assert ("ends_pair", "B") not in asked(read(page(low, high)))


def test_said_to_be_two_they_stay_so_and_nothing_is_asked():
    reading = read(page("Coût bas", "Coût haut"), given=[("ends_pair", "B", "no")])
    assert (asked(reading), criteria(reading)) == ([], ["Coût bas", "Coût haut", "Accord"])


def test_the_upper_end_may_stand_first():
    text = page("Coût haut", "Coût bas").replace("100; 150", "150; 100")
    assert asked(read(text)) == [("ends_pair", "C")]
    one = read(text, given=[("ends_pair", "C", "yes")])
    assert values(one)["Gare", "Coût"] == (100, 150)
    assert problems(one) == []


def test_one_end_alone_is_asked_and_ends_that_are_turned_round_are_a_problem():
    text = (
        page("Coût bas", "Coût haut") + "Port; 50;; faible\nQuai;; 60; faible\nPont; 90; 70; fort"
    )
    reading = read(text, given=ONE)
    assert asked(reading) == [("bound", "B5"), ("bound", "C6")]
    assert problems(reading) == [("reversed", "C7")]
    assert values(reading)["Port", "Coût"] is values(reading)["Quai", "Coût"] is None
    known = read(text, given=[*ONE, ("bound", "B5", "50"), ("bound", "C6", "?")])
    assert asked(known) == []
    assert (values(known)["Port", "Coût"], values(known)["Quai", "Coût"]) == (50, None)


def test_a_cell_of_an_end_that_asks_leaves_its_score_unknown():
    reading = read(page("Coût bas", "Coût haut").replace("150", "environ 150"), given=ONE)
    assert asked(reading) == [("approximate", "C2")]
    assert values(reading)["Gare", "Coût"] is None


def test_ends_in_rows_of_a_table_that_lies_the_other_way_round():
    text = """
        Critères; Gare; Halle; Friche
        Coût bas (k€); 100; 80; n.c.
        Coût haut (k€); 150; 80; n.c.
        Accord; fort; moyen; fort
        """
    assert asked(read(text)) == [("ends_pair", "2")]
    one = read(text, given=[("ends_pair", "2", "yes")])
    assert (asked(one), aside(one), criteria(one)) == ([], [], ["Coût", "Accord"])
    assert RANGES.items() <= values(one).items()
    assert one.layout.rows == ("header", "criterion", "criterion", "criterion")


def test_the_unit_that_stands_after_the_upper_end_is_that_of_both():
    text = "Site; Coût bas; Coût haut; Unité\nGare; 1; 2; M€\nHalle; 300; 400; k€\nPort; 2; 3; M€"
    one = read(text, given=[*ONE, ("orientation", "", "rows")])
    assert (problems(one), asked(one)) == ([], [])
    scores = {s.lever: (s.value, s.high) for s in one.scores}
    assert scores["Gare"] == (scores["Port"][0] / 2, scores["Port"][0])
    assert scores["Halle"] == (scores["Gare"][0] * 0.3, scores["Gare"][0] * 0.4)


def test_units_in_a_row_of_their_own_tell_two_ends_apart():
    text = "Site; Coût bas; Coût haut\nUnité; k€; {}\nGare; 100; 150\nHalle; 80; 90\nPort; 1; 2"
    assert asked(read(text.format("k€"))) == [("ends_pair", "B")]
    assert asked(read(text.format("€"))) == []


def test_beside_a_criterion_of_their_name_the_range_keeps_both_names():
    text = "Site; Coût; Coût bas; Coût haut\nGare; 120; 100; 150\nHalle; 80; 70; 90\nPort; 3; 2; 4"
    one = read(text, given=[("ends_pair", "C", "yes")])
    assert criteria(one) == ["Coût", "Coût bas – Coût haut"]
    assert problems(one) == []


def test_a_merged_heading_over_both_ends_is_the_name_of_the_range():
    bare = sheet("Site; Coût (k€);; Délai\n; min; max;\nGare; 100; 150; 3\nHalle; 80; 80; 4")
    merged = changed(bare, 0, 1, columns=2)
    merged = changed(merged, 0, 2, kind=CellKind.EMPTY, covered=True)
    assert asked(read(merged)) == [("ends_pair", "B")]
    one = read(merged, given=ONE)
    assert criteria(one) == ["Coût", "Délai"]
    assert one.criteria[0].unit == "k€"
    assert values(one)["Gare", "Coût"] == (100, 150)


def test_pairs_that_wait_for_an_answer_count_once_against_what_may_be_ranked():
    heads = "; ".join(f"Point {k} bas; Point {k} haut" for k in range(12))
    line = "; ".join(["1; 2"] * 12)
    text = f"Site; {heads}\nGare; {line}\nHalle; {line}\nPort; {line}"
    assert len(asked(read(text))) == 12
    pairs = [one.about for one in read(text).pending]
    with pytest.raises(FileRefused):
        read(text, given=[("ends_pair", about, "no") for about in pairs])

import pytest

from tests.prioritisation.solve.made import refused, solved


def test_points_an_order_and_cards_make_weights():
    assert solved("weights_swing", params={"points": [100, 50, 50]})["weights"] == [
        0.5,
        0.25,
        0.25,
    ]
    found = solved("weights_roc", params={"ranking": [2, 1, 3]})["weights"]
    assert found == pytest.approx([5 / 18, 11 / 18, 2 / 18])
    params = {"group_sizes": [1, 2], "white_cards": [3], "z": 2.0}
    assert solved("revised_simos", params=params)["weights"] == pytest.approx([0.2, 0.4, 0.4])


DECK = {"group_sizes": [1, 2], "white_cards": [3], "z": 2}


@pytest.mark.parametrize(
    ("method", "params", "place"),
    [
        ("weights_swing", {}, "params.points"),
        ("weights_swing", {"points": []}, "params.points"),
        ("weights_swing", {"points": [0, 0]}, "params.points"),
        ("weights_swing", {"points": [100, -1]}, "params.points[1]"),
        ("weights_swing", {"points": [100, None]}, "params.points[1]"),
        ("weights_swing", {"points": 100}, "params.points"),
        ("weights_roc", {"ranking": [1, 1, 2]}, "params.ranking[1]"),
        ("weights_roc", {"ranking": [1, 2, 4]}, "params.ranking[2]"),
        ("weights_roc", {"ranking": [0, 1]}, "params.ranking[0]"),
        ("weights_roc", {"ranking": [1, 1.5]}, "params.ranking[1]"),
        ("weights_roc", {"ranking": []}, "params.ranking"),
        ("weights_roc", {}, "params.ranking"),
        ("revised_simos", {**DECK, "group_sizes": None}, "params.group_sizes"),
        ("revised_simos", {**DECK, "group_sizes": []}, "params.group_sizes"),
        ("revised_simos", {**DECK, "group_sizes": [3], "white_cards": []}, "params.group_sizes"),
        ("revised_simos", {**DECK, "group_sizes": [1, 0]}, "params.group_sizes[1]"),
        ("revised_simos", {**DECK, "group_sizes": [1, 10**9]}, "params.group_sizes[1]"),
        ("revised_simos", {**DECK, "group_sizes": [9000, 9000]}, "params.group_sizes"),
        ("revised_simos", {**DECK, "white_cards": None}, "params.white_cards"),
        ("revised_simos", {**DECK, "white_cards": [1, 2]}, "params.white_cards"),
        ("revised_simos", {**DECK, "white_cards": [-1]}, "params.white_cards[0]"),
        ("revised_simos", {**DECK, "white_cards": [0.5]}, "params.white_cards[0]"),
        ("revised_simos", {**DECK, "z": 1}, "params.z"),
        ("revised_simos", {**DECK, "z": None}, "params.z"),
        ("revised_simos", {**DECK, "z": 10**400}, "params.z"),
    ],
    ids=str,
)
def test_what_makes_no_weights_is_refused(method, params, place):
    assert refused(method, params=params)[0].split(" ")[0] == place


def test_criteria_are_named_when_they_have_names():
    where, _ = refused("weights_swing", params={"points": [1, -1]}, criteria=["GES", "Emploi"])
    assert where == "params.points[1] (critère « Emploi »)"

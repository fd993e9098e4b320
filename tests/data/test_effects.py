"""What each assumption of the data does to the first place, as docs/data.md says it."""

import csv
import shutil
from pathlib import Path

import pytest

from criteria.load import load_case
from criteria.model import Sense
from prioritisation.analysis.scenario import Scenario
from tests.conftest import NORMANDIE
from tests.each import each
from tests.thresholds import analyse

GHG, PARTNERS, COVERAGE = "ghg_impact", "partner_ecosystem", "existing_coverage"
PROGRESS, SHORTAGE, NEEDS = "cop_progress", "labour_shortage", "cop_needs"
MOVE, HOUSE, NATURE, PRODUCE, FEED, CONSUME = ALL = (
    "mieux_se_deplacer", "mieux_se_loger", "preserver_ecosystemes", "mieux_produire",
    "mieux_se_nourrir", "mieux_consommer",
)  # fmt: skip
SURE = "élevée"


def firsts(case, perimeter, *more, links="primary", **senses):
    """Levers possibly first at equal weights; a single one is surely first."""
    points = dict.fromkeys((GHG, PARTNERS, COVERAGE, *more), 50)
    combination = case.reread(case.default_combination, perimeter, links)
    ranking = analyse(case, Scenario(points, combination, senses)).ranking
    assert (len(ranking.necessary_firsts) == 1) == (len(ranking.possible_firsts) == 1)
    return {case.levers[row].id for row in ranking.possible_firsts}


def rows(name, change):
    def edit(folder):
        with (folder / name).open(encoding="utf-8", newline="") as file:
            before = list(csv.DictReader(file))
        with (folder / name).open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, list(before[0]))
            writer.writeheader()
            writer.writerows(change(before))

    return edit


def anchors(old, new):
    def edit(folder):
        path = folder / "criteria.toml"
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new), encoding="utf-8")

    return edit


def sure_only(sheets):
    return [s | {"secondary_levers": ""} for s in sheets if s["lever_confidence"] == SURE]


def primaries(sheets):
    return [s | {"secondary_levers": "", "lever_confidence": SURE} for s in sheets]


def other_order(scores):
    swapped = {"plutot_favorable": "fortement_mobilise", "fortement_mobilise": "plutot_favorable"}
    return [s | {"score": swapped.get(s["score"], s["score"])} for s in scores]


DELIVERED = {"gt": {PRODUCE, FEED, CONSUME}, "gt_freight": {PRODUCE}, "sgpe": {PRODUCE, CONSUME}}
PRODUCED = DELIVERED | {"gt": {PRODUCE}}
FOREST = "Gestion des forêts"
VARIANTS = {
    "as delivered": (lambda folder: folder, DELIVERED),
    "ecosystem words in the other order": (
        rows("scores.csv", other_order),
        {
            "gt": {MOVE, FEED},
            "gt_freight": {MOVE, HOUSE, FEED, CONSUME},
            "sgpe": {PRODUCE, FEED, CONSUME},
        },
    ),
    "sure links only": (rows("action_sheets.csv", sure_only), PRODUCED),
    "every primary lever right": (rows("action_sheets.csv", primaries), DELIVERED),
    "GHG anchors": (
        anchors("best = 8000", "best = 12000"),
        DELIVERED | {"gt": {*ALL} - {MOVE}, "gt_freight": {PRODUCE, FEED, CONSUME}},
    ),
    "coverage anchors": (anchors("{ worst = 12,", "{ worst = 26,"), PRODUCED),
    "without the forests": (
        rows("official_rows.csv", lambda r: [v for v in r if v["fine_lever"] != FOREST]),
        DELIVERED,
    ),
}


@pytest.mark.parametrize("name", VARIANTS)
def test_what_a_variant_of_the_data_does_to_the_first_place(name, tmp_path):
    edit, expected = VARIANTS[name]
    folder = Path(shutil.copytree(NORMANDIE, tmp_path / "case"))
    edit(folder)
    case = load_case(folder)
    assert {perimeter: firsts(case, perimeter) for perimeter in expected} == expected


@each("perimeter", DELIVERED)
def test_more_covered_first_puts_producing_surely_first(normandie, perimeter):
    assert firsts(normandie, perimeter, existing_coverage=Sense.MAX) == {PRODUCE}


@each(
    ("criterion", "sense", "expected"),
    [
        (PROGRESS, Sense.MIN, {PRODUCE, FEED, CONSUME}),
        (PROGRESS, Sense.MAX, {PRODUCE, HOUSE, CONSUME}),
        (SHORTAGE, Sense.MAX, {MOVE, NATURE, CONSUME}),
        (SHORTAGE, Sense.MIN, {PRODUCE, NATURE, FEED, CONSUME}),
    ],
)
def test_what_an_optional_criterion_does_to_the_first_place(normandie, criterion, sense, expected):
    assert firsts(normandie, "gt", criterion, **{criterion: sense}) == expected


@pytest.mark.parametrize(
    ("sense", "expected"),
    [(Sense.MIN, {NATURE, PRODUCE, FEED, CONSUME}), (Sense.MAX, {HOUSE, PRODUCE})],
)
def test_what_two_rates_exchanged_do_to_the_first_place(sense, expected, tmp_path):
    rates = {PRODUCE: "67", MOVE: "63"}

    def exchanged(scores):
        return [
            s | {"score": rates.get(s["lever_id"], s["score"])}
            if s["criterion_id"] == PROGRESS
            else s
            for s in scores
        ]

    folder = Path(shutil.copytree(NORMANDIE, tmp_path / "case"))
    rows("scores.csv", exchanged)(folder)
    assert firsts(load_case(folder), "gt", PROGRESS, cop_progress=sense) == expected

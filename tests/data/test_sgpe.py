"""The official rows of all regions, against literals and against the Normandie case."""

import csv
import shutil
from collections import Counter
from pathlib import Path

import pytest

from criteria.load import load_case

DATA = Path(__file__).parents[2] / "data"
COLUMNS = ["region", "fine_lever", "sector", "sgpe_group", "objective_ktco2e", "region_open"]
LIKE_NORMANDIE = (
    "Auvergne-Rhône-Alpes", "Bourgogne-Franche-Comté", "Bretagne", "Centre-Val de Loire",
    "Grand Est", "Hauts-de-France", "Normandie", "Nouvelle-Aquitaine", "Occitanie",
    "Pays de la Loire", "PACA",
)  # fmt: skip
OTHERS = {
    "Île-de-France": 29, "Corse": 26, "Guadeloupe": 13, "La Réunion": 13, "Martinique": 13,
    "Mayotte": 12, "Guyane": 8,
}  # fmt: skip
# Sums in ktCO2e of three regions and of all; the total is that of the seed's documentation.
SUMS = {"Normandie": 13_173.9046, "Guyane": 648.0, "Corse": 1289.1}
TOTAL = 201_953.8


def read(path):
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def rows():
    return read(DATA / "sgpe" / "official_rows.csv")


@pytest.fixture(scope="module")
def normandie():
    return read(DATA / "normandie" / "official_rows.csv")


def key(row):
    return row["fine_lever"], row["sector"]


def of(rows, region):
    return [row for row in rows if row["region"] == region]


def total(rows):
    return sum(float(row["objective_ktco2e"]) for row in rows)


def test_there_are_444_rows_of_18_regions(rows):
    assert list(rows[0]) == COLUMNS
    counts = Counter(row["region"] for row in rows)
    assert counts == dict.fromkeys(LIKE_NORMANDIE, 30) | OTHERS
    assert (len(rows), len(counts)) == (444, 18)


def test_the_pair_of_lever_and_sector_is_the_key_within_a_region(rows):
    keys = [(row["region"], *key(row)) for row in rows]
    assert len(set(keys)) == len(keys)
    assert all(cell == cell.strip() != "" for row in rows for cell in row.values())


def test_the_sums_are_those_of_the_documentation(rows):
    assert total(rows) == pytest.approx(TOTAL, abs=0.05)
    found = {region: total(of(rows, region)) for region in SUMS}
    assert found == pytest.approx(SUMS, abs=0.05)


def test_the_rows_of_normandie_are_those_of_its_case_to_the_letter(rows, normandie):
    shared = COLUMNS[1:-1]
    found = [tuple(row[c] for c in shared) for row in of(rows, "Normandie")]
    assert sorted(found) == sorted(tuple(row[c] for c in shared) for row in normandie)


def test_eleven_regions_have_exactly_the_levers_of_normandie(rows, normandie):
    levers = {key(row): row["sgpe_group"] for row in normandie}
    regions = dict.fromkeys(row["region"] for row in rows)
    same = {r for r in regions if {key(v): v["sgpe_group"] for v in of(rows, r)} == levers}
    assert same == set(LIKE_NORMANDIE)
    assert {r: len({key(v) for v in of(rows, r)} & set(levers)) for r in OTHERS} == dict.fromkeys(
        OTHERS, 0
    ) | {"Île-de-France": 29, "Corse": 24}


@pytest.mark.parametrize("region", LIKE_NORMANDIE)
def test_these_regions_make_a_case_with_the_columns_of_normandie(
    rows, normandie, region, tmp_path
):
    """As the readme says: the rows of the region, attached as in Normandie, other anchors."""
    folder = Path(shutil.copytree(DATA / "normandie", tmp_path / "case"))
    amounts = {key(row): row["objective_ktco2e"] for row in of(rows, region)}
    mine = [row | {"objective_ktco2e": amounts[key(row)]} for row in normandie]
    with (folder / "official_rows.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(mine[0]))
        writer.writeheader()
        writer.writerows(mine)
    criteria = folder / "criteria.toml"
    text = criteria.read_text(encoding="utf-8")
    criteria.write_text(text.replace("best = 8000", "best = 30000"), encoding="utf-8")
    case = load_case(folder)
    assert sum(row.amount for row in case.official_rows) == pytest.approx(total(of(rows, region)))

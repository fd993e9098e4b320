"""Cases of the 18 territories: figures of the State's file, and nothing of another group."""

import csv
import datetime as dt
import io
import re
import tomllib

import pytest

from criteria.load import case_from_files
from criteria.model import Standing, Status
from prioritisation.cases.region import region_files, territories
from prioritisation.errors import InvalidRequest
from tests.conftest import NORMANDIE
from tests.each import each

SGPE = NORMANDIE.parent / "sgpe"
TODAY = dt.date(2026, 11, 28)
TERRITORIES = territories()
PLACES = each("territory", TERRITORIES, ids=lambda t: t.id)
GHG, PARTNERS, COVERAGE = "ghg_impact", "partner_ecosystem", "existing_coverage"
NORMAN = re.compile(
    r"normand|diapo|crefop|3nc|\becte\b|deck|5 décembre|préfecture|eure\b", re.IGNORECASE
)
OVERSEAS = {"Guadeloupe", "Guyane", "La Réunion", "Martinique", "Mayotte"}
LEVERS = {
    "Mieux se déplacer": "mieux_se_deplacer",
    "Mieux se loger": "mieux_se_loger",
    "Mieux préserver": "preserver_ecosystemes",
    "Mieux produire": "mieux_produire",
    "Mieux se nourrir": "mieux_se_nourrir",
}


def read(text):
    return list(csv.DictReader(io.StringIO(text, newline="")))


def official(territory):
    every = read((SGPE / "official_rows.csv").read_text("utf-8"))
    return [row for row in every if row["region"] == territory.region]


def files(territory):
    return region_files(territory, territory.group, TODAY)


def loaded(territory):
    return case_from_files(files(territory))


def named(name):
    return next(t for t in TERRITORIES if t.name == name)


def sums(rows, column):
    """Amounts by what a column says, by hand."""
    amounts = {}
    for row in rows:
        amounts[row[column]] = amounts.get(row[column], 0) + float(row["objective_ktco2e"])
    return amounts


@PLACES
def test_the_case_is_that_of_the_territory(territory):
    case = loaded(territory)
    assert case.group == territory.group
    assert territory.name in case.title
    assert (case.id, case.updated) == (territory.id, TODAY)
    assert (case.timezone == "Europe/Paris") is (territory.name not in OVERSEAS)


@PLACES
def test_each_lever_has_the_sum_of_its_group(territory):
    rows, case = official(territory), loaded(territory)
    groups = sums(rows, "sgpe_group")
    expected = {LEVERS[group]: amount for group, amount in groups.items()}
    table = case.tables["sgpe"]
    known = {v.id: table.score(v.id, GHG).low for v in case.levers}
    assert known.pop("mieux_consommer") is None
    assert known == pytest.approx(expected)
    assert sum(known.values()) == pytest.approx(sum(groups.values()))
    assert case.default_combination == "sgpe"


def test_the_sums_are_those_of_the_documentation():
    totals = {t.name: sum(row.amount for row in loaded(t).official_rows) for t in TERRITORIES}
    assert sum(totals.values()) == pytest.approx(201_953.8, abs=0.05)
    assert totals["Normandie"] == pytest.approx(13_173.9, abs=0.05)


@PLACES
def test_other_readings_are_taken_where_they_place_every_row(territory):
    case = loaded(territory)
    mapping = read((NORMANDIE / "official_rows.csv").read_text("utf-8"))
    places = {(row["fine_lever"], row["sector"]): row for row in mapping}
    rows = official(territory)
    whole = all((row["fine_lever"], row["sector"]) in places for row in rows)
    assert list(case.tables) == (["sgpe", "gt", "gt_freight"] if whole else ["sgpe"])
    assert {r.status for r in case.readings.values()} == {Standing.TO_CONFIRM}
    for reading in list(case.tables)[1:]:
        column = f"lever_{reading}"
        placed = [
            {**row, column: places[row["fine_lever"], row["sector"]][column]} for row in rows
        ]
        table = case.tables[reading]
        again = {v.id: table.score(v.id, GHG).low for v in case.levers}
        assert again == pytest.approx(sums(placed, column))


@PLACES
def test_what_no_row_says_is_unknown_and_says_whom_to_ask(territory):
    case = loaded(territory)
    for table in case.tables.values():
        for (lever, criterion), score in table.scores.items():
            summed = criterion == GHG and score.low is not None
            assert (score.status is Status.OFFICIAL) is summed
            if not summed:
                assert (score.low, score.high) == (None, None)
                assert "à demander au" in score.reason
            if criterion != GHG:
                assert score.unknown, lever


@PLACES
def test_levers_are_the_six_or_those_that_overseas_rows_have(territory):
    groups = {LEVERS[row["sgpe_group"]] for row in official(territory)}
    ids = {v.id for v in loaded(territory).levers}
    assert ids == {*groups, "mieux_consommer"}
    assert (len(ids) < 6) is (territory.name in OVERSEAS)
    missing = {v for v in LEVERS.values() if v not in ids}
    subjects = [
        u.subject for u in loaded(territory).unknowns if "n’est pas dans la liste" in u.statement
    ]
    assert len(subjects) == len(missing)


@PLACES
def test_nothing_of_another_group_travels(territory):
    texts = files(territory)
    if territory.name == "Normandie":
        for name in ("Priorisation des leviers : Normandie", "COP de Normandie"):
            texts = {file: text.replace(name, "") for file, text in texts.items()}
        texts["case.toml"] = texts["case.toml"].replace('id = "normandie"', "")
    strangers = {file: NORMAN.findall(text) for file, text in texts.items()}
    assert strangers == {file: [] for file in texts}
    scopes = [v.scope + v.scope_source for v in loaded(territory).levers]
    assert set(scopes) == {""}


def test_a_zero_of_the_source_stays_one_and_is_no_measure():
    case = loaded(named("Île-de-France"))
    (row,) = [r for r in case.official_rows if r.label == "Gestion des forêts"]
    assert (row.amount, "non régionalisé" in row.note) == (0, True)
    (unknown,) = [u for u in case.unknowns if "n’est pas une mesure" in u.statement]
    assert unknown.subject == "Gestion des forêts"
    others = [u for t in TERRITORIES if t.name != "Île-de-France" for u in loaded(t).unknowns]
    assert not any("n’est pas une mesure" in u.statement for u in others)


@PLACES
def test_anchors_are_round_just_above_the_strongest_and_to_be_confirmed(territory):
    """Of all its ways of counting: Normandie has those of the first case."""
    case = loaded(territory)
    criterion = case.criterion(GHG)
    assert criterion.scale_status is Standing.TO_CONFIRM
    assert "juste au-dessus" in criterion.scale_note
    scale, tables = criterion.scale, case.tables.values()
    strongest = max(table.score(v.id, GHG).low or 0 for table in tables for v in case.levers)
    assert scale.worst == 0
    assert strongest < scale.best <= strongest * 1.1
    assert len(str(int(scale.best)).rstrip("0")) <= 2
    assert (territory.name, scale.best) == ("Normandie", 8000) or territory.name != "Normandie"


WORDED = {"2030", "24", "07", "2024", "1000", "0", "0.001", "2026", "11", "28"}
"""Figures of dates and units that words and files have."""


@PLACES
def test_no_figure_is_there_but_those_of_the_file_and_the_anchors(territory):
    texts = files(territory)
    anchors = tomllib.loads(texts["criteria.toml"])[GHG]["scale"]["anchors"]
    levels = {"0.0", "1.0", "0.5", "0.3333333333333333", "0.6666666666666666"}
    known = {row["objective_ktco2e"] for row in official(territory)} | levels | WORDED
    known.add(str(anchors["best"]))
    for file, text in texts.items():
        without = re.sub(r"#[0-9A-F]{6}|\bU\d\d\b|Licence Ouverte 2\.0|ktco2e", "", text)
        figures = set(re.findall(r"\d+(?:\.\d+)?", without.replace("2019→2030", "")))
        assert figures - known == set(), file


def test_templates_have_no_figure_of_emissions():
    for name in ("case.toml", "unknowns.csv", "scores.csv", "levers.csv", "readings.csv"):
        text = (SGPE / "dossier" / name).read_text("utf-8")
        assert re.findall(r"(?<!#)\b\d[\d ]*\b(?!E73|79A7)", text) == [], name


@each(
    ("group", "kind"),
    [
        ("", "empty"), ("  ", "empty"), ("a\nb", "several_lines"), ("a\u202eb", "turned_round"),
        ("\u200b", "invisible"), ("x" * 121, "too_long"), ("\ud800", "bad_form"),
    ],
)  # fmt: skip
def test_a_group_that_no_file_can_name_is_refused_with_its_field(group, kind):
    with pytest.raises(InvalidRequest) as error:
        region_files(TERRITORIES[0], group, TODAY)
    (problem,) = error.value.problems
    assert (problem.kind, problem.column) == (kind, "group")

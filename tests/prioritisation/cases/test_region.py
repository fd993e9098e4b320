"""Cases of the 18 territories: figures of the State's file, and nothing of another group."""

import csv
import datetime as dt
import io
import re
import tomllib
from dataclasses import replace

import pytest

from criteria.load import case_from_files
from criteria.model import Standing, Status
from prioritisation.analysis.scenario import starting_scenario
from prioritisation.cases.region import region_files, territories
from prioritisation.errors import InvalidRequest
from prioritisation.sentences.phrases import anchor_in_both, plain_score_text, score_in_both
from tests.conftest import NORMANDIE
from tests.each import each
from tests.thresholds import analyse

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


def test_there_are_eighteen_called_as_people_write_them():
    assert len(TERRITORIES) == len({t.id for t in TERRITORIES}) == 18
    assert named("Provence-Alpes-Côte d’Azur").region == "PACA"
    assert {t.name for t in TERRITORIES if t.region == t.name} == {t.name for t in TERRITORIES} - {
        "Provence-Alpes-Côte d’Azur"
    }
    assert {t.name for t in TERRITORIES if not t.is_open} == {"Guyane"}
    assert {t.name for t in TERRITORIES if not t.several_readings} == {"Corse", *OVERSEAS}
    assert sum(t.rows for t in TERRITORIES) == 444


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


def test_the_words_looked_for_are_those_of_the_first_group():
    """What is looked for above is in the case of the first group, and would be seen."""
    text = "".join(p.read_text("utf-8") for p in NORMANDIE.iterdir())
    assert {w.lower() for w in NORMAN.findall(text)} >= {"normand", "diapo", "crefop", "3nc"}


@PLACES
def test_only_remarks_of_the_simulator_stand_beside_rows(territory):
    case = loaded(territory)
    notes = {row.note for row in case.official_rows} - {""}
    assert all(note.endswith("(SGPE)") for note in notes)
    known = {row["note"] for row in read((NORMANDIE / "official_rows.csv").read_text("utf-8"))}
    assert notes <= known
    forests = [row for row in case.official_rows if row.label == "Gestion des forêts"]
    assert all("non régionalisé" in row.note for row in forests)


@PLACES
def test_the_caveat_of_the_simulator_goes_along(territory):
    case = loaded(territory)
    ((criterion, source),) = case.caveats(case.default_combination)
    assert (criterion.id, source.id) == (GHG, "sgpe")
    assert "n’engagent en rien l’État" in source.caveat
    closed = "pas ouvert" in source.caveat
    assert closed is (not territory.is_open)
    assert any("pas ouvert" in u.statement for u in case.unknowns) is (not territory.is_open)
    assert any("ni un potentiel mesuré" in u.statement for u in case.unknowns)


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


@PLACES
def test_a_room_reads_no_amount_as_less_than_a_tenth_of_a_million(territory):
    """6 and 39 thousand tonnes, in Guyane, read the same."""
    case = loaded(territory)
    criterion = case.criterion(GHG)
    for table in case.tables.values():
        known = [s for (_, c), s in table.scores.items() if c == GHG and not s.unknown]
        said = [plain_score_text(criterion, score) for score in known]
        assert all(re.match(r"\d", one) for one in said)
    tonnes = criterion.plain.unit.many == "{n} tonnes en moins"
    assert tonnes is (territory.name in {"Corse", *OVERSEAS})


@each(
    ("amount", "words"),
    [
        (6.0, "6 000 tonnes en moins (6 ktCO₂e)"),
        (151.8461, "151 846 tonnes en moins (15"),
        (0.0006, "1 tonne en moins (0,001 ktCO₂e)"),
        (0.0003, "moins de 1 tonne en moins (0"),
        (0.0, "aucune baisse (0 ktCO₂e)"),
    ],
)
def test_an_amount_of_a_small_territory_is_told_in_tonnes(amount, words):
    case = loaded(named("Guyane"))
    criterion, score = case.criterion(GHG), case.tables["sgpe"].score("mieux_se_loger", GHG)
    again = replace(score, low=amount, high=amount)
    assert score_in_both(criterion, again).replace("\xa0", " ").startswith(words)
    assert anchor_in_both(criterion, 650).replace("\xa0", " ") == (
        "650 000 tonnes en moins (650 ktCO₂e de baisse visée)"
    )


@PLACES
def test_only_what_the_state_published_leaves_no_doubt(territory):
    case = loaded(territory)
    confirmed = {c.id for c in case.criteria if not c.direction.contested}
    assert confirmed == {GHG}
    assert {c.scale_status for c in case.criteria} == {Standing.TO_CONFIRM}
    for criterion in case.criteria:
        assert len(criterion.direction.labels) == (1 if criterion.id == GHG else 2)
    assert [c.id for c in case.criteria] == [GHG, PARTNERS, COVERAGE]
    assert all(c.active for c in case.criteria)


@PLACES
def test_it_is_analysed_as_it_is(territory):
    case = loaded(territory)
    analysis = analyse(case, starting_scenario(case))
    assert len(analysis.case.levers) == len(case.levers)


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


def test_the_places_of_rows_are_those_of_the_first_case():
    columns = ("fine_lever", "sector", "lever_gt", "lever_gt_freight")
    places = read((SGPE / "dossier" / "readings.csv").read_text("utf-8"))
    rows = read((NORMANDIE / "official_rows.csv").read_text("utf-8"))
    assert [[p[c] for c in columns] for p in places] == [[r[c] for c in columns] for r in rows]


def test_notes_of_the_simulator_are_those_of_the_first_case():
    notes = read((SGPE / "dossier" / "notes.csv").read_text("utf-8"))
    rows = read((NORMANDIE / "official_rows.csv").read_text("utf-8"))
    said = {(r["fine_lever"], r["sector"], r["note"]) for r in rows if "(SGPE)" in r["note"]}
    assert {tuple(note.values()) for note in notes} == said


@each(
    ("group", "kind"),
    [
        ("", "empty"),
        ("  ", "empty"),
        ("a\nb", "several_lines"),
        ("a\u202eb", "turned_round"),
        ("\u200b", "invisible"),
        ("x" * 121, "too_long"),
        ("\ud800", "bad_form"),
    ],
)
def test_a_group_that_no_file_can_name_is_refused_with_its_field(group, kind):
    with pytest.raises(InvalidRequest) as error:
        region_files(TERRITORIES[0], group, TODAY)
    (problem,) = error.value.problems
    assert (problem.kind, problem.column) == (kind, "group")


@each("group", ["<b>COP</b>", "=1+1", '"quoted", and more', "مجموعة", "🚲"])
def test_a_group_is_called_as_it_was_typed(group):
    assert case_from_files(region_files(TERRITORIES[2], group, TODAY)).group == group

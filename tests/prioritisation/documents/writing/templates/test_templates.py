"""A case as a table to fill in: what is known of it, as somebody would have typed it."""

import csv
import io
from dataclasses import replace

import openpyxl
import pytest

from criteria.load import load_case
from criteria.model import Standing
from prioritisation.documents.writing.templates import TEMPLATE_FORMS, template_file
from prioritisation.documents.writing.templates.content import template_of, typed_amount
from tests.conftest import INTERVALS
from tests.each import each

SITES = INTERVALS.parent / "sites"


@pytest.fixture(scope="module")
def sites():
    return load_case(SITES)


def lines_of(form, content):
    """The rows of the first sheet, as values."""
    if form == "csv":
        return list(
            csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";")
        )
    sheet = openpyxl.load_workbook(io.BytesIO(content)).worksheets[0]
    return [["" if v is None else v for v in row] for row in sheet.iter_rows(values_only=True)]


@each("form", TEMPLATE_FORMS)
def test_each_form_has_every_name_unit_way_end_and_score(sites, form):
    lines = lines_of(form, template_file(form, sites))

    def typed(*values):
        """As a text has it, or a workbook: figures are numbers there."""
        return [typed_amount(float(v)) if form == "csv" and v != "" else v for v in values]

    assert lines[0][0] == "Site"
    assert lines[0][1:] == [c.label for c in sites.criteria]
    assert lines[1] == ["Unité", "k€", "minutes", "m²", ""]
    assert lines[2] == ["Sens", "à minimiser", "", "à maximiser", ""]
    words = " / ".join(level.label for level in sites.criteria[-1].scale.levels)
    assert lines[3] == ["Mots", "", "", "", words]
    assert lines[4] == ["Du pire", *typed(900, "", 0, "")]
    assert lines[5] == ["Au mieux", *typed(100, "", 1500, "")]
    assert lines[6] == ["Ancienne gare", "400 à 600", *typed(2, 700), "à convaincre"]
    assert lines[8] == ["École fermée", "inconnu", *typed(18, 900), "acquis"]
    assert len(lines) == 6 + len(sites.levers)


def test_what_is_to_be_confirmed_is_not_said_as_if_it_were_known(sites):
    """Neither the way, nor the ends that follow from it: the reading asks for them again."""
    criteria = tuple(
        replace(c, direction=replace(c.direction, status=Standing.TO_CONFIRM))
        for c in sites.criteria
    )
    heads = template_of(replace(sites, criteria=criteria)).heads
    assert heads == ("Unité", "Mots")


def test_words_whose_order_is_agreed_are_said_from_the_worst(sites):
    words = sites.criteria[-1]
    agreed = replace(
        words,
        scale_status=Standing.CONFIRMED,
        direction=replace(words.direction, status=Standing.CONFIRMED),
    )
    table = template_of(replace(sites, criteria=(*sites.criteria[:-1], agreed)))
    levels = [level.label for level in words.scale.levels]
    column = dict(zip(table.heads, table.columns[-1].head, strict=True))
    assert column["Du pire"] == levels[0]
    assert column["Entre les deux"] == " / ".join(levels[1:-1])
    assert column["Au mieux"] == levels[-1]


def test_no_middle_of_an_interval_and_no_figure_where_nobody_knows():
    case = load_case(INTERVALS)
    for row, (_, cells) in zip(case.levers, template_of(case).rows, strict=True):
        for criterion, cell in zip(case.criteria, cells, strict=True):
            score = case.tables[case.default_combination].score(row.id, criterion.id)
            if score.unknown:
                assert cell == "inconnu"
            elif not score.exact:
                assert cell == f"{typed_amount(score.low)} à {typed_amount(score.high)}"


@each("form", TEMPLATE_FORMS)
def test_a_blank_one_names_nothing_and_scores_nothing(form):
    lines = lines_of(form, template_file(form, None))
    heads = ["Levier", "Unité", "Sens", "Mots", "Du pire", "Entre les deux", "Au mieux"]
    assert [line[0] for line in lines[:7]] == heads
    assert {v for line in lines[:7] for v in line[1:]} <= {""}
    assert {v for line in lines[7:] for v in line} <= {""}


def test_a_workbook_offers_the_words_and_says_what_it_expects(sites):
    book = openpyxl.load_workbook(io.BytesIO(template_file("xlsx", sites)))
    assert book.sheetnames == ["Notes", "Mode d’emploi", "Listes"]
    assert [book[name].sheet_state for name in book.sheetnames] == ["visible", "visible", "hidden"]
    rules = {str(rule.sqref): rule for rule in book["Notes"].data_validations.dataValidation}
    words = rules["E7:E41"]
    source = words.formula1.lstrip("=").partition("!")
    assert source[0] == "Listes"
    offered = [cell.value for (cell,) in book["Listes"][source[2].replace("$", "")]]
    assert offered == [v.label for v in sites.criteria[-1].scale.levels] + ["inconnu"]
    assert {rule.errorStyle for rule in rules.values()} <= {None, "information"}


@each("form", ["xlsx", "csv"])
def test_the_same_case_is_the_same_bytes(sites, form):
    first, again = (template_file(form, sites) for _ in range(2))
    assert first == again


@each("name", ["=1+1", "+33 x", "-x", "@cmd", "\t=1"])
def test_a_name_is_never_a_formula(sites, name):
    levers = (replace(sites.levers[0], label=name), *sites.levers[1:])
    case = replace(sites, levers=levers)
    book = openpyxl.load_workbook(io.BytesIO(template_file("xlsx", case)))
    cells = [cell for row in book["Notes"].iter_rows() for cell in row]
    assert {cell.data_type for cell in cells} <= {"s", "n"}
    texts = [value for line in lines_of("csv", template_file("csv", case)) for value in line]
    assert not [text for text in texts if text.startswith(("=", "+", "-", "@", "\t"))]

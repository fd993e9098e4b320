"""A case and its units say the same: whatever the case, whatever the layout of its files."""

import csv
from dataclasses import fields

import pytest
from hypothesis import given

from criteria.errors import InvalidCase
from criteria.load import case_from_files
from prioritisation.cases.folder import files_of
from prioritisation.cases.units import unit_name, unit_parts, units_of, units_sha256
from prioritisation.settings import DEFAULT_CASE
from tests.conftest import INTERVALS
from tests.each import each
from tests.prioritisation.cases.drawn import case_files
from tests.synthetic import mixed, write_case

NORMANDIE = {path.name: path.read_text("utf-8") for path in DEFAULT_CASE.iterdir()}


def says(files):
    """All that a case says, field by field."""
    case = case_from_files(files)
    return {field.name: getattr(case, field.name) for field in fields(case)}


@pytest.fixture(params=["normandie", "intervals", "thirty by twelve"])
def kept_files(request, tmp_path):
    """The files of a case of the repository, one of old included."""
    if request.param == "normandie":
        return NORMANDIE
    folder = INTERVALS
    if request.param != "intervals":
        folder = write_case(tmp_path / "made", 30, 12, mixed(), in_words=(1, 4))
    return {path.name: path.read_text("utf-8") for path in folder.iterdir()}


def test_a_case_read_back_from_its_units_says_the_same(kept_files):
    back = files_of(units_of(kept_files))
    assert says(back) == says(kept_files)
    assert units_of(back) == units_of(kept_files)
    assert files_of(units_of(back)) == back


@given(files=case_files())
def test_any_case_in_any_layout_is_its_units(files):
    units = units_of(files)
    back = files_of(units)
    assert says(back) == says(files)
    assert units_of(back) == units
    assert units_sha256(units_of(back)) == units_sha256(units)


def said_of(units):
    """What units say; None when they make no case."""
    try:
        return says(files_of(units))
    except (InvalidCase, KeyError):
        return None


@given(files=case_files())
def test_each_unit_says_something_that_no_other_says(files):
    """Were a unit dropped, the case would be another one, or none."""
    units, whole = units_of(files), says(files)
    for unit in units:
        less = {name: content for name, content in units.items() if name != unit}
        assert said_of(less) != whole, unit


def test_nothing_of_normandie_is_lost_on_the_way():
    """Cell by cell: what each row of each file says is in the file that is made."""
    back = files_of(units_of(NORMANDIE))
    for name, text in NORMANDIE.items():
        if name.endswith(".csv"):
            before, after = (list(csv.DictReader(t.splitlines())) for t in (text, back[name]))
            wanted = [{c: v for c, v in row.items() if v} for row in before]
            there = [{c: v for c, v in row.items() if v} for row in after]
            assert sorted(map(repr, map(sorted, map(dict.items, wanted)))) == sorted(
                map(repr, map(sorted, map(dict.items, there)))
            ), name


def test_a_name_of_a_unit_takes_any_words_and_gives_them_back():
    parts = ("row", "Fret : bas/carbone %", "", "é日")
    assert unit_parts(unit_name(*parts)) == parts


@each(
    ("text", "kind"),
    [
        ("lever_id,criterion_id,score\nl0,c0,1\nl0,c0,2\n", "duplicate"),
        ("lever_id,criterion_id,mark\nl0,c0,1\n", "unknown_column"),
    ],
)
def test_a_file_that_no_criterion_needs_is_not_taken_blindly(text, kind):
    """Nothing has checked it: no row of it may be lost in silence."""
    spare = {name: t for name, t in NORMANDIE.items() if name != "scores.csv"}
    with pytest.raises(InvalidCase) as error:
        units_of({**spare, "scores.csv": text})
    assert [(p.kind, p.place) for p in error.value.problems] == [(kind, "scores.csv")]


def test_a_mark_before_the_texts_is_none_of_them():
    assert units_of({name: f"\ufeff{text}" for name, text in NORMANDIE.items()}) == units_of(
        NORMANDIE
    )

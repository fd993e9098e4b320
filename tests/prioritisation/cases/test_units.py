"""A case and its units say the same: whatever the case, whatever the layout of its files."""

import csv
import datetime as dt
import tomllib
from dataclasses import fields

import pytest
from hypothesis import given
from hypothesis import strategies as st

from criteria.errors import InvalidCase
from criteria.load import case_from_files
from prioritisation.cases.blank import blank_files
from prioritisation.cases.folder import files_of, unit_of
from prioritisation.cases.shelf import copied_files
from prioritisation.cases.units import (
    canonical_json,
    unit_content,
    unit_name,
    units_of,
    units_sha256,
)
from prioritisation.errors import InvalidRequest
from prioritisation.meeting.room.case_edits import case_files_of
from prioritisation.settings import DEFAULT_CASE
from tests.conftest import INTERVALS
from tests.conftest import NORMANDIE as NORMANDIE_FOLDER
from tests.each import each
from tests.prioritisation.cases.conftest import FILES
from tests.prioritisation.cases.drawn import case_files
from tests.prioritisation.cases.typed_cases import SITES
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


# A problem of the files is told beside the unit that somebody wrote.

UNITS = units_of(FILES)
NOTE = unit_name("score", "mieux_consommer", "partner_ecosystem", "")
WRONG = [
    (NOTE, {"score": "formidable"}, "score"),
    (NOTE, {"source_id": "nobody"}, "source_id"),
    (unit_name("lever", "mieux_produire"), {"colour": "rouge"}, "colour"),
    (unit_name("evidence", "E05"), {"stance": "peut-être"}, "stance"),
    (unit_name("row", "Production industrielle", "Industrie"), {"objective_ktco2e": "x"}, None),
    (unit_name("criterion", "cop_progress", "direction"), {"status": "peut-être"}, "status"),
    (unit_name("criterion", "cop_progress", "anchors"), {"best": 100}, ""),
    (unit_name("criterion", "ghg_impact", "anchors"), {"best": "x"}, "best"),
    (unit_name("criterion", "cop_progress"), {"label": ""}, "label"),
    ("case", {"title": ""}, "title"),
]


@each(("unit", "wrong", "field"), WRONG, ids=[w[0] for w in WRONG])
def test_what_is_wrong_with_a_unit_is_placed_there(unit, wrong, field):
    units = {**UNITS, unit: canonical_json({**unit_content(UNITS, unit), **wrong})}
    with pytest.raises(InvalidCase) as error:
        case_from_files(files_of(units))
    places = [unit_of(units, problem) for problem in error.value.problems]
    assert unit in {place for place, _ in places}
    if field:
        assert (unit, field) in places


# A copy of a case says the same under another name.

TODAY = dt.date(2027, 1, 9)
HEAD = ("id", "title", "updated")
FOLDERS = each("folder", [NORMANDIE_FOLDER, INTERVALS], ids=["new", "old"])


@FOLDERS
def test_only_its_name_and_its_day_are_others(folder):
    files = case_files_of(folder)
    copy = copied_files(files, "Essai 2027", TODAY)
    assert {name for name in files if copy[name] != files[name]} == {"case.toml"}
    before, after = (tomllib.loads(texts["case.toml"]) for texts in (files, copy))
    assert {k: v for k, v in after.items() if k not in HEAD} == {
        k: v for k, v in before.items() if k not in HEAD
    }
    assert [after[k] for k in HEAD] == ["essai_2027", "Essai 2027", TODAY]
    assert case_from_files(copy).title == "Essai 2027"


def test_a_file_written_in_another_way_is_copied_too():
    files = blank_files(SITES, TODAY)
    odd = 'title = """\nid = 3\n"""\ngroup = "G"\nupdated = 2026-01-01\nid = "a"\n'
    case = case_from_files(copied_files({**files, "case.toml": odd}, "Essai", TODAY))
    assert (case.id, case.title, case.group, case.updated) == ("essai", "Essai", "G", TODAY)


def test_any_title_is_taken_as_it_is_or_refused():
    files, reached = blank_files(SITES, TODAY), {"taken": 0, "refused": 0}

    @given(st.text(max_size=130) | st.text(st.characters(categories=["Cc", "Cf", "Cs", "Zs"])))
    def holds(title):
        try:
            copy = copied_files(files, title, TODAY)
        except InvalidRequest:
            reached["refused"] += 1
        else:
            reached["taken"] += 1
            assert case_from_files(copy).title == title.strip()

    holds()
    assert min(reached.values()) > 5

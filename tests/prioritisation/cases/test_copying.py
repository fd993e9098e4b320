"""A copy of a case says the same under another name."""

import datetime as dt
import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from criteria.load import case_from_files
from prioritisation.cases.blank import blank_files
from prioritisation.cases.shelf import copied_files
from prioritisation.errors import InvalidRequest
from prioritisation.meeting.room.case_edits import case_files_of
from tests.conftest import INTERVALS, NORMANDIE
from tests.each import each
from tests.prioritisation.cases.typed_cases import SITES

TODAY = dt.date(2027, 1, 9)
HEAD = ("id", "title", "updated")
FOLDERS = each("folder", [NORMANDIE, INTERVALS], ids=["new", "old"])


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


@FOLDERS
def test_comments_of_the_file_stay(folder):
    files = case_files_of(folder)
    comments = [line for line in files["case.toml"].splitlines() if line.startswith("#")]
    copy = copied_files(files, "Essai", TODAY)["case.toml"]
    assert [line for line in copy.splitlines() if line.startswith("#")] == comments != []


def test_a_file_written_in_another_way_is_copied_too():
    files = blank_files(SITES, TODAY)
    odd = 'title = """\nid = 3\n"""\ngroup = "G"\nupdated = 2026-01-01\nid = "a"\n'
    case = case_from_files(copied_files({**files, "case.toml": odd}, "Essai", TODAY))
    assert (case.id, case.title, case.group, case.updated) == ("essai", "Essai", "G", TODAY)


@each(
    ("title", "kind"),
    [
        ("", "empty"),
        ("a\nb", "several_lines"),
        ("x" * 121, "too_long"),
        ("\u202ea", "turned_round"),
    ],
)
def test_a_title_that_no_file_holds_is_refused_with_its_field(title, kind):
    with pytest.raises(InvalidRequest) as error:
        copied_files(blank_files(SITES, TODAY), title, TODAY)
    (problem,) = error.value.problems
    assert (problem.kind, problem.column) == (kind, "title")


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

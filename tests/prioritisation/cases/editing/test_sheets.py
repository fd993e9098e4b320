"""Action sheets: linked to other levers with a confidence and a reason, added, withdrawn."""

from dataclasses import replace

import pytest

from criteria.load import case_from_files
from prioritisation.cases.changes import applied
from prioritisation.cases.editing.levers import withdrawn_lever
from prioritisation.cases.editing.sheets import (
    SheetLinks,
    TypedSheet,
    added_sheet,
    links_change,
    sheet_change,
    sheet_links,
    typed_sheet,
    withdrawn_sheet,
)
from prioritisation.cases.folder import files_of
from prioritisation.cases.units import units_of
from prioritisation.errors import InvalidRequest
from prioritisation.settings import DEFAULT_CASE

UNITS = units_of({path.name: path.read_text("utf-8") for path in DEFAULT_CASE.iterdir()})
BEFORE = case_from_files(files_of(UNITS))
LINKS = SheetLinks("mieux_consommer", ("mieux_produire",), "moyenne", "Lu sur la fiche.")
NEW_LINKS = SheetLinks("mieux_consommer", (), "moyenne", "Lu sur la fiche.")
NEW = TypedSheet("Atelier vélo", "Région", "diapo 6")


def after(change):
    return case_from_files(files_of(applied(UNITS, change)))


def sheet_of(case, ident):
    return next(s for s in case.sheets if s.id == ident)


def count(case, lever):
    return case.tables[case.default_combination].score(lever, "existing_coverage").high


def test_what_is_written_is_what_a_form_opens_with():
    for sheet in BEFORE.sheets:
        links = sheet_links(UNITS, sheet.id)
        assert (links.first, *links.others) == sheet.levers
        assert (links.confidence, links.reason) == (sheet.confidence, sheet.reason)


def test_a_sheet_whose_levers_have_left_is_opened_and_linked_again():
    units = applied(UNITS, withdrawn_lever(UNITS, BEFORE, "mieux_produire"))
    assert sheet_links(units, "F01") == SheetLinks("", (), "", "")
    case = case_from_files(files_of(applied(units, links_change(units, "F01", NEW_LINKS))))
    assert sheet_of(case, "F01").levers == ("mieux_consommer",)


def test_a_sheet_serves_other_levers_and_the_counts_follow():
    case = after(links_change(UNITS, "F01", LINKS))
    linked = sheet_of(case, "F01")
    assert linked.levers == ("mieux_consommer", "mieux_produire")
    assert (linked.confidence, linked.reason) == ("moyenne", "Lu sur la fiche.")
    assert count(case, "mieux_consommer") == count(BEFORE, "mieux_consommer") + 1
    assert linked.title == sheet_of(BEFORE, "F01").title


def test_the_first_lever_is_not_served_twice():
    links = SheetLinks("mieux_consommer", ("mieux_consommer",), "faible", "Lu.")
    assert sheet_of(after(links_change(UNITS, "F01", links)), "F01").levers == ("mieux_consommer",)


def test_a_sheet_is_added_counted_and_withdrawn():
    change = added_sheet(UNITS, NEW, LINKS)
    case = after(change)
    added = case.sheets[-1]
    assert (added.title, added.contributor, added.place) == ("Atelier vélo", "Région", "diapo 6")
    assert count(case, "mieux_consommer") == count(BEFORE, "mieux_consommer") + 1
    units = applied(UNITS, change)
    assert applied(units, withdrawn_sheet(units, added.id)) == UNITS


def test_a_sheet_that_is_added_takes_no_place_of_another():
    left = applied(UNITS, withdrawn_sheet(UNITS, "F03"))
    case = case_from_files(files_of(applied(left, added_sheet(left, NEW, LINKS))))
    assert len(case.sheets) == len(BEFORE.sheets)
    assert [s.title for s in case.sheets][-1] == "Atelier vélo"


def test_once_the_last_sheet_is_withdrawn_the_count_is_unknown():
    units = dict(UNITS)
    for sheet in BEFORE.sheets:
        units = applied(units, withdrawn_sheet(units, sheet.id))
    assert count(case_from_files(files_of(units)), "mieux_produire") is None


@pytest.mark.parametrize(
    ("typed", "wrong"),
    [
        ({"first": ""}, {("first", "empty")}),
        ({"first": "lune"}, {("first", "unknown_lever")}),
        ({"others": ("lune",)}, {("others", "unknown_lever")}),
        ({"confidence": ""}, {("confidence", "empty")}),
        ({"reason": " "}, {("reason", "empty")}),
        ({"reason": "a\u202eb"}, {("reason", "turned_round")}),
    ],
)
def test_what_is_wrong_is_told_with_its_field(typed, wrong):
    values = {f: typed.get(f, getattr(LINKS, f)) for f in SheetLinks.__dataclass_fields__}
    with pytest.raises(InvalidRequest) as error:
        links_change(UNITS, "F01", SheetLinks(**values))
    assert {(p.column, p.kind) for p in error.value.problems} == wrong


def test_a_new_sheet_has_a_title_and_who_carries_it():
    with pytest.raises(InvalidRequest) as error:
        added_sheet(UNITS, TypedSheet("", " ", ""), LINKS)
    fields = {(p.column, p.kind) for p in error.value.problems}
    assert fields == {("title", "empty"), ("contributor", "empty"), ("place", "empty")}


def test_words_that_nobody_changed_stay_as_they_were_written():
    for sheet in BEFORE.sheets:
        (pair,) = sheet_change(UNITS, sheet.id, typed_sheet(UNITS, sheet.id)).values()
        assert pair[0] == pair[1]


def test_a_sheet_has_other_words_and_keeps_its_levers():
    words = TypedSheet("Atelier vélo", "Région et Agence", "page 3", "Région", "À confirmer.")
    units = applied(UNITS, sheet_change(UNITS, "F01", words))
    assert typed_sheet(units, "F01") == words
    sheet, before = sheet_of(case_from_files(files_of(units)), "F01"), sheet_of(BEFORE, "F01")
    assert (sheet.title, sheet.contributor_lead) == ("Atelier vélo", "Région")
    assert (sheet.levers, sheet.category) == (before.levers, before.category)
    assert units_of(files_of(units)) == units


def test_whoever_carries_a_sheet_alone_carries_it_first():
    change = sheet_change(UNITS, "F01", TypedSheet("Atelier vélo", "Agence", "page 3"))
    assert sheet_of(after(change), "F01").contributor_lead == "Agence"


@pytest.mark.parametrize(
    ("field", "words", "kind"),
    [
        ("title", " ", "empty"),
        ("contributor", "", "empty"),
        ("place", "a\u202eb", "turned_round"),
        ("note", "a" * 501, "too_long"),
    ],
)
def test_words_of_a_sheet_that_cannot_be_are_told_with_their_field(field, words, kind):
    with pytest.raises(InvalidRequest) as error:
        sheet_change(UNITS, "F01", replace(NEW, **{field: words}))
    assert [(p.column, p.kind) for p in error.value.problems] == [(field, kind)]

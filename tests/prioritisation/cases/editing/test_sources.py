"""Sources: as they would be typed, corrected, added, withdrawn once nothing rests on them."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from criteria.load import case_from_files
from prioritisation.cases.changes import applied
from prioritisation.cases.editing.sources import (
    TypedSource,
    added_source,
    source_change,
    source_uses,
    withdrawn_source,
)
from prioritisation.cases.folder import files_of
from prioritisation.cases.units import units_of
from prioritisation.errors import InvalidRequest
from prioritisation.settings import DEFAULT_CASE
from prioritisation.wording.problems import problem_text
from tests.each import each

UNITS = units_of({path.name: path.read_text("utf-8") for path in DEFAULT_CASE.iterdir()})
BEFORE = case_from_files(files_of(UNITS))
TODAY = dt.date(2026, 3, 1)
REPORT = TypedSource(
    *("Bilan du réseau", "Bilan", "Réseau", "rapport", "2026-02"),
    *("https://exemple.fr/bilan", "Chiffres provisoires."),
)


def after(change):
    return case_from_files(files_of(applied(UNITS, change)))


def test_a_source_has_other_words_and_keeps_what_the_form_does_not_ask():
    source = after(source_change(UNITS, "sgpe", REPORT, TODAY)).sources["sgpe"]
    assert (source.title, source.short_name, source.publisher, source.date) == (
        *("Bilan du réseau", "Bilan", "Réseau", "2026-02"),
    )
    assert (source.url, source.caveat) == ("https://exemple.fr/bilan", "Chiffres provisoires.")
    assert source.licence == BEFORE.sources["sgpe"].licence


@each(
    ("source", "wrong"),
    [
        (TypedSource(" "), {("title", "empty")}),
        (TypedSource("a\u202eb"), {("title", "turned_round")}),
        (TypedSource("a" * 200), {("short_name", "empty")}),
        (TypedSource("Bilan", "a" * 200), {("short_name", "too_long")}),
        (TypedSource("Bilan", date="2099"), {("date", "future_date")}),
        (TypedSource("Bilan", date="hier"), {("date", "bad_form")}),
        (TypedSource("Bilan", url="javascript:alert(1)"), {("url", "not_an_address")}),
        (TypedSource("Bilan", caveat="a" * 501), {("caveat", "too_long")}),
    ],
)
def test_what_is_wrong_is_told_with_its_field(source, wrong):
    for make in (
        lambda: added_source(UNITS, source, TODAY),
        lambda: source_change(UNITS, "deck", source, TODAY),
    ):
        with pytest.raises(InvalidRequest) as caught:
            make()
        assert {(p.column, p.kind) for p in caught.value.problems} == wrong


def test_everything_that_names_a_source_rests_on_it():
    uses = source_uses(UNITS)
    case = BEFORE
    arguments = sum(e.source == "deck" for e in case.evidence)
    assert uses["deck"]["evidence"] == arguments > 0
    assert uses["deck"]["method"] == sum(m.source == "deck" for m in case.method) > 0
    assert uses["sgpe"]["criterion"] == 1, "a sum of its rows"
    assert {one for one in uses if uses[one]["census"]} == {n.source for n in case.census}


@each("ident", sorted(BEFORE.sources))
def test_a_source_is_withdrawn_where_the_case_is_one_without_it_and_nowhere_else(ident):
    if source_uses(UNITS).get(ident):
        with pytest.raises(InvalidRequest) as caught:
            withdrawn_source(UNITS, ident)
        assert [p.kind for p in caught.value.problems] == ["source_in_use"]
    else:
        assert ident not in after(withdrawn_source(UNITS, ident)).sources


@given(*[st.text(max_size=130)] * 6)
def test_any_words_make_a_case_that_travels_whole_or_are_told(title, short, who, kind, url, care):
    source = TypedSource(title, short, who, kind, "", url, care)
    try:
        change = added_source(UNITS, source, TODAY)
    except InvalidRequest as error:
        for problem in error.problems:
            assert problem_text(problem)
        return
    units = applied(UNITS, change)
    case_from_files(files_of(units))
    assert units_of(files_of(units)) == units

"""What a room reads of a criterion: two phrases, from which any other number is said."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from criteria.load import case_from_files
from criteria.model import Sense, Standing
from prioritisation.cases.changes import applied, clashes
from prioritisation.cases.editing import spoken
from prioritisation.cases.editing.spoken import SpokenWords
from prioritisation.cases.folder import files_of
from prioritisation.cases.units import canonical_json, unit_content, unit_name, units_of
from prioritisation.errors import InvalidRequest
from prioritisation.sentences.phrases import plain_anchor
from prioritisation.wording.problems import problem_text
from tests.prioritisation.cases.conftest import FILES

GHG, COVERAGE, PROGRESS = "ghg_impact", "existing_coverage", "cop_progress"
UNITS = units_of(FILES)
CASE = case_from_files(FILES)
WAY = CASE.default_combination
PLACE = unit_name("criterion", GHG, "plain")
BARE = {unit: content for unit, content in UNITS.items() if unit != PLACE}
"""The same case, in which nothing is said for a room."""
TYPED = st.text(max_size=20) | st.sampled_from(
    ["", " ", "<b>8000</b>", "=1+1", "a\u202eb", "x" * 10_000, "a\nb", "\ud800", "{n}", "1500 k€"]
)


def after(change, units=UNITS):
    """The case once a change is written; it clashes with nothing."""
    assert not clashes(units, change)
    return case_from_files(files_of(applied(units, change)))


def changed(criterion, phrases, names=None, units=UNITS, **options):
    own = case_from_files(files_of(units)).criterion(criterion)
    words = SpokenWords(phrases, names or {}, **options)
    return spoken.spoken_change(units, own, words)


def wrong(*given, **options):
    """What is wrong, by field; each has its French sentence."""
    with pytest.raises(InvalidRequest) as error:
        changed(*given, **options)
    return {p.column: problem_text(p) for p in error.value.problems}


def ends(case, criterion):
    own = case.criterion(criterion)
    return [" ".join(plain_anchor(own, end).split()) for end in own.anchors()]


def test_two_phrases_are_how_a_room_reads_the_ends_and_any_number_between():
    phrases = {"worst": "rien", "best": "8 000 kilotonnes de moins"}
    case = after(changed(GHG, phrases, units=BARE), BARE)
    assert ends(case, GHG) == ["rien", "8 000 kilotonnes de moins"]
    own = case.criterion(GHG)
    assert plain_anchor(own, 300.5) == "300,5 kilotonnes de moins"
    assert own.plain.status is Standing.TO_CONFIRM


@pytest.mark.parametrize("number", ["8,5", "8.5"])
def test_phrases_are_of_the_unit_that_a_room_counts_in(number):
    phrases = {"worst": "rien", "best": f"{number} Mt évitées", "one": "1 Mt évitée"}
    name = unit_name("criterion", GHG, "anchors")
    units = {**UNITS, name: canonical_json({**unit_content(UNITS, name), "best": 8500})}
    own = after(changed(GHG, phrases, units=units), units).criterion(GHG)
    assert plain_anchor(own, 4200) == "4,2 Mt évitées"
    assert plain_anchor(own, 500) == "0,5 Mt évitée"


def test_a_phrase_says_the_number_of_its_end():
    said = wrong(GHG, {"worst": "rien", "best": "beaucoup de tonnes"}, units=BARE)
    assert "8 000" in " ".join(said["best"].split())
    assert "best" in wrong(GHG, {"worst": "rien", "best": "18000 tonnes"}, units=BARE)
    assert "worst" in wrong(GHG, {"worst": "", "best": "8000 tonnes"}, units=BARE)
    assert "best" in wrong(GHG, {"worst": "rien", "best": "{n} 8000"}, units=BARE)


def test_two_ends_that_have_numbers_have_the_same_words_around_them():
    own = CASE.criterion(COVERAGE)
    scale = replace(own.scale, best=2.0)
    own = replace(own, scale=scale)
    phrases = {"worst": "12 fiches", "best": "2 feuilles"}
    with pytest.raises(InvalidRequest) as error:
        spoken.spoken_unit(own, phrases)
    (problem,) = error.value.problems
    assert (problem.kind, problem.column) == ("phrases_differ", "best")
    assert "2 fiches" in problem_text(problem)
    unit = spoken.spoken_unit(own, {**phrases, "best": "2 fiches"})
    assert (unit.many, unit.zero) == ("{n} fiches", "0 fiches")


def test_without_a_phrase_numbers_are_read_in_their_own_unit():
    case = after(changed(GHG, dict.fromkeys(spoken.PHRASES, "")))
    own = case.criterion(GHG)
    assert (own.plain.unit, own.plain.per) == (None, 1)
    assert own.plain.names == CASE.criterion(GHG).plain.names
    emptied = {f"max.{part}": "" for part in ("name", "question")}
    names = emptied | {"in_sentence": "", "of_sentence": ""}
    change = changed(GHG, dict.fromkeys(spoken.PHRASES, ""), names)
    assert change[PLACE][1] is None
    assert after(change).criterion(GHG).plain_name() == "Impact GES"


def test_what_was_confirmed_stays_so_as_long_as_it_says_the_same():
    units = applied(UNITS, changed(GHG, None, confirmed=True))
    assert unit_content(units, PLACE)["status"] == "confirmé"
    assert changed(GHG, None, units=units)[PLACE][1] == units[PLACE]
    again = changed(GHG, None, {"max.name": "Moins d’émissions"}, units=units)
    own = after(again, units).criterion(GHG)
    assert own.plain.status is Standing.TO_CONFIRM
    assert own.plain.names[Sense.MAX] == "Moins d’émissions"


def test_a_question_of_a_room_has_a_name_beside_it():
    said = wrong(GHG, None, {"max.name": " ", "max.question": "Combien ?"})
    assert said == {"max.name": "ne doit pas être vide"}


@given(TYPED, TYPED, TYPED)
def test_whatever_is_typed_makes_a_case_or_is_refused(worst, best, one):
    phrases = {"worst": worst, "best": best, "one": one}
    try:
        change = changed(GHG, phrases, units=BARE)
    except InvalidRequest:
        assert all(wrong(GHG, phrases, units=BARE).values())
        return
    after(change, BARE)

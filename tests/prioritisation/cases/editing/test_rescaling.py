"""From numbers to words and back: each score becomes what was said of it, or unknown."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from criteria.load import case_from_files
from criteria.model import Sense, Status
from prioritisation.cases.blank import BlankCriterion
from prioritisation.cases.changes import applied, clashes, inverse
from prioritisation.cases.editing import criteria, rescaling, scales
from prioritisation.cases.editing.notes import note_unit
from prioritisation.cases.folder import files_of
from prioritisation.cases.units import canonical_json, unit_name, unit_parts, units_of
from prioritisation.errors import InvalidRequest
from prioritisation.wording.problems import problem_text
from tests.prioritisation.cases.conftest import FILES

UNITS = units_of(FILES)
LATE = "cop_progress"
"""Numbers from 100, the worst, to 0: less is better."""
PARTNERS = "partner_ecosystem"
WORDS = ("bien avancé", "en route", "à peine lancé")
NUMBERS = BlankCriterion("", "0", "10", unit="partenaires")
TYPED = st.sampled_from(["", " ", "x", "3", "7,5", "-1", "11", "1.500", "<b>", "a\u202eb"])


def scores(units, criterion):
    """Lever -> the two ends of its score, as they are written; none where it is unknown."""
    return {
        unit_parts(unit)[1]: [tree[end] for end in ("score", "high") if end in tree]
        for unit, tree in ((u, json.loads(text)) for u, text in units.items())
        if unit_parts(unit)[0] == "score" and unit_parts(unit)[2] == criterion
    }


def after(units, change):
    """The units once a change is written: they travel whole; one undo takes all of it back."""
    assert not clashes(units, change)
    made = applied(units, change)
    files = files_of(made)
    assert case_from_files(files)
    assert units_of(files) == made
    assert applied(made, inverse(change)) == units
    return made


def wrong(make, *given):
    with pytest.raises(InvalidRequest) as error:
        make(*given)
    return {p.column: problem_text(p).replace("\u00a0", " ") for p in error.value.problems}


def in_words(units=UNITS, cuts=("60", "20"), words=WORDS):
    answers = rescaling.words_by_cuts(units, LATE, words, cuts)
    return after(units, rescaling.words_instead(units, LATE, words, answers))


def with_score(unit, **fields):
    tree = {**json.loads(UNITS[unit]), **fields}
    return {**UNITS, unit: canonical_json(tree)}


def test_numbers_become_words_by_the_score_from_which_on_each_holds():
    before, now = scores(UNITS, LATE), scores(in_words(), LATE)
    for lever, ends in before.items():
        words = ["bien_avance", "en_route", "a_peine_lance"]
        assert now[lever] == [words[(float(e) <= 60) + (float(e) <= 20)] for e in ends]
    assert any(now.values())


def test_what_was_best_is_best_still_and_says_what_it_said():
    case = case_from_files(files_of(in_words()))
    was, now = case_from_files(FILES).criterion(LATE), case.criterion(LATE)
    assert now.direction.default is Sense.MAX
    assert now.direction.labels[Sense.MAX] == was.direction.labels[Sense.MIN]
    assert now.plain.names[Sense.MAX] == was.plain.names[Sense.MIN]
    assert now.plain.unit is None
    assert now.unit.one == ""


def test_words_that_nobody_typed_are_those_of_the_new_scale():
    table = rescaling.neutral_words("Surface")
    unit = unit_name("criterion", LATE, "direction")
    said = {s.value: table.senses[s] for s in Sense} | {"question": table.direction_question}
    own = unit_name("criterion", LATE)
    units = {
        **UNITS,
        unit: canonical_json({**json.loads(UNITS[unit]), **said}),
        own: canonical_json({**json.loads(UNITS[own]), "label": "Surface"}),
    }
    now = json.loads(in_words(units)[unit])
    words = rescaling.neutral_words("Surface", WORDS)
    assert {s: now[s.value] for s in Sense} == dict(words.senses)
    assert now["question"] == words.direction_question


def test_a_range_is_between_two_words_and_one_alone_where_both_are_the_same():
    unit = note_unit("mieux_se_loger", LATE)
    known = {"status": "officiel", "source_id": "deck", "reason": "mesuré"}
    units = with_score(unit, **known, score="10", high="80")
    made = json.loads(in_words(units)[unit])
    assert (made["score"], made["high"]) == ("bien_avance", "a_peine_lance")
    assert made["status"] == "inféré"
    assert "10 – 80" in made["reason"]
    narrow = with_score(unit, **known, score="30", high="40")
    made = json.loads(in_words(narrow)[unit])
    assert made["score"] == "en_route"
    assert "high" not in made


def test_a_score_of_which_nothing_is_said_is_unknown_and_says_what_it_was():
    change = rescaling.words_instead(UNITS, LATE, WORDS, {})
    case = case_from_files(files_of(after(UNITS, change)))
    for lever, ends in scores(UNITS, LATE).items():
        score = case.tables[case.default_combination].score(lever, LATE)
        assert score.status is Status.UNKNOWN
        assert not ends or f"{ends[0].replace('.', ',')}\u00a0%" in score.reason


def test_words_become_numbers_one_by_one_and_the_others_unknown():
    answers = {"quelques_partenaires": "3", "plutot_favorable": "", "fortement_mobilise": "10"}
    made = after(UNITS, rescaling.numbers_instead(UNITS, PARTNERS, NUMBERS, answers))
    expected = {"quelques_partenaires": "3", "fortement_mobilise": "10"}
    for lever, ends in scores(UNITS, PARTNERS).items():
        known = all(end in expected for end in ends)
        assert scores(made, PARTNERS)[lever] == ([expected[e] for e in ends] if known else [])
    assert case_from_files(files_of(made)).criterion(PARTNERS).plain.levels == {}


def test_what_cannot_be_is_told_beside_its_field():
    cuts = rescaling.words_by_cuts
    assert wrong(cuts, UNITS, LATE, WORDS, ["20", "60"]) == {
        "cut.2": "« 60 » doit tomber entre 0 et 20"
    }
    assert wrong(cuts, UNITS, LATE, WORDS, ["", "x"]).keys() == {"cut.1", "cut.2"}
    for words in ((), ("seul",), ("un", "UN"), ("a\u202eb", "c"), tuple("abcdefgh")):
        assert wrong(rescaling.words_instead, UNITS, LATE, words, {}).keys() == {"words"}
    same = BlankCriterion("", "3", "3")
    assert wrong(rescaling.numbers_instead, UNITS, PARTNERS, same, {}).keys() == {"best"}
    back = {"quelques_partenaires": "8", "plutot_favorable": "5", "fortement_mobilise": "11"}
    told = wrong(rescaling.numbers_instead, UNITS, PARTNERS, NUMBERS, back)
    assert told.keys() == {"to.plutot_favorable", "to.fortement_mobilise"}


def test_computed_scores_and_ends_that_differ_by_way_of_counting_stay_numbers():
    every = (LATE, PARTNERS, "ghg_impact", "existing_coverage")
    can = {one: rescaling.may_rescale(UNITS, one) for one in every}
    assert can == {LATE: True, PARTNERS: True, "ghg_impact": False, "existing_coverage": False}


@given(st.data())
def test_there_and_back_gives_the_same_scores(data):
    units = UNITS
    for unit in sorted(u for u in UNITS if unit_parts(u)[0] == "score" and f"/{LATE}/" in u):
        ends = sorted(data.draw(st.lists(st.integers(0, 100), min_size=1, max_size=2)))
        fields = {"score": str(ends[0]), "status": "avis", "source_id": "deck"}
        fields |= {"high": str(ends[1])} if len({*ends}) > 1 else {}
        units = {**units, unit: canonical_json({**fields, "reason": "dit"})}
    users = rescaling.score_users(units, LATE)
    # One word for each number, the worst first; a word before and one after, for nobody.
    numbers = list(users)[::-1]
    if not 2 <= len(numbers) <= 7:
        numbers = numbers[:7] if numbers[1:] else ["101", *numbers]
    words = {number: f"mot {number}" for number in numbers}
    given_words = {n: w for n, w in words.items() if n in users}
    there = rescaling.words_instead(units, LATE, [*words.values()], given_words)
    middle = after(units, there)
    ids = {f"mot_{n}": n for n in numbers}
    scale = BlankCriterion("", "101" if "101" in words else "100", "0", unit="%")
    back = rescaling.numbers_instead(middle, LATE, scale, ids)
    same = after(middle, back)
    for lever, ends in scores(units, LATE).items():
        assert scores(same, LATE)[lever] == (ends if {*ends} <= {*words} else [])
    assert scales.default_sense(same, LATE) is Sense.MIN


@given(st.lists(TYPED, max_size=4), st.lists(TYPED, max_size=3))
def test_any_words_and_cuts_make_a_case_that_travels_whole_or_are_told(words, cuts):
    def make():
        answers = {}
        if len(cuts) + 1 == len(words):
            answers = rescaling.words_by_cuts(UNITS, LATE, words, cuts)
        return rescaling.words_instead(UNITS, LATE, words, answers)

    _made_or_told(make)


@given(
    TYPED,
    TYPED,
    TYPED,
    st.dictionaries(st.sampled_from(["a_construire", "plutot_favorable"]), TYPED),
)
def test_any_numbers_make_a_case_that_travels_whole_or_are_told(worst, best, unit, answers):
    scale = BlankCriterion("", worst, best, unit=unit)
    _made_or_told(lambda: rescaling.numbers_instead(UNITS, PARTNERS, scale, answers))


def _made_or_told(make):
    try:
        change = make()
    except InvalidRequest as error:
        for problem in error.problems:
            assert problem_text(problem)
        return
    made = after(UNITS, change)
    assert criteria.words_change(made, LATE, {})

"""The words of a scale are changed: their scores go along, or it is said who has them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from criteria.load import case_from_files
from criteria.model import Sense, Standing
from prioritisation.cases.changes import applied, clashes
from prioritisation.cases.editing import notes, scales
from prioritisation.cases.editing.scales import TypedLevel
from prioritisation.cases.folder import files_of
from prioritisation.cases.units import canonical_json, unit_content, unit_name, units_of
from prioritisation.errors import InvalidRequest
from prioritisation.wording.problems import problem_text
from tests.prioritisation.cases.conftest import FILES

UNITS = units_of(FILES)
CASE = case_from_files(FILES)
ECOSYSTEM = "partner_ecosystem"
SCALE = unit_name("criterion", ECOSYSTEM, "scale")
NOW = [
    TypedLevel(v["id"], v["label"], v["sentence"], scales.level_points(v["value"]))
    for v in scales.level_trees(UNITS, ECOSYSTEM)
]
FREE = "quelques_partenaires"
"""The only word that is nobody's score."""
TYPED = st.text(max_size=20) | st.sampled_from(
    ["", " ", "<b>x</b>", "=1+1", "a\u202eb", "x" * 10_000, "a\nb", "\ud800", "\0", "Construire"]
)


def after(change, units=UNITS):
    """The case once a change is written; it clashes with nothing."""
    assert not clashes(units, change)
    return case_from_files(files_of(applied(units, change)))


def wrong(make, *given, **options):
    """What is wrong, by field; each has its French sentence."""
    with pytest.raises(InvalidRequest) as error:
        make(*given, **options)
    return {p.column: problem_text(p) for p in error.value.problems}


def changed(words, units=UNITS, **options):
    return scales.levels_change(units, CASE, ECOSYSTEM, words, **{"equal": True, **options})


def ranged(low, high):
    """The units, with a score between two words."""
    unit = notes.note_unit("mieux_se_loger", ECOSYSTEM)
    tree = {"score": low, "high": high, "status": "avis", "source_id": "deck", "reason": "dit"}
    return {**UNITS, unit: canonical_json(tree)}


def labels(case):
    return [level.label for level in case.criterion(ECOSYSTEM).scale.levels]


def test_a_word_that_is_renamed_takes_its_scores_along_in_the_same_change():
    words = [
        NOW[0],
        NOW[1],
        TypedLevel(NOW[2].id, " Plutôt  prêt ", "Une action démarre."),
        NOW[3],
    ]
    case = after(changed(words))
    assert labels(case)[2] == "Plutôt prêt"
    before = CASE.tables[CASE.default_combination].scores
    assert {k: s.low for k, s in case.tables[CASE.default_combination].scores.items()} == {
        k: s.low for k, s in before.items()
    }
    assert case.criterion(ECOSYSTEM).scale_status is CASE.criterion(ECOSYSTEM).scale_status


def test_what_a_room_reads_of_a_word_is_dropped_once_the_word_is_another():
    words = [TypedLevel(NOW[0].id, "rien encore"), *NOW[1:]]
    plain = after(changed(words)).criterion(ECOSYSTEM).plain.levels
    assert set(plain) == {"fortement_mobilise"}
    assert set(after(changed(NOW)).criterion(ECOSYSTEM).plain.levels) == {
        "a_construire",
        "fortement_mobilise",
    }


def test_a_word_that_is_a_score_is_not_withdrawn_and_who_has_it_is_said():
    told = wrong(changed, [v for v in NOW if v.id != "plutot_favorable"])
    users = scales.level_users(UNITS, ECOSYSTEM, "plutot_favorable")
    assert users
    for lever in users:
        assert next(v.label for v in CASE.levers if v.id == lever) in told["levels"]
    case = after(changed([v for v in NOW if v.id != FREE]))
    assert len(labels(case)) == 3
    assert [v.value for v in case.criterion(ECOSYSTEM).scale.levels] == [0, 0.5, 1]


def test_an_end_of_a_range_is_a_score_too():
    units = ranged(FREE, "fortement_mobilise")
    assert "Mieux se loger" in wrong(changed, [v for v in NOW if v.id != FREE], units)["levels"]


@given(st.permutations(NOW))
def test_any_order_keeps_what_each_score_says(order):
    units = ranged("a_construire", "plutot_favorable")
    case = after(changed(order, units), units)
    assert labels(case) == [v.label for v in order]
    score = case.tables[case.default_combination].score("mieux_se_loger", ECOSYSTEM)
    assert {score.low, score.high} == {"a_construire", "plutot_favorable"}


def test_another_order_is_to_be_confirmed_and_one_tap_confirms_it():
    first = applied(UNITS, changed(NOW, confirmed=True))
    assert after({}, first).criterion(ECOSYSTEM).scale_status is Standing.CONFIRMED
    renamed = [TypedLevel(NOW[0].id, "rien"), *NOW[1:]]
    change = changed(renamed, first)
    assert after(change, first).criterion(ECOSYSTEM).scale_status is Standing.CONFIRMED
    turned = changed(NOW[::-1], first)
    assert after(turned, first).criterion(ECOSYSTEM).scale_status is Standing.TO_CONFIRM
    for words in (NOW, NOW[::-1]):
        agreed = after(changed(words, confirmed=True)).criterion(ECOSYSTEM)
        assert (agreed.scale_status, agreed.scale.other_order) == (Standing.CONFIRMED, ())


def test_a_new_word_has_an_id_of_its_own_and_means_itself():
    words = [*NOW[:-1], TypedLevel("", "À construire !", ""), NOW[-1]]
    case = after(changed(words))
    added = case.criterion(ECOSYSTEM).scale.levels[-2]
    assert (added.id, added.sentence) == ("a_construire_2", "À construire !")


@pytest.mark.parametrize("same", ["a construire", " À  CONSTRUIRE", "à construire"])
def test_two_words_that_accents_case_or_spaces_tell_apart_are_one(same):
    words = [*NOW[:-1], TypedLevel("", same), NOW[-1]]
    assert "y est deux fois" in wrong(changed, words)["levels.3.label"]


def test_one_word_alone_or_eight_are_no_scale():
    assert "levels" in wrong(changed, NOW[:1])
    extra = [TypedLevel("", f"mot {k}") for k in range(4)]
    assert "levels" in wrong(changed, [*NOW, *extra])
    assert len(labels(after(changed([*extra[:3], *NOW])))) == 7


def test_points_are_written_as_people_write_them_and_rise_from_word_to_word():
    points = ["", "10", "66,6", ""]
    words = [TypedLevel(v.id, v.label, v.sentence, p) for v, p in zip(NOW, points, strict=True)]
    scale = after(changed(words, equal=False)).criterion(ECOSYSTEM).scale
    assert [v.value for v in scale.levels] == [0, 0.1, 0.666, 1]
    for place, wrong_one in ((1, "x"), (1, "0"), (2, "5"), (2, "100"), (1, "10000")):
        bad = [*points]
        bad[place] = wrong_one
        words = [TypedLevel(v.id, v.label, "", p) for v, p in zip(NOW, bad, strict=True)]
        assert f"levels.{place}.points" in wrong(changed, words, equal=False)


def test_points_that_nobody_touched_stay_as_exact_as_they_were():
    scale = after(changed(NOW, equal=False)).criterion(ECOSYSTEM).scale
    assert scale == CASE.criterion(ECOSYSTEM).scale


@given(
    st.lists(
        st.sampled_from(NOW) | st.builds(TypedLevel, st.just(""), TYPED, TYPED, TYPED), max_size=9
    ),
    st.booleans(),
)
def test_any_words_make_a_case_that_travels_whole_or_are_told(words, equal):
    words = list(dict.fromkeys(words))
    try:
        change = changed(words, equal=equal)
    except InvalidRequest as error:
        for problem in error.problems:
            assert problem_text(problem)
        return
    units = applied(UNITS, change)
    files = files_of(units)
    assert case_from_files(files).criterion(ECOSYSTEM)
    assert units_of(files) == units
    assert unit_content(units, SCALE)["levels"][-1]["value"] == 1


def test_words_turned_round_keep_their_scores_and_turn_what_is_said_of_more_and_less():
    units = ranged("a_construire", "plutot_favorable")
    unit = unit_name("criterion", ECOSYSTEM, "direction")
    both = unit_content(units, unit) | {"min": "moins mobilisé = plus prioritaire"}
    units |= {unit: canonical_json(both)}
    change = scales.turned_change(units, ECOSYSTEM)
    case = after(change, units)
    assert labels(case) == [v.label for v in NOW[::-1]]
    said = case.criterion(ECOSYSTEM).direction.labels
    assert (said["max"], said["min"]) == (both["min"], both["max"])
    turned = applied(units, change)
    twice = unit_content(applied(turned, scales.turned_change(turned, ECOSYSTEM)), unit)
    assert {way: twice[way] for way in Sense} == {way: both[way] for way in Sense}

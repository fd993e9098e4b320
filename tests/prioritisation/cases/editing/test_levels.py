"""The words of a scale are called otherwise, confirmed, turned: their scores go along."""

from hypothesis import given
from hypothesis import strategies as st

from criteria.load import case_from_files
from criteria.model import Sense, Standing
from prioritisation.cases.changes import applied, clashes
from prioritisation.cases.editing import notes, scales
from prioritisation.cases.folder import files_of
from prioritisation.cases.units import canonical_json, unit_content, unit_name, units_of
from prioritisation.errors import InvalidRequest
from prioritisation.wording.problems import problem_text
from tests.prioritisation.cases.conftest import FILES

UNITS = units_of(FILES)
CASE = case_from_files(FILES)
ECOSYSTEM = "partner_ecosystem"
SCALE = unit_name("criterion", ECOSYSTEM, "scale")
NOW = [(v["label"], v["sentence"]) for v in scales.level_trees(UNITS, ECOSYSTEM)]
TYPED = st.text(max_size=20) | st.sampled_from(
    ["", " ", "<b>x</b>", "=1+1", "a\u202eb", "x" * 10_000, "a\nb", "\ud800", "\0", NOW[0][0]]
)


def after(change, units=UNITS):
    """The case once a change is written; it clashes with nothing."""
    assert not clashes(units, change)
    return case_from_files(files_of(applied(units, change)))


def changed(words, units=UNITS, **options):
    return scales.levels_change(units, ECOSYSTEM, words, **options)


def labels(case):
    return [level.label for level in case.criterion(ECOSYSTEM).scale.levels]


def test_a_word_takes_its_scores_along_and_a_room_reads_it_as_it_is_called():
    case = after(changed([("rien encore", ""), NOW[1], (" Plutôt  prêt ", "Un début."), NOW[3]]))
    assert labels(case)[2] == "Plutôt prêt"
    tables = [one.tables[one.default_combination].scores for one in (case, CASE)]
    assert [s.low for s in tables[0].values()] == [s.low for s in tables[1].values()]
    criterion, before = case.criterion(ECOSYSTEM), CASE.criterion(ECOSYSTEM)
    assert criterion.scale_status is before.scale_status
    assert criterion.scale.levels[0].sentence == "rien encore", "it means itself"
    assert set(criterion.plain.levels) == {"fortement_mobilise"}
    assert after(changed(NOW)).criterion(ECOSYSTEM) == before


def test_one_tap_confirms_their_order_and_another_order_is_to_be_confirmed():
    first = applied(UNITS, changed(NOW, confirmed=True))
    agreed = after({}, first).criterion(ECOSYSTEM)
    assert (agreed.scale_status, agreed.scale.other_order) == (Standing.CONFIRMED, ())
    renamed = changed([("rien", ""), *NOW[1:]], first)
    assert after(renamed, first).criterion(ECOSYSTEM).scale_status is Standing.CONFIRMED
    turned = scales.turned_change(first, ECOSYSTEM)
    assert after(turned, first).criterion(ECOSYSTEM).scale_status is Standing.TO_CONFIRM


@given(st.lists(st.tuples(TYPED, TYPED), min_size=len(NOW), max_size=len(NOW)))
def test_any_words_make_a_case_that_travels_whole_or_are_told(words):
    try:
        change = changed(words)
    except InvalidRequest as error:
        for problem in error.problems:
            assert problem_text(problem)
        return
    units = applied(UNITS, change)
    assert units_of(files_of(units)) == units
    assert unit_content(units, SCALE)["levels"][-1]["value"] == 1


def test_words_turned_round_keep_their_scores_and_turn_what_is_said_of_more_and_less():
    unit = notes.note_unit("mieux_se_loger", ECOSYSTEM)
    low, high = "a_construire", "plutot_favorable"
    tree = {"score": low, "high": high, "status": "avis", "source_id": "deck", "reason": "dit"}
    units = {**UNITS, unit: canonical_json(tree)}
    unit = unit_name("criterion", ECOSYSTEM, "direction")
    both = unit_content(units, unit) | {"min": "moins mobilisé = plus prioritaire"}
    units |= {unit: canonical_json(both)}
    change = scales.turned_change(units, ECOSYSTEM)
    case = after(change, units)
    assert labels(case) == [label for label, _ in NOW[::-1]]
    score = case.tables[case.default_combination].score("mieux_se_loger", ECOSYSTEM)
    assert {score.low, score.high} == {low, high}
    said = case.criterion(ECOSYSTEM).direction.labels
    assert (said["max"], said["min"]) == (both["min"], both["max"])
    turned = applied(units, change)
    twice = unit_content(applied(turned, scales.turned_change(turned, ECOSYSTEM)), unit)
    assert {way: twice[way] for way in Sense} == {way: both[way] for way in Sense}

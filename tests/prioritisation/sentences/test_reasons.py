import re
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from criteria.scales import LinearScale
from prioritisation.analysis.comparison import Change
from prioritisation.analysis.opinions import Method, opinion
from prioritisation.analysis.scenario import Scenario
from prioritisation.sentences.columns import reasons_of
from prioritisation.sentences.explained import method_note
from tests.each import each
from tests.prioritisation.sentences.made import case, plain, scored
from tests.strategies import case_of, criterion_of
from tests.thresholds import analyse, compare

COVERAGE = frozenset({"existing_coverage"})
POINTS = {"ghg_impact": 50, "partner_ecosystem": 30, "existing_coverage": 20}


def reasons(change, points=None, whole=None, combination="gt"):
    whole = whole or case()
    reference, column = compare(whole, Scenario(points or POINTS, combination), [change])
    return [plain(s) for s in reasons_of(reference, column)]


def test_equal_weights_say_from_what_to_what_the_largest_move_first():
    assert reasons(Change(equal=True)) == [
        (
            "Les poids passent : l’impact GES de 50 % à 33 %, la couverture existante de "
            "20 % à 33 % et l’écosystème partenarial de 30 % à 33 %."
        )
    ]


def test_a_weight_that_does_not_move_is_not_told():
    points = {"ghg_impact": 50, "partner_ecosystem": 30, "existing_coverage": 40}
    (said,) = reasons(Change(equal=True), points)
    assert "couverture" not in said
    assert said.startswith(
        "Les poids passent : l’écosystème partenarial de 25 % à 33 % et l’impact"
    )


def test_moves_too_small_to_be_written_are_said_to_be():
    points = {"ghg_impact": 100, "partner_ecosystem": 100, "existing_coverage": 99.9}
    assert reasons(Change(equal=True), points) == ["Les poids bougent de moins de 1 %."]


def test_many_criteria_are_counted():
    ids = [f"c{j}" for j in range(12)]
    scores = {(v, c): scored(v, c, 50) for v in "ab" for c in ids}
    whole = case_of([criterion_of(c, LinearScale(0, 100)) for c in ids], scores)
    points = {c: 1 + 9 * j for j, c in enumerate(ids)}
    (said,) = reasons(Change(equal=True), points, whole, "here")
    assert said.replace("moins de ", "").count(" de ") == 4
    assert said.endswith(" et 7 autres.")


def test_another_perimeter_tells_scores_from_the_largest_change_on():
    assert reasons(Change(readings=("sgpe",))) == [
        (
            "Compter autrement change l’impact GES : Mieux consommer note manquante au lieu de "
            "571 ktCO₂e, Mieux produire 7 681 ktCO₂e au lieu de 4 157 ktCO₂e, Mieux se déplacer "
            "1 488 ktCO₂e au lieu de 3 288 ktCO₂e et Mieux se loger 1 269 ktCO₂e au lieu de 2 423 "
            "ktCO₂e."
        ),
    ]


@each("points", [{"existing_coverage": 50}, {**POINTS, "ghg_impact": 0}])
def test_a_perimeter_that_changes_nothing_with_weight_says_so(points):
    assert reasons(Change(readings=("sgpe",)), points) == [
        "Rien de ce qui pèse ne change avec cette façon de compter."
    ]


def two_readings(there):
    """The same criterion under two readings: another score of lever a."""
    made = case_of(
        [criterion_of("c1", LinearScale(0, 100))], {(v, "c1"): scored(v, "c1", 50) for v in "ab"}
    )
    table = replace(made.tables["here"], combination="there")
    scores = {**table.scores, ("a", "c1"): scored("a", "c1", there)}
    (question,) = made.questions
    (here,) = question.readings
    readings = (here, replace(here, id="there", label="There"))
    question = replace(question, readings=readings, criteria=("c1",))
    tables = {**made.tables, "there": replace(table, scores=scores)}
    return replace(made, questions=(question,), tables=tables)


@each(
    ("there", "said"),
    [
        (60, ["Compter autrement change c1 : A 60 au lieu de 50."]),
        (50, ["Rien de ce qui pèse ne change avec cette façon de compter."]),
    ],
)
def test_scores_of_another_reading_are_told(there, said):
    assert reasons(Change(readings=("there",)), {"c1": 1}, two_readings(there), "here") == said


def test_a_direction_read_the_other_way_tells_whose_points_move_most():
    assert reasons(Change(reversed=COVERAGE)) == [
        (
            "Si l’on lit la couverture existante dans l’autre sens : Mieux se nourrir 8 à 40 "
            "points au lieu de 26,7 à 58,4, Mieux consommer 4 à 35 points au lieu de 21,9 à 53,6, "
            "Mieux se déplacer 44 à 46 points au lieu de 55,5 à 57,2 et 3 autres leviers."
        )
    ]


def test_a_direction_without_weight_changes_no_point():
    assert reasons(Change(reversed=COVERAGE), {**POINTS, "existing_coverage": 0}) == [
        "Lire la couverture existante dans l’autre sens ne change aucun point."
    ]


def test_a_direction_that_gets_its_weight_from_the_column_is_told_in_the_column():
    points = {**POINTS, "existing_coverage": 0}
    told = reasons(Change(equal=True, reversed=COVERAGE), points)
    assert "la couverture existante de 0 % à 33 %" in told[0]
    assert told[1].startswith("Si l’on lit la couverture existante dans l’autre sens : ")


def test_a_direction_told_with_other_changes_is_told_apart_from_them():
    """What reading it the other way does under the column's own reading and weights."""
    change = Change(equal=True, readings=("sgpe",), reversed=COVERAGE)
    apart = Scenario(dict.fromkeys(POINTS, 1), "sgpe")
    alone = compare(case(), apart, [Change(reversed=COVERAGE)])
    assert reasons(change)[-1] == plain(reasons_of(*alone)[-1])


def test_a_direction_that_moves_nobody_says_so():
    whole = case_of(
        [criterion_of("c1", LinearScale(0, 100))],
        {(v, "c1"): scored(v, "c1", 50) for v in "ab"},
    )
    assert reasons(Change(reversed=frozenset({"c1"})), {"c1": 1}, whole, "here") == [
        "Lire c1 dans l’autre sens ne change aucun point."
    ]


def test_points_agree_with_their_number():
    whole = case_of(
        [criterion_of("c1", LinearScale(0, 100))],
        {("a", "c1"): scored("a", "c1", 1), ("b", "c1"): scored("b", "c1", 98)},
    )
    assert reasons(Change(reversed=frozenset({"c1"})), {"c1": 1}, whole, "here") == [
        "Si l’on lit c1 dans l’autre sens : A 99 points au lieu de 1 et B 2 points au lieu de 98."
    ]


def test_the_direction_of_a_criterion_left_out_is_no_column():
    """It was one click away from a page that failed: the criterion removed, its column kept."""
    changes = [Change(reversed=COVERAGE), Change(reversed=frozenset({"cop_progress"}))]
    columns = compare(case(), Scenario({"ghg_impact": 50}, "gt"), changes)
    assert len(columns) == 1
    mixed = Change(readings=("sgpe",), reversed=COVERAGE)
    told = reasons(mixed, {"ghg_impact": 50})
    assert len(told) == 1
    assert "couverture" not in " ".join(told)


@each("method", [m for m in Method if m is not Method.ADDITIVE])
def test_another_method_says_what_it_looks_at(method):
    reference, *_ = compare(case(), Scenario({"ghg_impact": 50}, "gt"), [])
    column = replace(reference, change=Change(method=method))
    assert reasons_of(reference, column) == [method_note(method)]


def test_the_ranking_of_the_screen_has_no_reason():
    analysis = analyse(case(), Scenario(POINTS, "gt"))
    (reference,) = compare(case(), analysis.scenario, [])
    assert opinion(analysis.matrix, analysis.weights, Method.ADDITIVE) is reference.opinion
    assert reasons_of(reference, reference) == []


@given(
    st.fixed_dictionaries({c.id: st.integers(0, 100) for c in case().criteria}).filter(
        lambda points: any(points.values())
    ),
    st.sampled_from(["gt", "gt_freight", "sgpe"]),
    st.builds(
        Change,
        st.booleans(),
        st.just(Method.ADDITIVE),
        st.sampled_from([(), ("gt",), ("gt_freight",), ("sgpe",)]),
        st.frozensets(st.sampled_from(["existing_coverage", "cop_progress", "labour_shortage"])),
    ),
)
def test_every_column_that_changes_something_has_whole_reasons(points, combination, change):
    columns = compare(case(), Scenario(points, combination), [change])
    for column in columns[1:]:
        found = reasons_of(columns[0], column)
        assert found
        for sentence in map(plain, found):
            assert sentence.endswith(".")
            assert "{" not in sentence
            assert "  " not in sentence
            assert " : ." not in sentence
            assert not re.search(r"\b(le le|la la|de le|à le|de les)\b", sentence)
            assert len(sentence) < 500

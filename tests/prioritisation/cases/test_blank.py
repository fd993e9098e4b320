"""Cases from a blank page: what was typed is what the case says, or is refused with its field."""

import datetime as dt
import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from criteria.load import case_from_files
from criteria.model import Sense, Standing
from criteria.scales import LinearScale
from prioritisation.analysis.scenario import starting_scenario
from prioritisation.cases.blank import (
    MOST_CRITERIA,
    MOST_OPTIONS,
    BlankCase,
    BlankCriterion,
    blank_files,
    blank_problems,
)
from prioritisation.errors import InvalidRequest
from prioritisation.wording.problems import problem_text
from tests.each import each
from tests.prioritisation.cases.typed_cases import CONSENT, COST, SITES, WALK
from tests.thresholds import analyse

TODAY = dt.date(2026, 11, 28)


def loaded(blank):
    return case_from_files(blank_files(blank, TODAY))


def problems(blank):
    return {(p.column, p.kind) for p in blank_problems(blank)}


def with_criterion(**fields):
    return replace(SITES, criteria=(replace(COST, **fields), WALK, CONSENT))


def test_the_case_says_what_was_typed():
    case = loaded(SITES)
    assert (case.title, case.choice, case.group) == (SITES.choice, SITES.choice, SITES.group)
    assert case.updated == TODAY
    assert tuple(v.label for v in case.levers) == SITES.options
    assert [c.label for c in case.criteria] == ["Coût", "Accès à pied", "Accord"]
    cost, walk, consent = case.criteria
    assert cost.scale == LinearScale(1500, 500.5)
    assert (cost.unit.one, cost.unit.several, walk.unit.one) == ("k€", "k€", "")
    assert walk.question == "Combien de temps ?"
    assert [v.label for v in consent.scale.levels] == ["refus", "partagé", "accord"]


def test_nothing_is_known_and_no_question_of_reading_is_asked():
    case = loaded(SITES)
    (table,) = case.tables.values()
    assert all(score.unknown for score in table.scores.values())
    assert {s.reason for s in table.scores.values()} == {"à noter par le groupe"}
    heads = {c.short_source for c in case.criteria}
    assert heads == {"source dite avec chaque note"}, "it stays true once they are scored"
    assert (case.questions, case.sources, case.unknowns, case.evidence) == ((), {}, (), ())


def test_a_direction_that_was_given_is_the_only_one_and_another_is_open():
    cost, walk, consent = loaded(SITES).criteria
    assert cost.direction.labels == {
        Sense.MIN: "plus «\xa0Coût\xa0» est bas, plus c’est prioritaire"
    }
    assert cost.direction.status is Standing.CONFIRMED
    for open_one in (walk, consent):
        assert open_one.direction.contested
        assert set(open_one.direction.labels) == set(Sense)
        assert open_one.direction.question
    assert consent.direction.labels[Sense.MAX].startswith("plus c’est près de «\xa0accord")
    assert {c.scale_status for c in (cost, walk, consent)} == {Standing.TO_CONFIRM}


def test_it_is_analysed_as_it_is():
    case = loaded(SITES)
    assert len(analyse(case, starting_scenario(case)).case.levers) == 3


def many(count):
    return tuple(f"Site {k}" for k in range(count))


def test_as_many_as_the_limits_say():
    criteria = tuple(replace(COST, label=f"Critère {k}") for k in range(MOST_CRITERIA))
    case = loaded(replace(SITES, options=many(MOST_OPTIONS), criteria=criteria))
    assert (len(case.levers), len(case.criteria)) == (30, 12)
    assert len({v.colour for v in case.levers}) == 30
    assert len(loaded(replace(SITES, options=("a", "b"))).levers) == 2


@each(
    ("blank", "expected"),
    [
        (replace(SITES, options=("Seul",)), {("options", "too_few")}),
        (replace(SITES, options=many(31)), {("options", "too_many")}),
        (replace(SITES, options=many(10_000)), {("options", "too_many")}),
        (replace(SITES, criteria=(COST,)), {("criteria", "too_few")}),
        (
            replace(SITES, criteria=tuple(replace(COST, label=f"c{k}") for k in range(13))),
            {("criteria", "too_many")},
        ),
        (replace(SITES, options=("A", " a ", "B")), {("options.1", "duplicate")}),
        (replace(SITES, options=("A b", "a  B")), {("options.1", "duplicate")}),
        (replace(SITES, options=("A", "", "B")), {("options.1", "empty")}),
        (replace(SITES, options=("A", "x" * 121)), {("options.1", "too_long")}),
        (replace(SITES, options=("A", "B\nC")), {("options.1", "several_lines")}),
        (replace(SITES, options=("A", "B\x00")), {("options.1", "control_sign")}),
        (replace(SITES, options=("A", "B\u202e")), {("options.1", "turned_round")}),
        (replace(SITES, options=("A", "\u2800")), {("options.1", "invisible")}),
        (replace(SITES, options=("A", "\udfff")), {("options.1", "bad_form")}),
        (replace(SITES, choice=" "), {("choice", "empty")}),
        (replace(SITES, group=""), {("group", "empty")}),
        (replace(SITES, title="x" * 121), {("title", "too_long")}),
        (replace(SITES, criteria=(COST, COST)), {("criteria.1.label", "duplicate")}),
        (with_criterion(label="x" * 101), {("criteria.0.label", "too_long")}),
        (with_criterion(unit="x" * 31), {("criteria.0.unit", "too_long")}),
        (with_criterion(question="x" * 501), {("criteria.0.question", "too_long")}),
        (with_criterion(worst=""), {("criteria.0.worst", "empty")}),
        (with_criterion(worst="cher"), {("criteria.0.worst", "not_a_number")}),
        (with_criterion(worst="1 50 0"), {("criteria.0.worst", "not_a_number")}),
        (with_criterion(worst="1.500"), {("criteria.0.worst", "ambiguous_number")}),
        (with_criterion(worst="9" * 400), {("criteria.0.worst", "not_finite")}),
        (with_criterion(worst="٣"), {("criteria.0.worst", "not_a_number")}),
        (with_criterion(worst="500,50"), {("criteria.0.best", "flat_scale")}),
        (
            with_criterion(worst="9" * 308, best="-" + "9" * 308),
            {("criteria.0.best", "not_finite")},
        ),
        (
            with_criterion(in_words=True, worst="Cher", best=" cher"),
            {("criteria.0.best", "duplicate")},
        ),
        (
            with_criterion(in_words=True, between=tuple("abcdef")),
            {("criteria.0.between", "too_many")},
        ),
        (
            replace(SITES, options=("", "x" * 121), group="", criteria=(replace(COST, best=""),)),
            {
                ("options.0", "empty"),
                ("options.1", "too_long"),
                ("group", "empty"),
                ("criteria", "too_few"),
                ("criteria.0.best", "empty"),
            },
        ),
    ],
)  # fmt: skip
def test_all_that_is_wrong_is_told_at_once_each_with_its_field(blank, expected):
    assert problems(blank) == expected
    with pytest.raises(InvalidRequest) as error:
        blank_files(blank, TODAY)
    assert {(p.column, p.kind) for p in error.value.problems} == expected
    for problem in error.value.problems:
        problem_text(problem).encode()


def test_a_number_that_reads_in_two_ways_is_told_both():
    (problem,) = blank_problems(with_criterion(worst="1.500"))
    assert problem_text(problem).replace("\xa0", " ") == (
        "« 1.500 » se lit de deux façons : écrivez 1500, ou 1,5"
    )


PLAIN = ("<b>Gare</b>", "=SOMME(A1)", "+33", "@site", '"Halle", dite la "vieille"', "{n} {label}")


def test_markup_formulas_and_braces_are_text():
    case = loaded(replace(SITES, options=PLAIN))
    assert tuple(v.label for v in case.levers) == PLAIN
    blank = with_criterion(label="{label} <i>", unit="{n}")
    criterion = loaded(blank).criteria[0]
    assert criterion.label == "{label} <i>"
    assert "« {label} <i> »" in criterion.question.replace("\xa0", " ")


HARD = (
    "東京", "🚲", "مدينة", "Élan", "elan!", "ELAN?", "a" * 120, "a" * 119 + "b", "3 gares", "…",
)  # fmt: skip


def test_ids_are_ascii_unique_and_never_empty():
    case = loaded(replace(SITES, options=HARD))
    ids = [v.id for v in case.levers]
    assert len(set(ids)) == len(HARD)
    assert all(re.fullmatch(r"[a-z][a-z0-9_]{0,39}", ident) for ident in ids)
    assert ids[3:6] == ["elan", "elan_2", "elan_3"]
    assert tuple(v.label for v in case.levers) == HARD


anything = st.text(max_size=130) | st.text(st.characters(), max_size=8)
usual = st.text(st.characters(codec="utf-8", categories=["L", "N", "P", "Zs"]), min_size=1)
texts = anything | usual
amounts = st.integers(-3000, 3000).map(str) | st.floats(-1e6, 1e6).map(lambda x: f"{x:.2f}")
numbered = st.builds(
    BlankCriterion,
    texts,
    amounts | texts,
    amounts | texts,
    unit=st.just("") | texts,
    question=st.just("") | texts,
    decided=st.booleans(),
)
worded = st.builds(
    BlankCriterion,
    texts,
    texts,
    texts,
    in_words=st.just(True),
    between=st.lists(texts, max_size=7).map(tuple),
    decided=st.booleans(),
)
blanks = st.builds(
    BlankCase,
    texts,
    st.lists(texts, max_size=33).map(tuple),
    st.lists(numbered | worded, max_size=13).map(tuple),
    texts,
    st.just("") | texts,
)
names = st.lists(usual, min_size=2, max_size=30, unique=True).map(tuple)
likely = st.builds(
    BlankCase,
    usual,
    names,
    st.lists(
        st.builds(BlankCriterion, usual, amounts, amounts, unit=st.just("") | usual)
        | st.builds(BlankCriterion, usual, usual, usual, in_words=st.just(True)),
        min_size=2,
        max_size=4,
    ).map(tuple),
    usual,
)


def test_anything_typed_is_taken_as_it_is_or_refused_with_its_field():
    reached = {"taken": 0, "refused": 0}

    @given(blanks | likely)
    def holds(blank):
        wrong = blank_problems(blank)
        reached["refused" if wrong else "taken"] += 1
        for problem in wrong:
            assert re.fullmatch(
                r"(choice|title|group|options|criteria)(\.\d+(\.[a-z]+(\.\d+)?)?)?", problem.column
            )
            problem_text(problem).encode()
        if not wrong:
            case = loaded(blank)
            assert [v.label for v in case.levers] == [name.strip() for name in blank.options]
            assert [c.label for c in case.criteria] == [c.label.strip() for c in blank.criteria]
            assert case.group == blank.group.strip()

    holds()
    assert min(reached.values()) > 5

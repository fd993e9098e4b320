from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from criteria.model import Sense
from prioritisation.analysis.address import (
    LONGEST_QUOTED,
    MOST_POINTS,
    NONE,
    VIEWS,
    Request,
    build,
    column_text,
    columns_of,
    from_address,
    legible_name,
    to_address,
)
from prioritisation.analysis.comparison import Change, ScoreChange
from prioritisation.analysis.opinions import Method
from prioritisation.analysis.scenario import Scenario, starting_scenario
from prioritisation.errors import InvalidPoints
from prioritisation.wording import problem_sentence
from tests.each import each
from tests.strategies import ENOUGH
from tests.thresholds import analyse

GHG, PARTNERS, COVERAGE = "poids.ghg_impact", "poids.partner_ecosystem", "poids.existing_coverage"
RIGHT = {GHG: "50", PARTNERS: "30", COVERAGE: "20", "lecture": "sgpe",
         "sens.existing_coverage": "max"}  # fmt: skip
IDS = ("ghg_impact", "partner_ecosystem", "existing_coverage")
OPTIONAL = ("cop_progress", "labour_shortage")
REVERSED = {
    "existing_coverage": Sense.MAX,
    "cop_progress": Sense.MAX,
    "labour_shortage": Sense.MIN,
}
LEVERS = ("mieux_produire", "mieux_se_loger")
PERIMETERS = ("gt", "gt_freight", "sgpe")

some_points = st.dictionaries(st.sampled_from([*IDS, *OPTIONAL]), st.integers(0, MOST_POINTS)).map(
    lambda drawn: {c: drawn[c] for c in (*IDS, *OPTIONAL) if c in drawn}
)
some_senses = st.sets(st.sampled_from(list(REVERSED))).map(
    lambda drawn: {c: s for c, s in REVERSED.items() if c in drawn}
)
amounts = st.floats(0, 4000).map(lambda n: round(n, 2))
some_scores = st.one_of(
    st.builds(
        lambda lever, ends: ScoreChange(lever, "ghg_impact", *sorted(ends)),
        st.sampled_from(LEVERS),
        st.tuples(amounts, amounts),
    ),
    st.builds(
        lambda lever, word: ScoreChange(lever, "partner_ecosystem", word, word),
        st.sampled_from(LEVERS),
        st.sampled_from([None, "plutot_favorable"]),
    ),
)
scenarios = st.builds(Scenario, some_points, st.sampled_from(PERIMETERS), some_senses)
changes = st.builds(
    Change,
    st.booleans(),
    st.sampled_from(Method),
    st.sampled_from([(), *((p,) for p in PERIMETERS)]),
    st.frozensets(st.sampled_from(list(REVERSED))),
    some_points.map(lambda drawn: tuple((c, float(n)) for c, n in drawn.items())),
    st.lists(some_scores, max_size=3, unique_by=lambda s: (s.lever, s.criterion)).map(tuple),
    st.text(max_size=70).map(legible_name),
)
keys = st.text(max_size=20) | st.sampled_from(
    [
        *RIGHT, "poids.", "sens.", "poids", "sens", "sens.ghg_impact", "poids.eau",
        "poids.ghg_impact.", "poids.cop_progress", "sens.cop_progress", *VIEWS,
    ]
)  # fmt: skip
texts = (
    st.text(max_size=20)
    | st.floats().map(str)
    | st.sampled_from(["max", "min", "gt", "50", "hors", "0"])
)


def places(request):
    return [(p.kind, p.column) for p in request.problems]


@given(scenarios)
def test_a_scenario_goes_through_its_address_and_back(case, scenario):
    address = to_address(case, scenario)
    back = from_address(case, address)
    assert back.problems == ()
    assert back.scenario == scenario
    assert to_address(case, back.scenario) == address


def test_an_address_holds_everything_even_what_is_as_at_the_start(case):
    assert to_address(case, starting_scenario(case)) == {
        GHG: "50", PARTNERS: "50", COVERAGE: "50", "lecture": "gt",
        "sens.existing_coverage": "min",
    }  # fmt: skip


@each(
    ("text", "kind"),
    [
        pytest.param("-1", "negative", id="negative"),
        pytest.param("-0.5", "negative", id="negative and not whole"),
        pytest.param("nan", "not_a_number", id="nan"),
        pytest.param("inf", "not_finite", id="inf"),
        pytest.param("-inf", "not_finite", id="minus infinity"),
        pytest.param("1e400", "not_finite", id="too large for a float"),
        pytest.param("1_0", "not_a_number", id="underscore"),
        pytest.param("", "not_a_number", id="empty"),
        pytest.param(" ", "not_a_number", id="a space"),
        pytest.param("\u0661", "not_a_number", id="a digit of another script"),
        pytest.param("\uff15\uff10", "not_a_number", id="wide digits"),
        pytest.param("12,5", "not_a_number", id="comma"),
        pytest.param("0x10", "not_a_number", id="hexadecimal"),
        pytest.param("cinquante", "not_a_number", id="words"),
        pytest.param("\ud800", "not_a_number", id="half a character"),
        pytest.param("100.0001", "not_whole", id="not whole and too many"),
        pytest.param("12.5", "not_whole", id="not whole"),
        pytest.param("101", "out_of_range", id="too many"),
        pytest.param("1e300", "out_of_range", id="far too many"),
    ],
)
def test_wrong_points_are_said_and_all_the_points_start_again(case, text, kind):
    request = from_address(case, RIGHT | {GHG: text})
    assert places(request) == [(kind, GHG)]
    assert request.problems[0].values["found"] == text
    assert request.problems[0].place == "address"
    assert request.scenario.points == starting_scenario(case).points
    assert request.scenario.combination == "sgpe"
    assert request.scenario.senses == {"existing_coverage": Sense.MAX}


@each(
    ("key", "text", "kind"),
    [
        pytest.param("sens.existing_coverage", "haut", "unknown_direction", id="no such way"),
        pytest.param("sens.existing_coverage", "", "unknown_direction", id="no way at all"),
        pytest.param("sens.ghg_impact", "min", "unknown_direction", id="a way that is not open"),
        pytest.param("sens.eau", "max", "unknown_criterion", id="no such criterion"),
    ],
)
def test_an_unknown_direction_is_said_and_that_of_the_data_is_kept(case, key, text, kind):
    query = {k: v for k, v in RIGHT.items() if not k.startswith("sens")} | {key: text}
    request = from_address(case, query)
    assert places(request) == [(kind, key)]
    assert request.scenario.senses == {}
    assert request.scenario.points["existing_coverage"] == 20


@each("key", ["theme", "Poids.ghg_impact", "poids", "poids.", "sens.", "", "é"])
def test_a_setting_that_is_not_ours_is_named_and_changes_nothing(case, key):
    request = from_address(case, RIGHT | {key: "50"})
    assert places(request) == [("unknown_setting", key)]
    assert request.scenario == from_address(case, RIGHT).scenario


def test_everything_wrong_is_said_at_once(case):
    query = {"theme": "dark", GHG: "nan", "lecture": "x", "sens.eau": "max"}
    assert places(from_address(case, query)) == [
        ("unknown_setting", "theme"),
        ("not_a_number", GHG),
        ("missing_key", PARTNERS),
        ("missing_key", COVERAGE),
        ("unknown_reading", "lecture"),
        ("unknown_criterion", "sens.eau"),
    ]


STARTS = st.sampled_from(
    [{}, RIGHT, RIGHT | {"poids.cop_progress": "5", "sens.cop_progress": "max"}]
)


def test_whatever_the_address_it_is_answered_by_a_scenario_of_the_case(case):
    """It can be analysed, unless nothing weighs: that is a state of the screen, not a problem."""
    reached = set()

    @ENOUGH
    @given(
        STARTS, st.dictionaries(keys, texts, max_size=6) | st.dictionaries(keys, texts, max_size=1)
    )
    def check(start, changes):
        query = start | changes
        request = from_address(case, query)
        if any(request.scenario.points.values()):
            analyse(case, request.scenario)
        else:
            with pytest.raises(InvalidPoints):
                analyse(case, request.scenario)
        asked = {k for k in query if k.startswith("poids.") and k != "poids."}
        wrong = [
            p
            for p in request.problems
            if p.column.startswith("poids.") and p.kind != "unknown_setting"
        ]
        given_points = {f"poids.{c}": p for c, p in request.scenario.points.items()}
        if asked and not wrong:
            reached.add("taken")
            assert given_points == {k: float(query[k]) for k in asked if query[k] != "hors"}
        else:
            reached.add("replaced")
            assert request.scenario.points == starting_scenario(case).points
        if not request.problems:
            reached.add("whole")
            assert from_address(case, to_address(case, request.scenario)) == request

    check()
    assert reached == {"taken", "replaced", "whole"}


@given(st.text(min_size=200, max_size=400))
def test_what_is_shown_of_an_address_is_cut_short(case, text):
    for query in ({text: "1"}, {f"poids.{text}": "1"}, {"lecture": text},
                  {f"sens.{text}": text}, RIGHT | {GHG: text}):  # fmt: skip
        for problem in from_address(case, query).problems:
            assert len(problem.column) <= LONGEST_QUOTED + len("poids.")
            assert len(str(problem.values.get("found", ""))) <= LONGEST_QUOTED


def test_all_zero_is_a_state_of_the_screen_and_an_error_of_the_command_line(case):
    zero = RIGHT | {GHG: "0", PARTNERS: "0", COVERAGE: "0"}
    request = from_address(case, zero)
    assert request.problems == ()
    assert set(request.scenario.points.values()) == {0}
    points = {c.id: "0" for c in case.criteria}
    (problem,) = build(case, points, None, {}, whole=False).problems
    assert problem.kind == "zero_weights"


@each("criterion", OPTIONAL)
@each("text", ["0", "1", "50", "100"])
def test_an_optional_criterion_is_taken_into_account_by_its_points(case, criterion, text):
    request = from_address(case, RIGHT | {f"poids.{criterion}": text})
    assert request.problems == ()
    assert request.scenario.points[criterion] == float(text)
    assert criterion in analyse(case, request.scenario).matrix.criteria


@given(st.lists(changes.filter(lambda change: change != Change()), unique=True, max_size=5))
def test_columns_go_through_their_address_and_back(case, drawn):
    text = ",".join(map(column_text, drawn))
    assert columns_of(case, text) == (drawn, ())


@each(
    "wrong",
    [
        pytest.param("lune", id="a word"),
        pytest.param("TOPSIS", id="capitals"),
        pytest.param("additive", id="the method of the screen"),
        pytest.param("lecture:lune", id="no such perimeter"),
        pytest.param("lecture", id="no perimeter"),
        pytest.param("lecture:gt+lecture:sgpe", id="two perimeters"),
        pytest.param("topsis+vikor", id="two methods"),
        pytest.param("sens:ghg_impact", id="a direction that is not open"),
        pytest.param("sens:eau", id="no such criterion"),
        pytest.param("egaux+", id="nothing after plus"),
        pytest.param("egaux topsis", id="a space, as a plus sign reads in an address"),
        pytest.param("<b>egaux</b>", id="markup"),
        pytest.param("poids:eau=5", id="points of no criterion"),
        pytest.param("poids:ghg_impact=101", id="too many points"),
        pytest.param("poids:ghg_impact=nan", id="points that are no number"),
        pytest.param("note:eau.ghg_impact=1;2", id="a score of no lever"),
        pytest.param("note:mieux_produire.eau=1;2", id="a score on no criterion"),
        pytest.param("note:mieux_produire.ghg_impact=1", id="one end"),
        pytest.param("note:mieux_produire.ghg_impact=2;1", id="ends the other way round"),
        pytest.param("note:mieux_produire.ghg_impact=nan;1", id="an end that is no number"),
        pytest.param("note:mieux_produire.partner_ecosystem=lune;lune", id="no such word"),
    ],
)
def test_a_column_that_is_not_understood_is_left_out_and_said(case, wrong):
    found, problems = columns_of(case, f"egaux,{wrong},vikor")
    assert found == [Change(equal=True), Change(method=Method.VIKOR)]
    (problem,) = problems
    assert (problem.kind, problem.place, problem.column) == (
        "setting_malformed",
        "address",
        "colonnes",
    )
    assert problem.values["found"] == wrong
    said = problem_sentence(problem).replace("\u00a0", " ")
    assert said.startswith(
        f"adresse, colonnes : « {wrong} » n’est pas compris ; attendu : egaux, "
    )
    for part in ("promethee_ii", "lecture:gt_freight", "sens:cop_progress"):
        assert part in said
    assert "sens:ghg_impact" not in said.split("attendu")[1]


some_columns = st.lists(
    st.sampled_from(["egaux", "topsis", "vikor", "lecture:sgpe", "sens:existing_coverage"])
    | st.text("aegux:+, <", max_size=9),
    max_size=5,
)


def test_whatever_the_columns_each_is_understood_or_said(case):
    reached = set()

    @ENOUGH
    @given(some_columns, st.sampled_from(",+"))
    def check(parts, joint):
        text = joint.join(parts)
        found, problems = columns_of(case, text)
        for change in found:
            reached.add("understood")
            assert columns_of(case, column_text(change))[0] == [change] or change == Change()
        for problem in problems:
            reached.add("said")
            assert len(problem.values["found"]) <= LONGEST_QUOTED
        if text and text != NONE:
            assert found or problems

    check()
    assert reached == {"understood", "said"}


def test_a_case_without_perimeters_or_directions_to_choose_offers_neither(case):
    ghg = case.criterion("ghg_impact")
    (question,) = case.questions
    one = replace(question, readings=question.readings[:1])
    less = replace(case.keeping(("ghg_impact",)), questions=(one,))
    less = replace(less, tables={"gt": less.tables["gt"]}, criteria=(ghg,))
    (problem,) = columns_of(less, "lune")[1]
    assert "sens:" not in problem.values["allowed"]
    assert columns_of(less, "sens:existing_coverage")[0] == []


def test_a_case_without_questions_reads_its_own_address(normandie):
    kept = normandie.keeping(("partner_ecosystem", "cop_progress"))
    table = replace(next(iter(kept.tables.values())), combination="")
    alone = replace(kept, questions=(), tables={"": table})
    scenario = starting_scenario(alone)
    address = to_address(alone, scenario)
    assert "lecture" not in address
    assert from_address(alone, address) == Request(scenario)

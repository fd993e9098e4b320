import pytest
from hypothesis import given
from hypothesis import strategies as st

from criteria.model import Sense
from prioritisation.request import MOST_POINTS, SHOWN, build, from_address, to_address
from prioritisation.scenario import Scenario, analyse, starting_scenario

GHG, PARTNERS, COVERAGE = "poids.ghg_impact", "poids.partner_ecosystem", "poids.existing_coverage"
RIGHT = {GHG: "50", PARTNERS: "30", COVERAGE: "20", "perimetre": "sgpe",
         "sens.existing_coverage": "max"}  # fmt: skip
IDS = ("ghg_impact", "partner_ecosystem", "existing_coverage")

scenarios = st.builds(
    Scenario,
    st.tuples(*[st.integers(0, MOST_POINTS)] * 3).filter(any).map(
        lambda drawn: dict(zip(IDS, drawn, strict=True))
    ),
    st.sampled_from(["gt", "gt_freight", "sgpe"]),
    st.sampled_from([{}, {"existing_coverage": Sense.MAX}]),
)  # fmt: skip
keys = st.text(max_size=20) | st.sampled_from(
    [
        *RIGHT,
        "poids.",
        "sens.",
        "poids",
        "sens",
        "sens.ghg_impact",
        "poids.eau",
        "poids.ghg_impact.",
    ]
)
texts = st.text(max_size=20) | st.floats().map(str) | st.sampled_from(["max", "min", "gt", "50"])


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
        GHG: "50", PARTNERS: "50", COVERAGE: "50", "perimetre": "gt",
        "sens.existing_coverage": "min",
    }  # fmt: skip


def test_an_empty_address_is_the_start_and_nothing_is_wrong(case):
    request = from_address(case, {})
    assert (request.scenario, request.problems) == (starting_scenario(case), ())


@pytest.mark.parametrize("text", ["0", "100", "007", "50.0", "5e1"])
def test_points_may_be_written_in_several_ways(case, text):
    request = from_address(case, RIGHT | {GHG: text})
    assert request.problems == ()
    assert request.scenario.points["ghg_impact"] == float(text)


@pytest.mark.parametrize(
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
    assert request.scenario.perimeter == "sgpe"
    assert request.scenario.senses == {"existing_coverage": Sense.MAX}


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        pytest.param({GHG: None}, [("missing_key", GHG)], id="one weight missing"),
        pytest.param({"poids.eau": "10"}, [("unknown_criterion", "poids.eau")], id="one too many"),
        pytest.param(
            {GHG: None, "poids.ghg": "50"},
            [("unknown_criterion", "poids.ghg"), ("missing_key", GHG)],
            id="one misspelt",
        ),
        pytest.param(
            {GHG: "-1", PARTNERS: "x", COVERAGE: "1e9"},
            [("negative", GHG), ("not_a_number", PARTNERS), ("out_of_range", COVERAGE)],
            id="all wrong",
        ),
    ],
)
def test_weights_that_do_not_fit_the_case_all_start_again(case, change, expected):
    query = {k: v for k, v in (RIGHT | change).items() if v is not None}
    request = from_address(case, query)
    assert places(request) == expected
    assert request.scenario.points == starting_scenario(case).points


@pytest.mark.parametrize("perimeter", ["", "GT", "elsewhere", "gt "])
def test_an_unknown_perimeter_is_said_and_starts_again_alone(case, perimeter):
    request = from_address(case, RIGHT | {"perimetre": perimeter})
    assert places(request) == [("unknown_perimeter", "perimetre")]
    assert request.problems[0].values["allowed"] == "gt, gt_freight, sgpe"
    assert request.scenario.perimeter == "gt"
    assert request.scenario.points["ghg_impact"] == 50
    assert request.scenario.points["existing_coverage"] == 20


@pytest.mark.parametrize(
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


@pytest.mark.parametrize("key", ["theme", "Poids.ghg_impact", "poids", "poids.", "sens.", "", "é"])
def test_a_setting_that_is_not_ours_is_named_and_changes_nothing(case, key):
    request = from_address(case, RIGHT | {key: "50"})
    assert places(request) == [("unknown_setting", key)]
    assert request.scenario == from_address(case, RIGHT).scenario


def test_everything_wrong_is_said_at_once(case):
    query = {"theme": "dark", GHG: "nan", "perimetre": "x", "sens.eau": "max"}
    assert places(from_address(case, query)) == [
        ("unknown_setting", "theme"),
        ("not_a_number", GHG),
        ("missing_key", PARTNERS),
        ("missing_key", COVERAGE),
        ("unknown_perimeter", "perimetre"),
        ("unknown_criterion", "sens.eau"),
    ]


@given(st.dictionaries(keys, texts, max_size=6))
def test_whatever_the_address_it_is_answered_by_a_scenario_that_can_be_analysed(case, query):
    request = from_address(case, query)
    analyse(case, request.scenario)
    asked = {k for k in query if k.startswith("poids.") and k != "poids."}
    wrong = [p for p in request.problems if p.column.startswith("poids")]
    start = starting_scenario(case).points
    given_points = {f"poids.{c}": p for c, p in request.scenario.points.items()}
    if asked and not wrong:
        assert given_points == {k: float(query[k]) for k in given_points}
    else:
        assert request.scenario.points == start
    if not request.problems:
        assert from_address(case, to_address(case, request.scenario)) == request


@given(st.text(min_size=200, max_size=400))
def test_what_is_shown_of_an_address_is_cut_short(case, text):
    for query in ({text: "1"}, {f"poids.{text}": "1"}, {"perimetre": text},
                  {f"sens.{text}": text}, RIGHT | {GHG: text}):  # fmt: skip
        for problem in from_address(case, query).problems:
            assert len(problem.column) <= SHOWN + len("poids.")
            assert len(str(problem.values.get("found", ""))) <= SHOWN


@pytest.mark.parametrize("text", ["12.5", "250", "0.001"])
def test_a_command_line_takes_any_number_of_points(case, text):
    given_points = dict(zip(IDS, (text, "1", "1"), strict=True))
    request = build(case, given_points, None, {}, whole=False)
    assert request.problems == ()
    assert request.scenario.points["ghg_impact"] == float(text)


def test_all_zero_is_a_state_of_the_screen_and_an_error_of_the_command_line(case):
    zero = RIGHT | {GHG: "0", PARTNERS: "0", COVERAGE: "0"}
    request = from_address(case, zero)
    assert request.problems == ()
    assert set(request.scenario.points.values()) == {0}
    points = {c.id: "0" for c in case.criteria}
    (problem,) = build(case, points, None, {}, whole=False).problems
    assert problem.kind == "zero_weights"

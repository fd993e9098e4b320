import json
import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from criteria.model import Sense
from prioritisation.report import WIDTH, as_json, as_text
from prioritisation.scenario import Scenario, analyse, starting_scenario
from prioritisation.sentences import conclusion, next_step
from tests.strategies import cases, points

ROW = re.compile(r"\d+(?:,\d+)?|[^\W\d_]+(?:[ ’-][^\W\d_]+)*")


def scenario_of(case, *chosen, **senses):
    points = dict(zip((c.id for c in case.criteria if c.active), chosen, strict=True))
    return Scenario(points, case.default_perimeter, senses)


@st.composite
def analyses(draw, columns=(1, 5)):
    case = draw(cases(columns=columns))
    chosen = draw(
        st.lists(points, min_size=len(case.criteria), max_size=len(case.criteria)).filter(any)
    )
    return analyse(case, scenario_of(case, *chosen))


@pytest.fixture
def example(case):
    """The Normandie case with the weights of the group's example, 50, 30 and 20."""
    return analyse(case, scenario_of(case, 50, 30, 20))


@pytest.fixture
def equal(case):
    return analyse(case, starting_scenario(case))


@pytest.fixture
def announced(case):
    """The other direction of the coverage, where the leader may be announced."""
    return analyse(case, scenario_of(case, 50, 30, 20, existing_coverage=Sense.MAX))


def plain(found):
    """Whether a value is made of what ``json`` writes without a thought, and of finite numbers."""
    if isinstance(found, dict):
        return all(type(k) is str and plain(v) for k, v in found.items())
    if isinstance(found, list):
        return all(map(plain, found))
    return found is None or isinstance(found, str | bool | int | float)


def spaced(text):
    return " ".join(text.split())


@given(analyses())
def test_the_json_is_plain_finite_and_the_same_when_read_back(analysis):
    found = as_json(analysis)
    assert plain(found)
    assert json.loads(json.dumps(found, allow_nan=False)) == found


@given(analyses())
def test_the_text_fits_a_terminal_and_names_every_lever_and_criterion(analysis):
    text = as_text(analysis)
    assert max(map(len, text.split("\n"))) <= WIDTH
    assert all(lever.label in text for lever in analysis.case.levers)
    assert all(criterion.label in text for criterion in analysis.case.criteria)


@given(analyses())
def test_contributions_add_up_to_the_value(analysis):
    for lever in as_json(analysis)["levers"]:
        for end in ("low", "high"):
            total = sum(part[end] for part in lever["contributions"].values())
            assert total == pytest.approx(lever["value"][end], abs=1e-8)


@given(analyses(columns=(7, 8)))
def test_estimated_shares_say_how_they_were_drawn(analysis):
    assert as_json(analysis)["sampling"]["draws"] == analysis.regions.draws > 0
    assert as_json(analysis)["sampling"]["seed"] == analysis.regions.seed


def test_exact_shares_have_no_sampling(example):
    assert as_json(example)["sampling"] is None


def test_the_json_is_the_same_at_each_run(case, example):
    again = analyse(case, scenario_of(case, 50, 30, 20))
    assert json.dumps(as_json(example)) == json.dumps(as_json(again))


def test_the_json_says_what_was_asked(example):
    found = as_json(example)
    assert found["case"]["id"] == "normandie"
    assert found["perimeter"] == example.case.default_perimeter
    assert list(found["points"].values()) == [50, 30, 20]
    assert list(found["weights"].values()) == [0.5, 0.3, 0.2]
    assert not found["equal_weights"]
    assert [c["direction"]["sense"] for c in found["criteria"]] == ["max", "max", "min"]
    assert [c["direction"]["status"] for c in found["criteria"]][-1] == "à confirmer"


def test_anchors_are_those_of_the_direction_asked(example, announced):
    for analysis, anchors in ((example, (12, 0)), (announced, (0, 12))):
        coverage = as_json(analysis)["criteria"][2]
        assert (coverage["anchors"]["worst"], coverage["anchors"]["best"]) == anchors


def test_nobody_wins_where_the_first_place_is_undecidable(example, equal):
    found = as_json(example)["verdict"]
    assert (found["lead"], found["leaders"]) == ("ahead", ["mieux_produire"])
    assert (found["solidity"], found["winner"]) == ("undecidable", None)
    found = as_json(equal)["verdict"]
    assert (found["lead"], found["leaders"], found["winner"]) == ("open", [], None)
    assert (found["rival"], found["gap"]) == (None, None)


def test_a_winner_is_named_where_it_may_be_announced(announced):
    assert as_json(announced)["verdict"]["winner"] == "mieux_produire"


def test_unknown_scores_are_listed_with_their_reasons(example):
    found = as_json(example)["unknown_scores"]
    assert [(s["lever"], s["criterion"]) for s in found] == [
        (s.lever, s.criterion) for s in example.table.unknowns
    ]
    assert len(found) == 4
    assert all(s["low"] is None and s["high"] is None and s["reason"] for s in found)


def test_uncertain_scores_are_listed_with_their_bounds(example):
    found = as_json(example)["uncertain_scores"]
    assert len(found) == len(example.table.uncertain) == 6
    assert all(s["low"] < s["high"] for s in found)


def test_what_could_settle_the_first_place_is_in_the_json(equal):
    cell = as_json(equal)["deciding_cells"][0]
    assert (cell["lever"], cell["criterion"]) == ("mieux_produire", "existing_coverage")
    assert cell["settles"] == [3, 4, 5, 6, 7, 8]
    assert cell["leaves_open"] == [9, 10]


def test_the_other_direction_is_in_the_json(example):
    (other,) = as_json(example)["alternates"]
    assert (other["criterion"], other["sense"]) == ("existing_coverage", "max")
    assert other["verdict"]["winner"] == "mieux_produire"
    assert len(other["levers"]) == 6


def test_the_sentences_are_those_of_the_screens(example):
    found = as_json(example)
    assert found["conclusion"] == str(conclusion(example))
    assert found["next_step"] == next_step(example)
    assert len(found["caveats"]) == 1


def test_the_text_opens_with_the_conclusion(example, equal):
    for analysis in (example, equal):
        first = as_text(analysis).split("\n\n")[0]
        assert spaced(first) == spaced(str(conclusion(analysis)))


def test_the_ranking_is_a_table_of_ranks_points_and_contributions(example):
    lines = as_text(example).split("\n")
    assert next(ROW.findall(line) for line in lines if "Mieux produire   " in line) == [
        *("1", "Mieux produire", "83", "à", "94", "49", "30", "3", "à", "15")
    ]
    columns = {line.index("Mieux") for line in lines if re.match(r"  \d.* Mieux", line)}
    assert len(columns) == 1


def test_the_text_says_what_is_assumed_and_to_be_confirmed(example):
    text = spaced(as_text(example))
    for criterion in example.case.criteria:
        assert criterion.direction.labels[example.sense(criterion.id)] in text
    assert spaced(example.case.criteria[2].direction.reason) in text
    assert spaced(example.case.criteria[1].scale_note) in text
    assert spaced(example.case.perimeters[0].description) in text


def test_equal_weights_are_said(equal, example):
    assert len(as_text(equal).split("\n\n")[2].split("\n  - ")) == 1 + len(
        as_text(example).split("\n\n")[2].split("\n  - ")
    )


def test_a_case_cannot_command_the_terminal(case):
    levers = (replace(case.levers[0], label="Mieux\x1b[31m se\ndéplacer\x9b"), *case.levers[1:])
    text = as_text(analyse(replace(case, levers=levers), starting_scenario(case)))
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f]", text)


def test_long_labels_are_folded_and_many_criteria_go_on_below(case):
    long = "Un critère dont le nom prend bien plus de place que prévu dans un tableau"
    criteria = tuple(replace(c, label=f"{c.label} {long}") for c in case.criteria)
    levers = tuple(replace(v, label=f"{v.label} {'x' * 90}") for v in case.levers)
    text = as_text(
        analyse(replace(case, levers=levers, criteria=criteria), starting_scenario(case))
    )
    assert max(map(len, text.split("\n"))) <= WIDTH


def test_no_stability_is_claimed_for_the_only_criterion_that_counts(case):
    alone = analyse(case, scenario_of(case, 1, 0, 0))
    assert {s["criterion"] for s in as_json(alone)["stability"]} == {
        c.id for c in case.criteria[1:] if c.active
    }
    assert max(map(len, as_text(alone).split("\n"))) <= WIDTH

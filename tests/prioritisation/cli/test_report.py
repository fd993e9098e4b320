"""What ``analyse`` prints: the text of the note, the dump of the record, the ranking of many."""

import json
import re
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from criteria.load import load_case
from prioritisation.analysis.inquiry import assess_robustness
from prioritisation.analysis.robustness.weight_sets import AtLeast, Order
from prioritisation.analysis.scenario import Scenario, starting_scenario
from prioritisation.cli import TERMINAL_COLUMNS
from prioritisation.cli.main import main
from prioritisation.cli.report import analysis_json, analysis_text
from prioritisation.record.checks import record_differences
from prioritisation.record.making import record_of
from prioritisation.record.model import as_tree
from prioritisation.sentences.verdict import conclusion
from tests.conftest import INTERVALS, NORMANDIE
from tests.each import each
from tests.other_cases import OTHERS, foreign_words
from tests.strategies import cases, points
from tests.thresholds import analyse, facts_alone


def scenario_of(case, *chosen, **senses):
    given_points = dict(zip((c.id for c in case.criteria if c.active), chosen, strict=True))
    return Scenario(given_points, case.default_combination, senses)


@st.composite
def analyses(draw, columns=(1, 5)):
    case = draw(cases(columns=columns))
    size = len(case.criteria)
    chosen = draw(st.lists(points, min_size=size, max_size=size).filter(any))
    return analyse(case, scenario_of(case, *chosen))


def text(analysis, *constraints):
    return analysis_text(analysis, assess_robustness(analysis, constraints=constraints))


def spaced(written):
    return " ".join(written.split())


def width(written):
    return max(map(len, written.split("\n")))


@settings(max_examples=15)
@given(analyses(columns=(1, 8)))
def test_whatever_the_case_the_text_fits_and_the_dump_is_finite(analysis):
    robustness = assess_robustness(analysis)
    written, tree = analysis_text(analysis, robustness), analysis_json(analysis, robustness)
    assert width(written) <= TERMINAL_COLUMNS
    assert not re.search(r"\b(nan|inf|None)\b", written)
    things = (*analysis.case.levers, *analysis.case.criteria)
    assert all(thing.label in spaced(written) for thing in things)
    assert spaced(written).startswith(spaced(str(conclusion(analysis))))
    assert json.loads(json.dumps(tree, allow_nan=False)) == tree
    for place in tree["results"]["ranking"]["places"]:
        for end in ("low", "high"):
            total = sum(part[end] for part in place["contributions"])
            assert total == pytest.approx(place["value"][end], abs=1e-8)


@each("folder", [NORMANDIE, INTERVALS, OTHERS["sites"](None)])
def test_the_dump_is_what_the_record_of_this_scenario_tells(folder):
    case = load_case(folder)
    analysis = analyse(case, starting_scenario(case))
    tree = analysis_json(analysis, assess_robustness(analysis))
    record = record_of(facts_alone(case, analysis.scenario, case.updated))
    assert [*record_differences(as_tree(record.results), tree["results"], "results")] == []
    assert tree["case"] == as_tree(record.case)
    drawn = tree["results"]["robustness"]["acceptability"]
    assert drawn["draws"] == 100_000
    for lever in drawn["levers"]:
        assert sum(lever["ranks"]) == pytest.approx(1)
        assert len(lever["ahead"]) == len(case.levers)
        assert lever["central_weights"] is None or sum(lever["central_weights"]) == pytest.approx(
            1
        )


def test_the_report_of_normandie_is_short_and_has_its_figures():
    case = load_case(NORMANDIE)
    written = text(analyse(case, starting_scenario(case)))
    assert len(written.split("\n")) <= 120
    lines = [spaced(line) for line in written.split("\n")]
    for line in (
        "1 à 3 Mieux produire 67 17,3 33,3 16,7",
        "1 à 6 Mieux se nourrir 39 à 72 5,6 0,0 à 33,3 33,3",
        "Mieux produire 40 à 71 % environ 45 à 81 % 1 à 6",
        "Mieux se loger 0 à 27 % moins de 1 % à 63 % 1 à 6",
    ):
        assert line in lines, line
    for words in (
        "déplacer environ 4 % du poids permettrait à Mieux se loger d’être premier",
        "déplacer environ 11 % du poids permettrait à Mieux se déplacer d’être premier",
        "Mieux produire est sûr d’être premier dans 26 des 48 façons de trancher",
        "peut changer le premier rang (chance : 38 %)",
        "Chance : que deux valeurs de la note",
        "et 7 autres : --json les donne tous",
        "Tout cela avec les choix actuels, encore à confirmer.",
        "Tensions de recrutement. Chiffres nationaux",
        "n’engagent en rien l’État",
    ):
        assert words in spaced(written), words


def test_constraints_are_told_and_bound_every_share(case):
    analysis = analyse(case, scenario_of(case, 50, 30, 20))
    for constraint, words, share in (
        (Order(0, 2), "pèse au moins autant que", 0.5),
        (AtLeast(0, 0.9), "pèse au moins 90 %", 0.01),
    ):
        robustness = assess_robustness(analysis, constraints=(constraint,))
        tree = analysis_json(analysis, robustness)
        assert words in spaced(analysis_text(analysis, robustness))
        assert words in spaced(tree["constraints"][0])
        assert tree["share_of_all_weights"] == {"share": pytest.approx(share), "error": 0}
    told = tree["results"]["robustness"]["acceptability"]["levers"]
    centres = [one["central_weights"] for one in told if one["central_weights"]]
    assert all(centre[0] >= 0.9 for centre in centres)
    assert len(centres) < len(told), "some are never first"


def test_a_case_cannot_command_the_terminal_nor_widen_it(case):
    long = "Un nom qui prend bien plus de place que prévu dans un tableau " + "x" * 90
    labels = [f"{v.label} {long}" for v in case.levers]
    labels[0] = "Mieux\x1b[31m se\ndéplacer\x9b"
    levers = tuple(replace(v, label=x) for v, x in zip(case.levers, labels, strict=True))
    criteria = tuple(replace(c, label=f"{c.label} {long}") for c in case.criteria)
    made = replace(case, levers=levers, criteria=criteria)
    written = text(analyse(made, starting_scenario(made)))
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f]", written)
    assert width(written) <= TERMINAL_COLUMNS


@each("name", OTHERS)
def test_the_report_of_another_case_says_nothing_of_what_it_does_not_have(name, tmp_path, capsys):
    assert main(["analyse", str(OTHERS[name](tmp_path / "case"))]) == 0
    assert foreign_words(capsys.readouterr().out) == []

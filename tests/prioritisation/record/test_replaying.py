import json
import os

import pytest
from hypothesis import given, settings

from criteria.errors import ScoreOutOfScale, UnknownLevel
from prioritisation.meeting.rules.decision import InvalidDecision
from prioritisation.record import replaying
from prioritisation.record.checks import DifferenceCause, frozen_that_differs
from prioritisation.record.computing import compute
from prioritisation.record.making import library_versions, record_of, sha256
from prioritisation.record.model import (
    InvalidRecord,
    RecordFault,
    as_tree,
    record_from,
    text_of,
)
from prioritisation.record.replaying import detail_of, replay
from prioritisation.settings import SOLIDITY
from tests.cases.present import present
from tests.each import each
from tests.prioritisation.record.drawn import facts
from tests.prioritisation.record.made import NAMES, put, record_of_tree, resealed, sample, tree_of

COMPUTED = {
    "results.weights[0].value": 0.4,
    "results.draws.seed": 5,
    "results.draws.weights": 1000,
    "results.ranking.places[0].best_rank": 5,
    "results.ranking.places[3].worst_rank": 4,
    "results.ranking.places[2].value.low": 0.9,
    "results.ranking.places[2].value.high": 0.9,
    "results.ranking.places[4].contributions[1].high": 0.5,
    "results.ranking.verdict.lead": "tied",
    "results.ranking.verdict.leaders": ["mieux_se_loger"],
    "results.ranking.verdict.rival": "mieux_se_nourrir",
    "results.ranking.verdict.gap.low": 0.5,
    "results.ranking.verdict.solidity": "fair",
    "results.ranking.verdict.winner": "mieux_se_deplacer",
    "results.ranking.regions.levers[3].sure": 0.5,
    "results.ranking.regions.levers[3].possible": 1.0,
    "results.ranking.regions.undecided": 0.25,
    "results.ranking.stability[0].sure": {"low": 0.0, "high": 1.0},
    "results.robustness.word": "fair",
    "results.robustness.held.weights": 0.99,
    "results.robustness.acceptability.draws": 1,
    "results.robustness.acceptability.levers[0].ranks[0]": 0.5,
    "results.robustness.acceptability.levers[3].ahead[0]": 0.1,
    "results.robustness.acceptability.levers[3].central_weights[0]": 0.9,
    "results.robustness.by_ballots.levers[3].ranks[0]": 0.5,
    "results.robustness.first_over_scores[3]": 0.5,
    "results.robustness.sure_pairs[0][1]": 0.1,
    "results.robustness.centres[3][0]": 0.1,
    "results.robustness.extremes[3].worst": 6,
    "results.robustness.uncertainties.each[0].changed": 0.9,
    "results.robustness.uncertainties.driver": "scores",
    "results.robustness.reversals[3].sure": None,
    "results.robustness.reversals[3].possible.distance": 0.9,
    "results.robustness.without_levers[3].sure": [],
    "results.robustness.without_criteria[0].changes": True,
    "results.robustness.pivotal_voters": 16,
    "results.robustness.without_colleges[0].n": 6,
    "results.group.n": 15,
    "results.group.mean.weights[0]": 0.1,
    "results.group.geometric.firsts": [],
    "results.group.median.weights[1]": 0.9,
    "results.group.spreads[0].deviation": 0.9,
    "results.group.spreads[0].flag": "flagged",
    "results.group.firsts.sure[3]": 1,
    "results.group.colleges[1].weights[0]": 0.9,
    "results.group.college_equal.weights[0]": 0.9,
    "results.opinions[0].best[0]": 6,
    "results.opinions[3].method": "magic",
    "results.duels.low[0][1]": 1,
    "results.duels.winner": None,
    "results.first_two.over_weights.sure[0]": 0.9,
    "results.first_two.over_ballots.possible[1]": 0.9,
    "status.state": "project",
}
"""Fields of the first sample that a replay computes -> something else."""

INPUTS = {
    "votes.rounds[0].ballots[0].points.existing_coverage": (99, "results.weights[0].value"),
    # Of the one college that may have a ballot less.
    "votes.rounds[0].ballots[12].group": (2, "results.group.colleges"),
    "votes.rounds[0].matrix": ("0" * 64, "votes.rounds[0].matrix"),
    "case.frozen.sha256": ("0" * 64, "case.frozen.sha256"),
    "case.levers[0].label": ("Mieux voler", "case.levers[0].label"),
    "case.criteria[0].label": ("Impact", "case.criteria[0].label"),
    "case.criteria[0].scale.best": (9000.0, "case.criteria[0].anchors.best"),
    "case.criteria[2].direction.sense": ("max", "case.criteria[2].direction.sense"),
    "case.criteria[2].direction.status": ("à confirmer", "results.ranking.alternates[0]"),
    "case.scores[0].low": (0.0, "case.scores[0].low"),
    "case.scores[0].source": ("deck", "case.scores[0].source"),
    "case.scores[3].confidence": ("faible", "case.scores["),
    "case.scores[4].status": ("officiel", "case.scores["),
    "case.scores[0].reason": ("on le sait", "case.scores[0].reason"),
    "case.criteria[1].question": ("Combien ?", "case.criteria[1].question"),
    "case.title": ("Autre dossier", "case.title"),
    "case.questions[0].readings[0].description": (
        "Tout",
        "case.questions[0].readings[0].description",
    ),
    "case.written[0].reason": ("autre", "case.scores["),
    "case.written[0].lever": ("inconnu", "case.written"),
    "case.questions[0].name": ("Contour", "case.questions[0].name"),
    "case.sources[0].publisher": ("Personne", "case.sources[0].publisher"),
    "case.arguments[0].quote": ("Autrement dit.", "case.arguments[0].quote"),
    "settings.PRIORITISATION_SOLIDITY": ([99, 98, 97], "results.ranking.verdict.solidity"),
    "decision.motives": ("", "status.state"),
    "decision.no_objection": (False, "status.state"),
    "rehearsal": (True, "status.state"),
    "kind": ("scenario", "kind"),
    "votes.rounds[0].count": (15, "votes.rounds[0].count"),
}
"""Inputs of the first sample -> something else, and a field that then differs."""

TEXTS = {
    "decision.motives": "Parce que.",
    "decision.minority": "Nul n’est contre.",
    "decision.steps[0].who": "Le Père Noël",
    "decision.review": "2027-06-02",
    "meeting.title": "Une autre séance",
    "meeting.question": "Une autre question ?",
    "warnings[0].answer": "Oui.",
    "votes.wording": "Combien ?",
    "votes.attendance.present": 20,
    "versions.program": "9.9",
}


@pytest.fixture
def computed_once(monkeypatch):
    """The same inputs under the same thresholds are computed once in a test."""
    known = {}

    def counted(case, votes, thresholds, **more):
        inputs = case, votes
        key = *(part.model_dump_json() for part in inputs), thresholds, *more.values()
        if key not in known:
            known[key] = compute(*inputs, thresholds, **more)
        return known[key]

    monkeypatch.setattr(replaying, "compute", counted)


@each("name", NAMES)
def test_a_record_is_found_again(name):
    outcome = replay(sample(name))
    assert outcome.differences == ()
    assert outcome.identical


def changed(path, value):
    tree = tree_of("clear")
    put(tree, path, value)
    return replay(resealed(tree))


@pytest.mark.usefixtures("computed_once")
def test_a_result_that_was_changed_is_named_even_resealed():
    for path, value in COMPUTED.items():
        outcome = changed(path, value)
        assert outcome.genuine
        assert not outcome.identical, path
        assert all(d.path.startswith(path) for d in outcome.differences), path


@pytest.mark.usefixtures("computed_once")
def test_an_input_that_was_changed_shows_even_resealed():
    for path, (value, label) in INPUTS.items():
        outcome = changed(path, value)
        assert outcome.genuine
        assert [d.path for d in outcome.differences if d.path.startswith(label)], path


@pytest.mark.usefixtures("computed_once")
def test_a_text_resealed_is_told_by_its_hash_only():
    for path, value in TEXTS.items():
        outcome = changed(path, value)
        assert outcome.identical, path
        assert outcome.record.sha256 != sample("clear").sha256


@pytest.mark.usefixtures("computed_once")
def test_warnings_are_found_again_all_of_them_and_no_other():
    whole = tree_of("contested")["warnings"]
    told = {
        ".n": [{**whole[0], "n": 99}, *whole[1:]],
        "[0]": [{**whole[0], "id": "x"}, *whole[1:]],
        "": whole[1:],
        "s": whole[::-1],
    }
    for end, warnings in told.items():
        again = replay(resealed(tree_of("contested") | {"warnings": warnings}))
        assert any(d.path.endswith(end) for d in again.differences), end


def test_a_file_that_was_edited_is_not_genuine():
    tree = tree_of("clear")
    put(tree, "meeting.title", "Autre")
    outcome = replay(record_of_tree(tree))
    assert not outcome.genuine
    assert not outcome.differences


ASTRAY = {
    "case.scores[1].low": "merveilleux",
    "case.scores[0].low": 1e9,
    "case.scores[0].lever": "inconnu",
    "case.questions[0].answer": "lune",
    "case.criteria[0].scale.best": 0.0,
    "case.frozen.content": "rien",
    "votes.rounds[0].ballots[0].group": 7,
    "votes.rounds[0].ballots[0].points": {"ghg_impact": 100},
    "case.arguments[0].stance": "plus",
    "decision.proposed[0]": "mieux_voler",
    "settings": {},
    "settings.PRIORITISATION_SOLIDITY": [10, 20],
}
OF_TODAY = {
    "case.criteria[1].evidence[0].stance": "moins",
    "case.criteria[2].evidence[0].source": "presse",
    "case.method[1].source": "presse",
}


def test_parts_that_cannot_be_computed_with_are_refused():
    trees = [(path, value, tree_of("clear")) for path, value in ASTRAY.items()]
    trees += [(path, value, as_tree(present())) for path, value in OF_TODAY.items()]
    for path, value, tree in trees:
        put(tree, path, value)
        record = resealed(tree)
        with pytest.raises(InvalidRecord) as error:
            replay(record)
        assert error.value.problems[0].fault is RecordFault.INCOHERENT, path


def test_a_record_of_the_case_of_today_is_found_again():
    outcome = replay(record_from(text_of(present()).encode()))
    assert (outcome.genuine, outcome.identical) == (True, True)


def test_what_was_said_of_a_criterion_and_the_method_are_held_to_the_files():
    told = {
        "case.criteria[2].evidence[0].stance": "moins",
        "case.criteria[2].evidence[1].quote": "très peu exploré",
        "case.method[0].label": "Voter",
    }
    for path, value in told.items():
        tree = as_tree(present())
        put(tree, path, value)
        differences = replay(resealed(tree)).differences
        assert [(d.path, d.cause) for d in differences] == [(path, DifferenceCause.FILES)]


def test_what_was_frozen_is_held_to_what_is_told():
    changes = {
        ("scores", 0, 2, 3.0): "case.scores[",
        ("levers", 1, 1, "Autre"): "case.levers[1].label",
        ("criteria", 0, 4, 9.0): "case.criteria[0].anchors.best",
    }
    for (key, row, column, value), path in changes.items():
        tree = tree_of("clear")
        content = json.loads(tree["case"]["frozen"]["content"])
        content[key][row][column] = value
        text = json.dumps(content)
        tree["case"]["frozen"] = {"content": text, "sha256": sha256(text)}
        differences = list(frozen_that_differs(resealed(tree)))
        assert differences[0].path == "votes.rounds[0].matrix"
        assert differences[1].path.startswith(path)
        assert {d.cause for d in differences} == {DifferenceCause.FROZEN}


def test_without_files_nothing_is_compared_with_them():
    """Of a scenario, whose record may keep none."""
    tree = as_tree(present())
    put(tree, "case.files", {})
    put(tree, "case.title", "Autre")
    assert replay(resealed(tree)).identical


def test_files_that_are_no_case_any_more_are_told():
    tree = tree_of("clear")
    tree["case"]["files"]["levers.csv"] = "lever_id\n"
    differences = replay(resealed(tree)).differences
    assert [d.path for d in differences] == ["case.files"]
    assert differences[0].expected.startswith("levers.csv")


@each(
    ("error", "detail"),
    [
        (KeyError("lune"), "lune"),
        (UnknownLevel("beau", ["bon"]), "beau"),
        (ScoreOutOfScale(9.0, 0.0, 1.0), "9.0"),
        (InvalidDecision(["proposed[0]"]), "decision.proposed[0]"),
        (ZeroDivisionError("division by zero"), ""),
    ],
)
def test_what_does_not_go_with_the_rest_is_told_in_no_language(error, detail):
    assert detail_of(error) == detail


def test_the_thresholds_of_the_record_count_and_not_those_of_today(monkeypatch):
    monkeypatch.setenv(SOLIDITY.variable, "100,99,98")
    assert replay(sample("clear")).identical
    assert os.environ[SOLIDITY.variable] == "100,99,98"
    monkeypatch.delenv(SOLIDITY.variable)
    assert replay(sample("clear")).identical
    assert SOLIDITY.variable not in os.environ


def test_other_versions_are_told_and_change_nothing():
    tree = tree_of("undecidable")
    put(tree, "versions.libraries.numpy", "1.0")
    outcome = replay(resealed(tree))
    assert outcome.identical
    assert outcome.present_versions == library_versions()
    assert (
        replay(record_of_tree(tree | {"versions": as_tree(library_versions())})).present_versions
        is None
    )


@settings(max_examples=20)
@given(facts())
def test_any_analysis_is_recorded_read_back_and_found_again(found):
    record = record_of(found)
    again = record_from(text_of(record).encode())
    assert again == record
    assert replay(again).identical

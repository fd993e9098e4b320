import json
import os
from dataclasses import replace
from itertools import product

import pytest
from hypothesis import given, settings

from criteria.errors import ScoreOutOfScale, UnknownLevel
from criteria.load import case_from_files, load_case
from criteria.model import Lever, Score, Status
from prioritisation.analysis.crossing import crossing_of
from prioritisation.analysis.scenario import starting_scenario
from prioritisation.meeting.room.case_edits import ScoreEdit, case_files_of, with_edit
from prioritisation.meeting.rules import Role
from prioritisation.meeting.rules.decision import InvalidDecision, MinutesHeading
from prioritisation.meeting.rules.setup import Setup, framed
from prioritisation.record import replaying
from prioritisation.record.checks import (
    ABSENT,
    DifferenceCause,
    frozen_that_differs,
    record_differences,
)
from prioritisation.record.computing import analysis_of, compute
from prioritisation.record.making import record_of, sha256
from prioritisation.record.model import InvalidRecord, RecordFault, as_tree, record_from, text_of
from prioritisation.record.next_case import case_files
from prioritisation.record.replaying import detail_of, replay
from prioritisation.record.same_case import case_of, questions_of, recorded_case, whole_case
from prioritisation.sentences.crossing import open_choices_text
from prioritisation.sentences.verdict import conclusion
from prioritisation.settings import SOLIDITY
from tests.cases.present import present
from tests.cases.records.make import COVERAGE, DAY, GHG, INTERVALS, PARTNERS
from tests.conftest import NORMANDIE
from tests.each import each
from tests.prioritisation.record.drawn import facts
from tests.prioritisation.record.made import NAMES, put, record_of_tree, resealed, sample, tree_of
from tests.prioritisation.record.made import as_tree as as_tree_foreign
from tests.prioritisation.sentences.made import plain
from tests.thresholds import ROBUSTNESS, MeetingFacts

COMPUTED = {
    "results.weights[0].value": 0.4, "results.draws.seed": 5, "results.draws.weights": 1000,
    "results.ranking.places[0].best_rank": 5, "results.ranking.places[3].worst_rank": 4,
    "results.ranking.places[2].value.low": 0.9, "results.ranking.places[2].value.high": 0.9,
    "results.ranking.places[4].contributions[1].high": 0.5, "results.ranking.verdict.lead": "tied",
    "results.ranking.verdict.leaders": ["mieux_se_loger"],
    "results.ranking.verdict.rival": "mieux_se_nourrir", "results.ranking.verdict.gap.low": 0.5,
    "results.ranking.verdict.solidity": "fair",
    "results.ranking.verdict.winner": "mieux_se_deplacer",
    "results.ranking.regions.levers[3].sure": 0.5,
    "results.ranking.regions.levers[3].possible": 1.0, "results.ranking.regions.undecided": 0.25,
    "results.ranking.stability[0].sure": {"low": 0.0, "high": 1.0},
    "results.robustness.word": "fair", "results.robustness.held.weights": 0.99,
    "results.robustness.acceptability.draws": 1,
    "results.robustness.acceptability.levers[0].ranks[0]": 0.5,
    "results.robustness.acceptability.levers[3].ahead[0]": 0.1,
    "results.robustness.acceptability.levers[3].central_weights[0]": 0.9,
    "results.robustness.by_ballots.levers[3].ranks[0]": 0.5,
    "results.robustness.first_over_scores[3]": 0.5, "results.robustness.sure_pairs[0][1]": 0.1,
    "results.robustness.centres[3][0]": 0.1, "results.robustness.extremes[3].worst": 6,
    "results.robustness.uncertainties.each[0].changed": 0.9,
    "results.robustness.uncertainties.driver": "scores",
    "results.robustness.reversals[3].sure": None,
    "results.robustness.reversals[3].possible.distance": 0.9,
    "results.robustness.without_levers[3].sure": [],
    "results.robustness.without_criteria[0].changes": True,
    "results.robustness.pivotal_voters": 16, "results.robustness.without_colleges[0].n": 6,
    "results.group.n": 15, "results.group.mean.weights[0]": 0.1,
    "results.group.geometric.firsts": [], "results.group.median.weights[1]": 0.9,
    "results.group.spreads[0].deviation": 0.9, "results.group.spreads[0].flag": "flagged",
    "results.group.firsts.sure[3]": 1, "results.group.colleges[1].weights[0]": 0.9,
    "results.group.college_equal.weights[0]": 0.9, "results.opinions[0].best[0]": 6,
    "results.opinions[3].method": "magic", "results.duels.low[0][1]": 1,
    "results.duels.winner": None, "results.first_two.over_weights.sure[0]": 0.9,
    "results.first_two.over_ballots.possible[1]": 0.9, "status.state": "project",
}  # fmt: skip
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
    "decision.motives": "Parce que.", "decision.minority": "Nul n’est contre.",
    "decision.steps[0].who": "Le Père Noël", "decision.review": "2027-06-02",
    "meeting.title": "Une autre séance", "meeting.question": "Une autre question ?",
    "warnings[0].answer": "Oui.", "votes.wording": "Combien ?", "votes.attendance.present": 20,
    "versions.program": "9.9",
}  # fmt: skip


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
    "case.scores[1].low": "merveilleux", "case.scores[0].low": 1e9,
    "case.scores[0].lever": "inconnu", "case.questions[0].answer": "lune",
    "case.criteria[0].scale.best": 0.0, "case.frozen.content": "rien",
    "votes.rounds[0].ballots[0].group": 7,
    "votes.rounds[0].ballots[0].points": {"ghg_impact": 100}, "case.arguments[0].stance": "plus",
    "decision.proposed[0]": "mieux_voler", "settings": {},
    "settings.PRIORITISATION_SOLIDITY": [10, 20],
}  # fmt: skip
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


@settings(max_examples=20)
@given(facts())
def test_any_analysis_is_recorded_read_back_and_found_again(found):
    record = record_of(found)
    again = record_from(text_of(record).encode())
    assert again == record
    assert replay(again).identical


def differing(one, other):
    return [(d.path, d.recorded, d.expected) for d in record_differences(one, other, "r")]


@each(
    ("one", "other", "expected"),
    [
        (1, 2, [("r", 1, 2)]), (0.5, 0.5 + 2e-9, [("r", 0.5, 0.5 + 2e-9)]),
        (True, 1, [("r", True, 1)]), (None, 0, [("r", None, 0)]), ("a", "b", [("r", "a", "b")]),
        ([1], [1, 2], [("r[1]", ABSENT, 2)]), ([1, 2], [1], [("r[1]", 2, ABSENT)]),
        ({"a": 1}, {"b": 1}, [("r.a", 1, ABSENT), ("r.b", ABSENT, 1)]),
        ({"a": [{"b": 1}]}, {"a": [{"b": 3}]}, [("r.a[0].b", 1, 3)]), ({}, [], [("r", {}, [])]),
    ],
)  # fmt: skip
def test_each_field_that_differs_is_named(one, other, expected):
    assert differing(one, other) == expected


def test_the_last_digits_of_another_machine_do_not_count():
    assert differing([0.1, 1.0, 0], [0.1 + 9e-10, 1, -9e-10]) == []


# Records that tell every reading of a case: found again, and written as a case again.


@pytest.fixture(scope="module")
def record(normandie):
    """A scenario of one person on the case that the program starts with."""
    return recorded(normandie, "gt-primary")


def recorded(normandie, combination):
    scenario = replace(starting_scenario(normandie), combination=combination)
    case = normandie.keeping(tuple(scenario.points))
    files = case_files_of(NORMANDIE)
    return record_of(MeetingFacts(case, scenario, "Essai", "?", DAY, files=files))


def tree(record):
    return json.loads(text_of(record))


def test_the_crossing_is_told_whole(record):
    crossing = record.results.crossing
    assert crossing.choices[0].options == ("min", "max")
    assert len(crossing.outcomes) == 48
    assert sum(o.sure == "mieux_produire" for o in crossing.outcomes) == 26


def test_every_combination_is_made_again_from_what_is_told(record, normandie):
    case = case_of(record.case)
    assert set(case.tables) == set(normandie.tables)
    for combination, table in case.tables.items():
        whole = normandie.tables[combination].scores
        assert table.scores == {cell: whole[cell] for cell in table.scores}
    assert [q.id for q in questions_of(record.case)] == ["perimeter", "links"]


@each(
    ("path", "value", "where"),
    [
        ("case.otherwise[0].scores[0].low", 12.5, "case.otherwise[0].scores[0].low"),
        ("case.questions[1].answer", "all_links", "case.otherwise"),
        (
            "results.crossing.outcomes[3].sure",
            "mieux_se_loger",
            "results.crossing.outcomes[3].sure",
        ),
        ("case.questions[0].readings[1].label", "autre", "case.questions[0].readings"),
    ],
)
def test_what_was_changed_is_named_even_resealed(record, path, value, where):
    changed = tree(record)
    put(changed, path, value)
    found = [d.path for d in replay(resealed(changed)).differences]
    assert any(place.startswith(where) for place in found), found


def test_a_score_written_under_a_reading_that_was_then_taken_is_found_again(normandie):
    """The meeting puts the reading it took first; the files do not, and both tell the same."""
    for reading, amount in (("gt", 2000.0), ("gt_freight", 2100.0)):
        edit = ScoreEdit("mieux_se_loger", "ghg_impact", amount, amount, Status.OPINION, "salle")
        normandie = with_edit(normandie, replace(edit, reading=reading))
    scenario = replace(starting_scenario(normandie), combination="gt_freight-primary")
    setup = Setup("gt_freight-primary", tuple(scenario.points), settled=("gt_freight",))
    case = framed(normandie, setup)
    files = case_files_of(NORMANDIE)
    made = record_of(MeetingFacts(case, scenario, "Essai", "?", DAY, files=files))
    assert replay(record_from(text_of(made).encode())).identical
    later = case_from_files(case_files(made))
    assert later.default_combination == "gt_freight-primary"
    for reading, amount in (("gt", 2000.0), ("gt_freight", 2100.0)):
        table = later.tables[later.reread(later.default_combination, reading)]
        assert table.score("mieux_se_loger", "ghg_impact").low == amount


def test_what_is_open_and_not_told_keeps_the_first_from_being_called_sure(normandie):
    """One reading of each question is told, and produire is first under it."""
    changed = tree(recorded(normandie, "gt_freight-primary"))
    changed["case"]["otherwise"] = []
    for criterion in changed["case"]["criteria"]:
        criterion["direction"]["status"] = "confirmé"
        criterion["scale"].pop("other_order", None)
    told = resealed(changed)
    analysis = analysis_of(told.case, told.votes, ROBUSTNESS)
    crossing = crossing_of(analysis)
    assert (len(crossing.outcomes), len(crossing.untold)) == (1, 2)
    assert not crossing.is_sure(analysis.verdict.leaders[0])
    assert "et comptés ainsi, Mieux produire est premier." in plain(conclusion(analysis).answer)
    assert "Périmètre GES et Fiches comptées" in plain(open_choices_text(analysis))
    assert "Périmètre GES et Fiches comptées" in plain(
        open_choices_text(analysis, beside_table=True)
    )


@each("name", NAMES)
def test_scores_written_since_are_put_back_over_the_files(name):
    part = sample(name).case
    for case in (recorded_case(part), whole_case(part)):
        for recorded in part.scores:
            score = case.tables["gt"].score(recorded.lever, recorded.criterion)
            assert (score.low, score.source) == (recorded.low, recorded.source)
    assert len(whole_case(part).criteria) == 5
    assert len(recorded_case(part).criteria) == 3


@pytest.fixture(scope="module")
def scenario():
    """A case whose files it is not of: a lever added, another withdrawn, two scores changed."""
    case = load_case(INTERVALS)
    kept = tuple(v for v in case.levers if v.id != "mieux_consommer")
    levers = (*kept, Lever("ajout1", "Mieux former", "Mieux former", "#7A7A7A"))
    opinions = {("mieux_se_loger", GHG): 3000.0, ("ajout1", PARTNERS): "plutot_favorable"}

    def score(table, cell):
        if cell in opinions:
            return Score(*cell, opinions[cell], opinions[cell], Status.OPINION)
        return table.scores.get(cell) or Score(*cell, None, None, Status.UNKNOWN)

    tables = {
        name: replace(
            table,
            levers=levers,
            scores={
                cell: score(table, cell)
                for cell in product((v.id for v in levers), (c.id for c in table.criteria))
            },
        )
        for name, table in case.tables.items()
    }
    asked = starting_scenario(case)
    own = replace(case, levers=levers, tables=tables, claims=()).keeping(tuple(asked.points))
    return record_of(
        MeetingFacts(
            own, asked, "Et si", "?", DAY, files=case_files_of(INTERVALS), chosen_by=Role.LEAD
        )
    )


def test_a_scenario_with_other_levers_is_found_again(scenario):
    assert replay(scenario).identical
    assert [v.id for v in recorded_case(scenario.case).levers] == [
        v.id for v in scenario.case.levers
    ]
    assert scenario.case.levers[-1].id == "ajout1"


def test_an_added_lever_comes_next_year_with_what_is_known_of_it_and_no_more(scenario):
    case = case_from_files(case_files(scenario))
    assert {v.id for v in case.levers} >= {"ajout1", "mieux_consommer"}
    table = next(iter(case.tables.values()))
    assert table.score("ajout1", PARTNERS).low == "plutot_favorable"
    assert all(table.score("ajout1", c.id).unknown for c in case.criteria if c.id != PARTNERS)
    assert table.score("mieux_se_loger", GHG).low == 3000
    assert table.score("mieux_consommer", COVERAGE).high == 1


# Fields that say nothing are not written.

EMPTIED = (("crossing",),)


@each("path", EMPTIED, ids=".".join)
@each("name", NAMES)
def test_nothing_computed_is_taken_away(name, path):
    tree = tree_of(name)
    part = tree["results"]
    for step in path[:-1]:
        part = part[step]
    del part[path[-1]]
    assert not replay(resealed(tree)).identical


def test_what_people_may_leave_out_is_told_where_it_is_written():
    tree = tree_of("clear")
    assert "heading" not in tree["decision"], "nothing is written where nobody typed"
    levers = list(tree["decision"]["proposed"])
    objection = {"text": "o", "answer": "a", "outcome": "lifted", "raised_for": levers}
    tree["decision"] |= {"motives_for": levers, "minority_for": levers, "no_objection": False}
    tree["decision"]["objections"] = [objection]
    tree["decision"]["heading"] = MinutesHeading(place="salle 3").model_dump()
    assert replay(resealed(tree)).identical


@each("path", ["case.method", "case.arguments", "case.criteria[].evidence"])
def test_what_is_not_there_differs_from_the_files(path):
    """Fields with nothing to say are not written: one that was emptied is told."""
    tree = as_tree_foreign(present())
    for part in tree["case"]["criteria"] if "criteria" in path else [tree["case"]]:
        part.pop(path.rpartition(".")[2], None)
    again = replay(resealed(tree))
    assert any(d.path.startswith(path.partition("[")[0]) for d in again.differences)

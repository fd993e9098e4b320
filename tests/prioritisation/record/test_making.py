import datetime as dt
import hashlib
import json
from dataclasses import replace
from decimal import ROUND_HALF_EVEN, Context, Decimal
from pathlib import Path

import jsonschema
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from criteria.errors import InvalidCase
from criteria.model import Score, Sense, Status
from prioritisation.analysis.ballots.ballot import Ballot
from prioritisation.analysis.ballots.group import group_weights
from prioritisation.analysis.scenario import Scenario
from prioritisation.errors import InvalidPoints
from prioritisation.meeting.room.case_edits import case_files_of
from prioritisation.meeting.rules import Role
from prioritisation.meeting.rules.decision import (
    Decision,
    Finding,
    InvalidDecision,
    Missing,
    State,
)
from prioritisation.meeting.rules.state import Shown, drawn_identifiers
from prioritisation.record.checks import record_differences
from prioritisation.record.computing import ballots_of, duels_part
from prioritisation.record.making import canonical, canonical_sha256, case_part, record_of, sha256
from prioritisation.record.model import (
    SCHEMA,
    VERSION,
    InvalidRecord,
    Kind,
    RecordFault,
    as_tree,
    schema,
)
from prioritisation.record.replaying import replay
from prioritisation.record.votes import ballot_of, votes_part
from prioritisation.record.votes_part import AttendancePart, Origin
from tests import strategies
from tests.cases.records.make import COVERAGE, DAY, PARTNERS, SAMPLES, ballot, scored
from tests.cases.records.make import INTERVALS as OLD_CASE
from tests.conftest import INTERVALS
from tests.each import each
from tests.prioritisation.record.by_hand import facts, grounds, poll, warned
from tests.prioritisation.record.made import NAMES, put, resealed, sample, tree_of
from tests.strategies import matrix_of
from tests.thresholds import MeetingFacts, analysis_of
from tests.voting import round_facts

TEXTS = Decision(proposed=("mieux_produire",), motives="Parce que.", no_objection=True)


@each("name", NAMES)
def test_the_samples_are_what_the_product_makes_today(name):
    """If not, ``python -m tests.cases.records.make``; versions apart, which differ elsewhere."""
    made, kept = as_tree(SAMPLES[name]()), as_tree(sample(name))
    assert list(record_differences(_unsealed(made), _unsealed(kept), name)) == []


def _unsealed(tree):
    return {k: v for k, v in tree.items() if k not in ("sha256", "versions")}


def test_a_scenario_of_one_person_is_a_project_and_says_so():
    case, _, _ = grounds(())
    points = {c.id: float(k) for k, c in enumerate(case.criteria, 1)}
    record = record_of(
        MeetingFacts(
            case, Scenario(points, "sgpe"), "Essai", "?", DAY, files=case_files_of(INTERVALS),
            chosen_by=Role.LEAD, decision=TEXTS,
        )
    )  # fmt: skip
    assert (record.kind, record.votes.origin) == (Kind.SCENARIO, Origin.PERSON)
    assert record.votes.chosen_by is Role.LEAD
    assert record.status.missing == (Missing.VOTE,)
    assert [w.value for w in record.results.weights] == pytest.approx([1 / 6, 1 / 3, 1 / 2])
    assert record.results.group is None
    assert record.case.frozen is None
    assert replay(record).identical


def rehearsed(n, **more):
    content = grounds(())[2]
    cast = {"": [ballot(100, k, 50) for k in range(n)]}
    return warned(
        replace(
            facts("Répétition", (), rounds=(poll("x", content, 1, cast),), decision=TEXTS), **more
        )
    )


def test_the_texts_name_levers_and_criteria_of_the_case_only():
    case, scenario, _ = grounds(())
    strange = Decision(
        proposed=("mieux_produire", "mieux_voler"),
        to_find=(Finding(text="?"), Finding(lever="x", criterion="y")),
    )
    with pytest.raises(InvalidDecision) as error:
        record_of(MeetingFacts(case, scenario, "", "", DAY, decision=strange))
    assert error.value.fields == ("proposed[1]", "to_find[1].lever", "to_find[1].criterion")


def test_a_rehearsal_is_never_a_decision():
    record = rehearsed(6, simulated=True)
    assert record.rehearsal
    assert (record.status.state, record.status.missing) == (State.PROJECT, (Missing.REHEARSAL,))
    assert replay(record).identical


@each(("n", "results"), [(2, False), (4, False)])
def test_few_ballots_are_not_written_and_the_record_is_found_again(n, results):
    record = rehearsed(n)
    assert record.votes.rounds[0].ballots == ()
    assert (record.results is not None) is results
    assert record.status.state is State.DECISION
    assert replay(record).identical


def test_what_cannot_be_computed_is_refused():
    case, scenario, _ = grounds(())
    nothing = MeetingFacts(
        case, replace(scenario, points=dict.fromkeys(scenario.points, 0.0)), "", "", DAY
    )
    with pytest.raises(InvalidPoints):
        record_of(nothing)
    with pytest.raises(InvalidCase):
        record_of(replace(nothing, files={"case.toml": "id = 1"}))


EDIT = scored("mieux_se_loger", PARTNERS, "plutot_favorable", "fortement_mobilise")


@pytest.fixture(scope="module")
def part():
    case, scenario, content = grounds((EDIT,))
    return case_part(
        MeetingFacts(
            case, scenario, "", "", DAY, files=case_files_of(OLD_CASE), matrix_content=content,
            confirmed_by={COVERAGE: Role.FACILITATOR},
        )
    )  # fmt: skip


def test_what_the_room_wrote_is_told_apart_from_the_files(part):
    assert [(w.reading, w.lever, w.criterion) for w in part.written] == [
        (None, "mieux_se_loger", PARTNERS)
    ]
    (score,) = [s for s in part.scores if (s.lever, s.criterion) == ("mieux_se_loger", PARTNERS)]
    assert (score.low, score.high) == ("plutot_favorable", "fortement_mobilise")
    assert (score.status, score.source) == (Status.OPINION, "tour de table fictif")


def test_the_files_are_kept_whole_and_the_frozen_text_with_its_hash(part):
    assert part.files == case_files_of(OLD_CASE)
    assert part.frozen
    assert part.frozen.sha256 == sha256(part.frozen.content)


def test_a_scenario_has_nothing_frozen_and_may_have_no_file(case):
    other = replace(case, tables=case.tables)
    alone = case_part(
        MeetingFacts(other, Scenario({}, "sgpe", {COVERAGE: Sense.MAX}), "", "", DAY)
    )
    assert (alone.frozen, alone.files, alone.written) == (None, {}, ())
    assert alone.combination == "sgpe"
    assert {c.id: c.direction.sense for c in alone.criteria}[COVERAGE] is Sense.MAX


def test_a_lever_that_the_files_do_not_have_is_all_written(case):
    lever = replace(case.levers[0], id="ajout1", label="Mieux former")
    table = case.tables["gt"]
    scores = {
        **table.scores,
        **{
            ("ajout1", c.id): Score("ajout1", c.id, None, None, Status.UNKNOWN)
            for c in case.criteria
        },
    }
    levers = (*case.levers, lever)
    bigger = replace(table, levers=levers, scores=scores)
    forked = replace(case, levers=levers, tables={"gt": bigger})
    part = case_part(
        MeetingFacts(forked, Scenario({}, "gt"), "", "", DAY, files=case_files_of(OLD_CASE))
    )
    assert {w.lever for w in part.written} == {"ajout1"}
    assert len(part.written) == len(case.criteria)


A, B = strategies.names("criterion_", 2)
CRITERIA = tuple(
    strategies.criterion_of(i, strategies.LinearScale(0, 10), strategies.Standing.CONFIRMED)
    for i in (A, B)
)
CASE = strategies.case_of(
    CRITERIA,
    {
        (lever, c): strategies.Score(lever, c, 3.0, 3.0, strategies.Status.OPINION)
        for lever in ("x", "y")
        for c in (A, B)
    },
)
SCENARIO = Scenario({A: 30.0, B: 70.0}, "here")
POLLING_DAY = dt.date(2026, 12, 5)


def cast(n, college="", points=None):
    return [(college, Ballot(points or {A: 100, B: k % 100}, A)) for k in range(n)]


def by_college(ballots):
    return {name: [one for college, one in ballots if college == name] for name, _one in ballots}


def poll_polling(number, ballots, **more):
    more = {"identifiers": drawn_identifiers(len(ballots)), "reasons": ("zut", "bof")} | more
    return round_facts(CASE.criteria, by_college(ballots), number, "", typed=2, **more)


def votes(*rounds, **more):
    return votes_part(MeetingFacts(CASE, SCENARIO, "", "", POLLING_DAY, rounds=rounds, **more))


def test_where_nothing_but_their_number_was_shown_nothing_else_is_told():
    found = votes(poll_polling(1, cast(4)))
    (one,) = found.rounds
    assert (one.count, one.shown, one.ballots, one.shares) == (4, Shown.COUNT, (), ())
    assert (found.origin, found.weights, found.deciding.number) == (Origin.NONE, (), 1)


def test_where_figures_were_shown_the_weights_are_theirs_and_no_ballot_is_told():
    found = votes(replace(poll_polling(1, cast(9)), shown=Shown.FIGURES, reasons=()))
    (one,) = found.rounds
    assert (found.origin, one.ballots, one.paper) == (Origin.FIGURES, (), 2)
    assert [s.criterion for s in one.shares] == [A, B]
    assert sum(s.weight for s in one.shares) == pytest.approx(1)


def test_ballots_are_sorted_by_identifiers_that_say_nothing():
    ballots, ids = cast(8), drawn_identifiers(8)
    found = votes(poll_polling(1, ballots, identifiers=ids))
    lines = found.rounds[0].ballots
    assert [line.id for line in lines] == sorted(ids)
    again = votes(poll_polling(1, list(reversed(ballots)), identifiers=ids))
    assert again == found
    told = sorted(str(ballot_of(line)) for line in lines)
    assert told == sorted(str(one) for _college, one in ballots)


def test_identifiers_must_be_enough_and_different():
    for ids in ((), ("same",) * 6):
        with pytest.raises(ValueError, match="identifiers"):
            votes(poll_polling(1, cast(6), identifiers=ids))


def test_of_a_round_before_the_last_its_ballots_are_told_by_how_their_shares_spread():
    earlier = [("", Ballot({A: 100, B: b}, A)) for b in (0, 100, 33, 100, 17, 81)]
    found = votes(poll_polling(1, earlier), poll_polling(2, cast(6), groups=(("a",), ("b",))))
    first, last = found.rounds
    assert (first.count, first.shown, first.ballots) == (6, Shown.ALL, ())
    assert (first.reasons, first.paper) == (("bof", "zut"), 2)
    assert [(s.criterion, s.given) for s in first.shares] == [(A, 6), (B, 6)]
    for told in first.shares:
        figures = told.model_dump(exclude={"criterion", "given"}).values()
        assert all(x == round(x, 2) for x in figures)
        assert told.low_quartile <= told.median <= told.high_quartile
    assert first.shares[0].weight == pytest.approx(1 - first.shares[1].weight)
    assert (len(last.ballots), last.shares) == (6, ())


def test_colleges_are_told_as_the_round_was_cut():
    ballots, groups = cast(6, "a") + cast(4, "b") + cast(2, "c"), (("a",), ("b", "c"))
    found = votes(poll_polling(1, ballots, groups=groups))
    assert found.groups == groups
    lines = found.rounds[0].ballots
    assert [sum(line.group == k for line in lines) for k in (0, 1)] == [6, 6]
    bare = votes(poll_polling(1, ballots))
    assert (bare.groups, {line.group for line in bare.rounds[0].ballots}) == ((), {None})


def test_the_ballots_of_a_void_round_stay_hidden():
    void = replace(poll_polling(1, cast(9)), void="la question", by_college={}, reasons=())
    found = votes(void)
    (one,) = found.rounds
    assert (one.count, one.ballots, one.shares, one.shown) == (9, (), (), Shown.ALL)
    assert (found.origin, found.deciding) == (Origin.PERSON, None)


def test_one_person_chose_the_weights_and_it_is_said():
    found = votes(chosen_by=Role.LEAD)
    assert found.origin is Origin.PERSON
    assert [(w.criterion, w.value) for w in found.weights] == [(A, 30), (B, 70)]
    assert found.chosen_by is Role.LEAD
    assert votes(poll_polling(1, cast(6)), chosen_by=Role.LEAD).chosen_by is None


def test_those_present_are_told_without_their_colleges():
    found = votes(poll_polling(1, cast(6, "a") + cast(6, "b")), present=14)
    assert found.attendance == AttendancePart(present=14)
    assert votes().attendance is None


# Warnings of a record: their figures are found again, their answers are given.

OF_THE_LOG = "changed", "ranking_seen"
"""Kinds that the log alone knows."""


def paths(tree):
    return [d.path for d in replay(resealed(tree)).differences]


@each("name", NAMES)
def test_each_warning_that_was_left_out_is_told(name):
    tree = tree_of(name)
    told = [w["id"] for w in tree["warnings"] if w["kind"] not in OF_THE_LOG]
    tree["warnings"] = []
    missing = replay(resealed(tree)).differences
    assert {d.path for d in missing} == {"warnings"}
    assert sorted(d.expected for d in missing) == sorted(told)


@each(
    ("path", "value"),
    [
        ("warnings[2].share", 0.99),
        ("warnings[2].n", 4),
        ("warnings[1].what", ["ghg_impact"]),
        ("warnings[0].id", "perimeters"),
        ("warnings[0].kind", "sudden"),
    ],
)
def test_a_figure_of_a_warning_is_found_again(path, value):
    tree = tree_of("clear")
    put(tree, path, value)
    assert any(p.startswith("warnings[") for p in paths(tree))


def few(n, of):
    return {
        "id": "few:1", "kind": "few", "what": [], "answer": "", "n": n, "of": of, "share": None,
    }  # fmt: skip


def test_a_warning_found_in_the_ballots_has_their_figures():
    tree = tree_of("clear")
    tree["warnings"].append(few(3, 10))
    assert paths(tree) == ["warnings[4]"]
    tree["settings"]["PRIORITISATION_FEW_VOTERS"] = [20.0]
    assert paths(tree) == ["warnings[4].n", "warnings[4].of"]
    tree["warnings"][4] = few(16, 20)
    assert paths(tree) == []


def test_a_warning_that_no_program_gives_is_no_record():
    tree = tree_of("clear")
    put(tree, "warnings[0].kind", "magic")
    with pytest.raises(InvalidRecord):
        paths(tree)


def test_thresholds_left_out_would_be_those_of_whoever_reads():
    for change in (dict.clear, lambda settings: settings.pop("PRIORITISATION_CAMPS"),
                   lambda settings: settings.update(PRIORITISATION_QUORUM=[])):  # fmt: skip
        tree = tree_of("clear")
        change(tree["settings"])
        with pytest.raises(InvalidRecord) as error:
            paths(tree)
        assert [(p.fault, p.place) for p in error.value.problems] == [
            (RecordFault.INCOHERENT, "settings")
        ]


@each("name", NAMES)
def test_the_weights_are_the_mean_of_the_ballots(name):
    record = sample(name)
    every = [b for group in ballots_of(record.votes).values() for b in group]
    expected = group_weights(every, [c.id for c in record.case.criteria]).mean
    np.testing.assert_allclose([w.value for w in record.results.weights], expected, atol=1e-12)
    assert len(every) == record.votes.deciding.count


def test_the_analysis_of_a_record_is_that_of_its_screen():
    record = sample("clear")
    assert analysis_of(record.case, record.votes).verdict.robustness == "solid"


CROSSED = matrix_of([[1.0, 0.0], [0.0, 1.0]])
CLEAR = [Ballot({"ca": 100, "cb": 20}, "ca")] * 6


def test_duels_count_the_voters_own_rankings():
    part = duels_part(CROSSED, CLEAR)
    assert (part.winner, part.contenders) == ("aa", ("aa",))
    assert part.low == ((0, 6), (-6, 0))


def test_unknown_scores_leave_spans_and_no_winner():
    unknown = matrix_of([[0.0, 0.0], [0.5, 0.5]], [[1.0, 1.0], [0.5, 0.5]])
    part = duels_part(unknown, CLEAR)
    assert part.winner is None
    assert part.contenders == ("aa", "ab")
    assert part.low[0][1] < 0 < part.high[0][1]


DOCS = Path(__file__).parents[3] / "docs"


def test_the_published_schema_is_that_of_the_classes():
    """``python -m tests.cases.records.make`` writes it again."""
    published = json.loads((DOCS / "record.schema.json").read_text("utf-8"))
    assert published == schema()
    assert published["$id"] == f"{SCHEMA}/{VERSION}"
    assert published["additionalProperties"] is False


@each("name", NAMES)
def test_a_record_is_valid_for_those_who_only_have_the_schema(name):
    jsonschema.Draft202012Validator(schema()).validate(as_tree(sample(name)))
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(as_tree(sample(name)) | {"place": "Rouen"}, schema())


def test_nothing_tells_who_or_when():
    tree = as_tree(sample("contested"))
    del tree["case"]["files"]
    text = json.dumps(tree)
    assert not [w for w in ("token", "receipt", "secret", "nonce", "T10:00") if w in text]


@each(
    ("value", "text"),
    [
        (1.0, "1"), (1, "1"), (-0.0, "0"), (0.1 + 0.2, "0.3"), (1e-7, "0.0000001"),
        (1e22, "10000000000000000000000"), ('é\n"\\', '"é\\n\\"\\\\"'),
        ({"B": 1, "a": {}, "é": []}, '{"B":1,"a":{},"é":[]}'),
    ],
)  # fmt: skip
def test_a_value_has_one_text(value, text):
    assert canonical(value) == text


def test_the_hash_is_that_of_the_text_in_utf_8():
    assert canonical_sha256({"a": "é"}) == hashlib.sha256('{"a":"é"}'.encode()).hexdigest()
    assert sha256("") == hashlib.sha256(b"").hexdigest()


@given(st.floats(-1e12, 1e12, allow_nan=False))
def test_figures_are_rounded_as_the_documentation_says(value):
    """By decimal arithmetic: twelve decimals, half to even from the exact binary value."""
    exact = Decimal(value).quantize(Decimal("1e-12"), ROUND_HALF_EVEN, Context(prec=60))
    text = f"{exact:f}".rstrip("0").rstrip(".")
    assert canonical(value) == ("0" if text in ("", "-0") else text)

"""A record that is brought: its case for next time, nothing of the votes."""

import json
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given

from criteria.evidence import Target
from criteria.load import case_from_files, load_case
from criteria.model import Sense, Standing
from criteria.writing import write_folder
from prioritisation.analysis.matrix import decision_matrix
from prioritisation.analysis.scenario import Scenario, starting_scenario
from prioritisation.cases.blank import blank_files
from prioritisation.cases.region import region_files, territories
from prioritisation.meeting.room.case_edits import edited_case, to_json
from prioritisation.meeting.rules import Role
from prioritisation.meeting.store import StoredEdit
from prioritisation.record.making import case_part, record_of
from prioritisation.record.model import (
    MOST_BYTES,
    SCHEMA,
    InvalidRecord,
    RecordFault,
    read_record,
    record_from,
    text_of,
)
from prioritisation.record.next_case import case_files
from prioritisation.record.opening import opened_case
from prioritisation.record.same_case import case_of
from prioritisation.sentences.replay import record_problem_text
from tests import strategies
from tests.cases.present import present
from tests.cases.records.make import COVERAGE, DAY, GHG, HERE, PARTNERS, scored
from tests.conftest import INTERVALS
from tests.each import each
from tests.prioritisation.cases.typed_cases import SITES
from tests.prioritisation.record.by_hand import facts
from tests.prioritisation.record.made import NAMES, put, record_of_tree, resealed, sample, tree_of
from tests.thresholds import MeetingFacts

EVERY = sorted(HERE.glob("*.json"))
SAMPLES = pytest.mark.parametrize("path", EVERY, ids=lambda path: path.name.partition(".")[0])


def refused(content):
    with pytest.raises(InvalidRecord) as error:
        opened_case(content)
    for problem in error.value.problems:
        assert record_problem_text(problem)
    return error.value.problems[0].fault


@SAMPLES
def test_a_record_opens_and_its_case_loads(path):
    opened = opened_case(path.read_bytes())
    assert opened.genuine
    assert opened.files == case_files(opened.record)
    assert len(case_from_files(opened.files).levers) == 6


def test_what_holds_no_record_says_so():
    assert refused(b"PK\x03\x04 an archive") is RecordFault.NOT_JSON
    assert refused(b"") is RecordFault.TRUNCATED


@each("version", [1, 4, 6])
def test_a_record_of_another_version_says_so(version):
    other = text_of(sample("clear")).replace('"version": 5', f'"version": {version}', 1)
    assert refused(other.encode()) is RecordFault.VERSION


def test_a_record_that_was_changed_opens_and_says_so():
    tree = tree_of("clear")
    put(tree, "meeting.title", "Une autre séance")
    opened = opened_case(json.dumps(tree).encode())
    assert opened.record.meeting.title == "Une autre séance"
    assert not opened.genuine


@each(
    "change",
    [
        {"criteria.toml": "["}, {"criteria.toml": ""}, {"case.toml": "updated = 3"},
        {"case.toml": "x" * 100}, {"levers.csv": ""}, {"levers.csv": 'lever_id\n"'},
        {"scores.csv": "a,b\n" + "x" * 200_000}, {"levers.csv": None}, {"criteria.toml": None},
        {"case.toml": None}, {"sources.csv": None},
    ],
    ids=lambda change: next(f"{name}-{str(text)[:5]}" for name, text in change.items()),
)  # fmt: skip
def test_files_that_make_no_case_are_told(change):
    tree = tree_of("clear")
    files = {**tree["case"]["files"], **change}
    tree["case"]["files"] = {name: text for name, text in files.items() if text is not None}
    assert refused(text_of(resealed(tree)).encode()) is RecordFault.INCOHERENT


def leaves(tree):
    """Every text of a tree, its keys left out."""
    if isinstance(tree, dict):
        for value in tree.values():
            yield from leaves(value)
    elif isinstance(tree, list):
        for value in tree:
            yield from leaves(value)
    elif isinstance(tree, str):
        yield tree


def private(tree):
    """What a record tells of people, votes, weights and the decision, and its case does not."""
    parts = ("votes", "decision", "warnings", "results")
    known = "\n".join(tree["case"]["files"].values()) + json.dumps(tree["case"])
    texts = {text for part in parts for text in leaves(tree.get(part))}
    return {text for text in texts if len(text) > 7 and text not in known} - {DAY.isoformat()}


@SAMPLES
def test_neither_votes_nor_weights_nor_people_travel(path):
    tree = json.loads(path.read_bytes())
    strangers = private(tree)
    assert len(strangers) > 10
    text = "\n".join(opened_case(path.read_bytes()).files.values())
    assert [one for one in strangers if one in text] == []
    points = [b["points"] for r in tree["votes"]["rounds"] for b in r["ballots"]]
    assert not any(json.dumps(one) in text for one in points)


@SAMPLES
def test_the_files_say_no_other_kind_of_thing_than_those_of_the_meeting(path):
    """No file, no column and no key of the case that could hold a vote."""
    record = record_from(path.read_bytes())
    before, after = record.case.files, opened_case(path.read_bytes()).files
    assert set(after) == set(before)
    for name in after:
        if name.endswith(".csv"):
            columns = after[name].splitlines()[0].split(",")
            assert set(columns) - set(
                before[name].lstrip("\ufeff").splitlines()[0].split(",")
            ) <= {"reading"}


@each(
    ("files", "edit"),
    [
        (blank_files(SITES, DAY), scored("ancienne_gare", "cout", 1000.0)),
        (
            region_files(territories()[2], "COP", DAY),
            scored("mieux_produire", "partner_ecosystem", "quelques_partenaires"),
        ),
    ],
    ids=["blank", "region"],
)
def test_a_case_that_a_door_made_comes_back_with_what_was_scored(files, edit):
    """One without a source has one from then on: the meeting."""
    stored = StoredEdit(1, to_json(edit), Role.FACILITATOR, f"{DAY}T10:00:00")
    case = edited_case(case_from_files(files), [stored])
    start = starting_scenario(case)
    facts = MeetingFacts(case, start, "T", "?", DAY, chosen_by=Role.LEAD, files=files)
    again = case_from_files(opened_case(text_of(record_of(facts)).encode()).files)
    score = again.tables[again.default_combination].score(edit.lever, edit.criterion)
    assert score.low == edit.low
    assert again.sources[score.source].kind == "séance"
    unknown = [s for s in again.tables[again.default_combination].scores.values() if s.unknown]
    before = [s for s in case.tables[case.default_combination].scores.values() if s.unknown]
    assert len(unknown) == len(before)


TEXT = text_of(sample("undecidable"))
HEAD = f'{{"schema": "{SCHEMA}"'


def problems(content):
    with pytest.raises(InvalidRecord) as error:
        record_from(content if isinstance(content, bytes) else content.encode())
    return error.value.problems


@each("name", NAMES)
def test_a_record_is_read_back_as_it_was(name):
    assert record_from(text_of(sample(name)).encode()) == sample(name)
    assert (HERE / f"{name}.decision.json").read_text("utf-8") == text_of(sample(name))


@each(
    ("content", "fault"),
    [
        ("", RecordFault.TRUNCATED),
        (TEXT[: len(TEXT) // 2], RecordFault.TRUNCATED),
        (TEXT[:-3], RecordFault.TRUNCATED),
        ('{"schema": "pris', RecordFault.TRUNCATED),
        ("relevé", RecordFault.NOT_JSON),
        ("{'a': 1}", RecordFault.NOT_JSON),
        ("[" * 100_000, RecordFault.NOT_JSON),
        ('{"a": %s}' % ("9" * 10_000), RecordFault.NOT_JSON),
        (TEXT.encode("utf-16"), RecordFault.NOT_UTF8),
        (TEXT.encode("latin-1", "replace"), RecordFault.NOT_UTF8),
        (b"\xff" + TEXT.encode(), RecordFault.NOT_UTF8),
        (b" " * (MOST_BYTES + 1), RecordFault.TOO_BIG),
        ("[]", RecordFault.FOREIGN),
        ("3", RecordFault.FOREIGN),
        ("{}", RecordFault.FOREIGN),
        ('{"schema": "other", "version": 1}', RecordFault.FOREIGN),
        (HEAD + ', "version": 6}', RecordFault.VERSION),
        (HEAD + ', "version": 4}', RecordFault.VERSION),
        (HEAD + ', "version": 0}', RecordFault.VERSION),
        (HEAD + ', "version": "1"}', RecordFault.FIELD),
        (HEAD + "}", RecordFault.FIELD),
        (TEXT.replace('"opinions": true', '"opinions": NaN'), RecordFault.NOT_A_NUMBER),
        (TEXT.replace('"opinions": true', '"opinions": -Infinity'), RecordFault.NOT_A_NUMBER),
        (TEXT.replace('"opinions": true', '"opinions": 1e999'), RecordFault.NOT_A_NUMBER),
        (TEXT.replace('"opinions": true', '"opinions": 1, "opinions": 2'), RecordFault.REPEATED),
    ],
)  # fmt: skip
def test_what_is_no_record_is_named(content, fault):
    assert problems(content)[0].fault is fault


@each(
    ("path", "value"),
    [
        ("kind", "election"), ("meeting.date", "2026-13-01"), ("meeting.title", 3),
        ("votes.rounds[0].count", -1), ("votes.rounds[0].count", "12"),
        ("votes.rounds[0].ballots[0].points.ghg_impact", 0.5),
        ("case.scores[0].status", "certain"), ("results.ranking.places[0].best_rank", 1.5),
        ("votes.rounds[0].ballots[0].mode", "max"), ("sha256", "0" * 63),
        ("case.files", {"../case.toml": ""}),
    ],
)  # fmt: skip
def test_a_field_that_is_wrong_is_named_with_what_is_there(path, value):
    tree = tree_of("undecidable")
    put(tree, path, value)
    with pytest.raises(InvalidRecord) as error:
        record_of_tree(tree)
    problem = error.value.problems[0]
    assert problem.fault is RecordFault.FIELD
    assert path.startswith(problem.place) or problem.place.startswith(path)
    assert problem.found


def test_what_is_missing_and_what_is_too_much_are_told_together():
    tree = tree_of("undecidable")
    del tree["meeting"]["title"]
    tree["meeting"]["place"] = "Rouen"
    with pytest.raises(InvalidRecord) as error:
        record_of_tree(tree)
    faults = {p.place: p.found for p in error.value.problems}
    assert faults == {"meeting.title": "", "meeting.place": '"Rouen"'}


def test_a_byte_order_mark_is_no_fault():
    assert record_from(b"\xef\xbb\xbf" + TEXT.encode()) == sample("undecidable")


@each("name", ["absent.json", ".", "a\0b"])
def test_a_file_that_cannot_be_read_is_told(tmp_path, name):
    with pytest.raises(InvalidRecord) as error:
        read_record(tmp_path / name)
    assert error.value.problems[0].fault is RecordFault.UNREADABLE


def scalars(tree, path=""):
    """Path -> each value that is a truth or a number; of a list, its first thing."""
    if isinstance(tree, dict):
        for key, value in tree.items():
            yield from scalars(value, f"{path}.{key}".lstrip("."))
    elif isinstance(tree, list) and tree:
        yield from scalars(tree[0], f"{path}[0]")
    elif isinstance(tree, bool | int | float):
        yield path, tree


def test_a_truth_is_no_number_nor_a_number_a_truth_anywhere():
    """To Python True is 1: `"version": true` was read as 1."""
    found = list(scalars(tree_of("contested")))
    assert len(found) > 100
    for path, value in found:
        for other in (0, 1, 1.0) if isinstance(value, bool) else (True, False):
            tree = tree_of("contested")
            *steps, last = (
                int(p) if p.isdigit() else p
                for p in path.replace("[", ".").replace("]", "").split(".")
            )
            place = tree
            for step in steps:
                place = place[step]
            place[last] = other
            assert {p.fault for p in problems(json.dumps(tree))} == {RecordFault.FIELD}, path


@pytest.mark.parametrize("name", NAMES)
def test_the_case_of_a_record_is_there_for_next_year(name, tmp_path):
    record = sample(name)
    write_folder(case_files(record), tmp_path / "next")
    case = load_case(tmp_path / "next")
    for recorded in record.case.scores:
        score = case.tables[record.case.combination].score(recorded.lever, recorded.criterion)
        assert (score.low, score.high, score.status) == (
            recorded.low,
            recorded.high,
            recorded.status,
        )
    assert [c.id for c in case.criteria] == [c.id for c in load_case(INTERVALS).criteria]
    assert case.updated == DAY
    assert len(case.evidence) == len(load_case(INTERVALS).evidence)


def test_what_was_said_and_the_method_of_work_are_there_for_next_year(normandie):
    case = case_from_files(case_files(present()))
    assert case.evidence == normandie.evidence
    assert case.method == normandie.method != ()


def test_a_direction_the_group_confirmed_is_confirmed_next_year():
    case = case_from_files(case_files(sample("clear")))
    way = case.criterion(COVERAGE).direction
    assert (way.status, way.default) == (Standing.CONFIRMED, Sense.MIN)
    assert "05/12/2026" in way.reason


def made(*edits):
    return record_of(facts("T", edits))


def test_a_sum_written_over_is_scored_by_hand_under_each_reading():
    edit = scored("mieux_se_loger", GHG, 2000.0)
    record = made(edit)
    case = case_from_files(case_files(record))
    assert list(case.tables) == ["gt", "gt_freight", "sgpe"]
    assert case.tables["gt"].score("mieux_se_loger", GHG).low == 2000
    before = load_case(INTERVALS).tables["sgpe"].score("mieux_produire", GHG).low
    assert case.tables["sgpe"].score("mieux_produire", GHG).low == before
    assert case.tables["sgpe"].score("mieux_consommer", GHG).unknown
    assert case.tables["gt"].score("mieux_produire", GHG).low == pytest.approx(4156.9385)


def test_an_interval_and_an_unknown_stay_so():
    record = made(
        scored("mieux_se_loger", PARTNERS, "plutot_favorable", "fortement_mobilise"),
        scored("mieux_produire", COVERAGE, None),
    )
    table = case_from_files(case_files(record)).tables["gt"]
    word = table.score("mieux_se_loger", PARTNERS)
    assert (word.low, word.high) == ("plutot_favorable", "fortement_mobilise")
    assert table.score("mieux_produire", COVERAGE).unknown
    assert table.score("mieux_se_loger", COVERAGE).low == 4


def rebuilt(case, combination, senses=()):
    part = case_part(MeetingFacts(case, Scenario({}, combination, dict(senses)), "", "", DAY))
    return part, case_of(part)


@each("combination", ["gt", "gt_freight", "sgpe"])
def test_the_same_case_is_built_again(case, combination):
    _, again = rebuilt(case, combination)
    assert again.levers == case.levers
    assert again.tables[combination].scores == case.tables[combination].scores
    assert [c.direction for c in again.criteria] == [c.direction for c in case.criteria]
    assert again.caveats(combination)[0][1] == case.caveats(combination)[0][1]
    before, after = (decision_matrix(c.tables[combination], {}) for c in (case, again))
    np.testing.assert_allclose(after.low, before.low, atol=1e-12)
    np.testing.assert_allclose(after.high, before.high, atol=1e-12)


def test_what_was_said_of_criteria_themselves_and_the_method_are_built_again(normandie):
    _, again = rebuilt(normandie, normandie.default_combination)
    for ident in (c.id for c in normandie.criteria):
        before, after = (c.evidence_for(Target.CRITERION, ident) for c in (normandie, again))
        assert [replace(e, topic="", summary="") for e in before] == list(after)
    assert again.evidence
    assert again.method == normandie.method != ()
    assert {e.source for e in again.evidence} <= again.sources.keys()


@given(strategies.cases())
def test_any_case_is_built_again(case):
    _, again = rebuilt(case, "here")
    before, after = (decision_matrix(c.tables["here"], {}) for c in (case, again))
    np.testing.assert_allclose(after.low, before.low, atol=1e-11)
    np.testing.assert_allclose(after.high, before.high, atol=1e-11)
    assert before.steps.keys() == after.steps.keys()

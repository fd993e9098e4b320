"""A record that is brought: its case for next time, nothing of the votes."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from criteria.load import case_from_files
from prioritisation.analysis.scenario import starting_scenario
from prioritisation.cases.blank import blank_files
from prioritisation.cases.region import region_files, territories
from prioritisation.meeting.room.case_edits import edited_case, to_json
from prioritisation.meeting.rules import Role
from prioritisation.meeting.store import StoredEdit
from prioritisation.record.making import record_of
from prioritisation.record.model import (
    InvalidRecord,
    RecordFault,
    record_from,
    text_of,
)
from prioritisation.record.next_case import case_files
from prioritisation.record.opening import opened_case
from prioritisation.sentences.replay import record_problem_text
from tests.cases.records.make import DAY, HERE, scored
from tests.each import each
from tests.prioritisation.cases.typed_cases import SITES
from tests.prioritisation.record.made import put, resealed, sample, tree_of
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


@given(st.binary(max_size=400))
def test_whatever_was_brought_is_no_error_of_ours(content):
    with pytest.raises(InvalidRecord):
        opened_case(content)


@each(
    "change",
    [
        {"criteria.toml": "["},
        {"criteria.toml": ""},
        {"case.toml": "updated = 3"},
        {"case.toml": "x" * 100},
        {"levers.csv": ""},
        {"levers.csv": 'lever_id\n"'},
        {"scores.csv": "a,b\n" + "x" * 200_000},
        {"levers.csv": None},
        {"criteria.toml": None},
        {"case.toml": None},
        {"sources.csv": None},
    ],
    ids=lambda change: next(f"{name}-{str(text)[:5]}" for name, text in change.items()),
)
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

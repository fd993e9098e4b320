import json
import re

import pytest

from prioritisation.record.model import (
    MOST_BYTES,
    SCHEMA,
    InvalidRecord,
    RecordFault,
    read_record,
    record_from,
    text_of,
)
from tests.cases.records.make import HERE
from tests.each import each
from tests.prioritisation.record.made import NAMES, put, record_of_tree, sample, tree_of

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
        ("kind", "election"),
        ("meeting.date", "2026-13-01"),
        ("meeting.title", 3),
        ("votes.rounds[0].count", -1),
        ("votes.rounds[0].count", "12"),
        ("votes.rounds[0].ballots[0].points.ghg_impact", 0.5),
        ("case.scores[0].status", "certain"),
        ("results.ranking.places[0].best_rank", 1.5),
        ("votes.rounds[0].ballots[0].mode", "max"),
        ("sha256", "0" * 63),
        ("case.files", {"../case.toml": ""}),
    ],
)
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


def test_nothing_of_a_wrong_file_is_shown_at_length():
    tree = json.loads(TEXT)
    tree["meeting"]["title"] = ["x" * 10_000]
    assert len(problems(json.dumps(tree))[0].found) <= 60


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


@each("value", ["true", "false", "1.0", "5.0", "5e0", '"5"', "null", "[5]"])
def test_a_version_is_a_whole_number_and_nothing_else(value):
    (problem,) = problems(TEXT.replace('"version": 5', f'"version": {value}', 1))
    assert (problem.fault, problem.place) == (RecordFault.FIELD, "version")


HALF = "\\ud800"
"""Half of a letter, as JSON can write it."""


@each("before", ['"title": "', '"id": "', '"files": {"'])
def test_half_of_a_letter_is_no_text(before):
    text = re.sub(r"\{\s+", "{", TEXT)
    assert before in text
    (problem,) = problems(text.replace(before, before + HALF, 1))
    assert problem.fault is RecordFault.NOT_UTF8

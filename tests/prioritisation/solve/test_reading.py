import json

import pytest

from prioritisation.solve import table
from prioritisation.solve.table import InvalidProblem, parse_problem, read_problem


def refusal(text):
    with pytest.raises(InvalidProblem) as error:
        parse_problem(text, "problem.json")
    return error.value.place, error.value.fault


def test_a_problem_has_a_method_and_params():
    found = parse_problem('{"method": "borda", "params": {"a": 1}, "other": [NaN]}', "x")
    assert (found.method, found.param("a")) == ("borda", 1)


@pytest.mark.parametrize("text", ['{"method": "borda"}', '{"method": "borda", "params": null}'])
def test_params_may_be_absent_or_null(text):
    assert parse_problem(text, "x").params == {}


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("", "problem.json"),
        ("weights: [1]", "problem.json"),
        ('{"method": "borda"', "problem.json"),
        ("[]", "problem.json"),
        ("3", "problem.json"),
        ("null", "problem.json"),
        ('{"method": "borda", "params": []}', "params"),
        ("{}", "method"),
        ('{"method": null}', "method"),
        ('{"method": 3}', "method"),
        ('{"method": "borda", "method": "kemeny"}', "method"),
        ('{"method": "borda", "params": {"v": 1, "v": 2}}', "v"),
        ("[" * 100_000, "problem.json"),
        ('{"a":' * 100_000, "problem.json"),
        (f'{{"method": {"9" * 5_000}}}', "problem.json"),
    ],
    ids=lambda value: value[:40],
)
def test_what_is_not_a_problem_is_refused(text, place):
    assert refusal(text)[0] == place


def test_where_json_goes_wrong_is_said():
    assert "ligne 2, colonne 1" in refusal('{"method":\n}')[1]


def test_a_missing_key_is_named():
    found = parse_problem('{"method": "topsis", "weights": null}', "x")
    for need, place in ((found.need, "weights"), (found.param, "params.weights")):
        with pytest.raises(InvalidProblem) as error:
            need("weights")
        assert error.value.place == place


def test_a_file_is_read_with_or_without_its_mark(tmp_path):
    for name, codec in (("plain", "utf-8"), ("marked", "utf-8-sig")):
        (tmp_path / name).write_text(json.dumps({"method": "é"}, ensure_ascii=False), codec)
        assert read_problem(str(tmp_path / name)).method == "é"


def test_files_that_cannot_be_read_are_refused(tmp_path, monkeypatch):
    (tmp_path / "latin").write_bytes('{"method": "é"}'.encode("latin-1"))
    (tmp_path / "large").write_text('{"method": "borda"}')
    monkeypatch.setattr(table, "LARGEST_PROBLEM", 16)
    for name in ("latin", "large", "missing", ".", "a\0b", "x" * 400):
        with pytest.raises(InvalidProblem) as error:
            read_problem(str(tmp_path / name))
        assert error.value.place == str(tmp_path / name)

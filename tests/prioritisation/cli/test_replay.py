"""The command ``replay``, as it is typed."""

import json

from prioritisation.cli.main import main
from prioritisation.record.model import text_of
from tests.cases.records.make import HERE
from tests.each import each
from tests.prioritisation.record.made import NAMES, put, resealed, sample, tree_of


def replayed(capsys, *argv):
    code = main(["replay", *map(str, argv)])
    out, err = capsys.readouterr()
    assert "Traceback" not in err
    return code, out.splitlines(), err.splitlines()


def written(tmp_path, tree):
    file = tmp_path / "r.json"
    file.write_text(json.dumps(tree), "utf-8")
    return file


@each("name", NAMES)
def test_a_sample_is_identical(capsys, name):
    code, out, err = replayed(capsys, HERE / f"{name}.decision.json")
    assert (code, err) == (0, [])
    assert out[0].startswith("Calculs retrouvés")


def test_a_resealed_change_is_named_with_both_values(capsys, tmp_path):
    tree = tree_of("clear")
    put(tree, "results.ranking.places[3].value.high", 0.99)
    file = tmp_path / "r.json"
    file.write_text(text_of(resealed(tree)), "utf-8")
    code, out, err = replayed(capsys, file)
    assert (code, err) == (1, [])
    assert out[0].endswith("1 champ.")
    assert "results.ranking.places[3].value.high" in out[2]
    assert "0,99" in out[2]


def test_an_edited_file_is_refused(capsys, tmp_path):
    tree = tree_of("clear")
    put(tree, "decision.motives", "Parce que \u001b[31mrouge")
    code, out, err = replayed(capsys, written(tmp_path, tree))
    assert code == 2
    assert "SHA-256" in err[0]
    assert "\u001b" not in "".join(out)


@each(
    "content",
    [b"", b"\xff\xfe", b"[]", b'{"schema": "prioritisation/decision-record", "version": 9}',
     b'{"schema": "prioritisation/decision-record", "version": 4}',
     text_of(sample("clear")).encode()[:5000], b"NaN", b" " * 5_000_001],
    ids=["empty", "bytes", "foreign", "future", "former", "truncated", "nan", "big"],
)  # fmt: skip
def test_a_bad_file_is_answered_in_a_sentence(capsys, tmp_path, content):
    file = tmp_path / "r.json"
    file.write_bytes(content)
    code, out, err = replayed(capsys, file)
    assert (code, out, len(err)) == (2, [], 1)


def test_no_case_comes_from_a_record_that_differs(capsys, tmp_path):
    tree = tree_of("clear")
    put(tree, "results.group.n", 3)
    file = tmp_path / "r.json"
    file.write_text(text_of(resealed(tree)), "utf-8")
    code, _, _ = replayed(capsys, file, "--case", tmp_path / "2027")
    assert code == 1
    assert not (tmp_path / "2027").exists()

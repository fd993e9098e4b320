"""Some of the awkward files through the command: its code, and each key that it promises."""

import json

from prioritisation.cli.main import main
from tests.cases.imports.awkward import awkward_files, bytes_of
from tests.each import each

FILES = {one.name: one for one in awkward_files()}
KEYS = {
    "scores": {"lever", "criterion", "cell", "value", "high", "status", "word"},
    "questions": {"kind", "about", "cells", "choices"},
    "left_out": {"cells", "why"},
    "problems": {"cell", "expected", "found", "remedy"},
}


@each(
    ("name", "code"),
    [
        ("fichier du cahier.xlsx", 2), ("encode en utf-16.csv", 0), ("dates de un a deux.xlsx", 2),
        ("vide.xlsx", 2), ("12 sur 21.xlsx", 2),
    ],
)  # fmt: skip
def test_a_file_is_understood_or_refused_by_its_code_and_its_keys(name, code, tmp_path, capsys):
    one = FILES[name]
    path = tmp_path / one.name
    path.write_bytes(bytes_of(one))
    assert main(["import", str(path), "--json"]) == code
    tree = json.loads(capsys.readouterr().out)
    assert {"levers", "criteria", *KEYS} <= set(tree)
    for key, fields in KEYS.items():
        assert all(fields <= set(item) for item in tree[key]), key
    assert all(item["expected"] and item["remedy"] for item in tree["problems"])
    assert tree["levers"] == ([] if one.refused else list(one.levers))
    read = {item["cell"]: item["value"] for item in tree["scores"]}
    numbers = [place for place in one.scores if isinstance(place.value, int | float)]
    assert [read[one.full(place.cell)] for place in numbers] == [p.value for p in numbers]

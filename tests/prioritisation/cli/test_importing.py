"""The command ``import``, as it is typed."""

import json

import pytest

from criteria.load import load_case
from prioritisation.cli import importing
from prioritisation.cli.main import main
from prioritisation.imports.grids import FileRefused
from tests.each import each

KEYS = {"levers", "criteria", "scores", "questions", "left_out", "problems"}
TWO = "Levier;Coût;Accord\nNavette gare;210;fort\nAutopartage;n.d.;faible\nVélo;12,5;fort\n"
WRONG = TWO.replace("12,5", "quatre") + "Marche;3;fort\nTrain;4;fort\n"
ABOUT = TWO.replace("210", "environ 40")
STATED = TWO.replace("Coût", "Coût à minimiser").replace("Accord", "Accord ↑")
STATED = STATED.replace("fort", "4").replace("faible", "2")


@pytest.fixture
def put(tmp_path):
    def put(text, name="notes.csv"):
        path = tmp_path / name
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return path

    return put


def run(capsys, *argv):
    code = main(["import", *map(str, argv)])
    out, err = capsys.readouterr()
    assert "Traceback" not in out + err
    return code, out, err


def as_json(capsys, *argv):
    code, out, _ = run(capsys, *argv, "--json")
    tree = json.loads(out)
    assert tree.keys() >= KEYS
    return code, tree


def test_one_object_says_what_was_understood(capsys, put):
    code, tree = as_json(capsys, put(TWO))
    assert code == 0
    assert tree["levers"] == ["Navette gare", "Autopartage", "Vélo"]
    assert tree["criteria"] == ["Coût", "Accord"]
    by_cell = {score["cell"]: score for score in tree["scores"]}
    named = ("lever", "criterion", "value", "high", "status", "word")
    assert [by_cell["B2"][n] for n in named] == ["Navette gare", "Coût", 210, None, "avis", None]
    assert [by_cell["B3"][n] for n in named[2:]] == [None, None, "inconnu", None]
    assert [by_cell["C2"][n] for n in named[2:]] == [None, None, "avis", "fort"]
    direction = next(q for q in tree["questions"] if q["kind"] == "direction")
    assert (direction["about"], direction["cells"], direction["choices"]) == (
        "Coût",
        ["B1"],
        ["min", "max"],
    )
    assert tree["problems"] == []
    assert tree["refused"] is None


def test_what_is_to_be_mended_has_its_place_and_the_code_says_so(capsys, put):
    code, tree = as_json(capsys, put(WRONG))
    (problem,) = tree["problems"]
    assert (code, problem["cell"], problem["found"]) == (2, "B4", "quatre")
    assert problem["expected"] == "un nombre"
    assert problem["remedy"]
    assert "B4" not in {score["cell"] for score in tree["scores"]}
    report = run(capsys, put(WRONG))
    assert report[0] == 2
    assert "B4" in report[1]
    assert "« quatre »" in report[1].replace("\xa0", " ")


def test_what_is_refused_is_a_sentence_and_a_remedy(capsys, put):
    page = put("<html><table><tr><td>1</td></tr></table></html>", "sites.xlsx")
    code, tree = as_json(capsys, page)
    assert (code, tree["levers"], tree["scores"]) == (2, [], [])
    assert tree["refused"]["kind"] == "unknown_content"
    assert "ni un classeur" in tree["refused"]["sentence"]
    assert tree["refused"]["remedy"]
    (problem,) = tree["problems"]
    assert "ni un classeur" in problem["found"]
    assert problem["remedy"] == tree["refused"]["remedy"]
    code, out, _ = run(capsys, page)
    assert code == 2
    assert "ni un classeur" in out


def test_questions_come_back_with_their_answers(capsys, put):
    file = put(ABOUT)
    _, tree = as_json(capsys, file)
    asked = next(q for q in tree["questions"] if q["kind"] == "cell")
    assert (asked["about"], asked["found"]) == ("B2", "environ 40")
    for question in tree["questions"]:
        if question["kind"] == "cell":
            question["answer"] = "40"
        if question["kind"] == "direction":
            question["answer"] = "min"
    for answers in (tree["questions"], {"answers": tree["questions"]}, tree):
        code, after = as_json(capsys, file, "--answers", put(json.dumps(answers), "a.json"))
        assert code == 0
        assert after["scores"][0]["value"] == 40
        assert {q["kind"] for q in after["questions"]} <= {"ends", "order"}
        assert after["scales"][0]["direction"] == "min"


@each(
    ("text", "words"),
    [
        ("", "n’est pas compris"),
        ("{", "n’est pas compris"),
        ('"x"', "n’est pas compris"),
        ('{"a": 1}', "n’est pas compris"),
        ("[" * 100_000, "n’est pas compris"),
        (b"\xff\xfe[", "UTF-8"),
        ("[1]", "answers.1"),
        ('[{"answer": "x"}]', "answers.1.kind"),
        ('[{"kind": "directions", "answer": "x"}]', "answers.1.kind"),
        ('[{"kind": ["direction"], "answer": "x"}]', "answers.1.kind"),
        ('[{}, {"kind": "cell", "about": 3, "answer": "x"}]', "answers.2.about"),
        ('[{"kind": "cell", "about": "B2", "answer": true}]', "answers.1.answer"),
        ('[{"kind": "cell", "about": "B2", "answer": [["x"]]}]', "answers.1.answer"),
        ('[{"kind": "cell", "about": "B2", "answer": {"a": 1}}]', "answers.1.answer"),
    ],
)
def test_what_is_wrong_with_answers_has_its_place(capsys, put, text, words):
    code, out, err = run(capsys, put(TWO), "--answers", put(text, "a.json"), "--json")
    assert (code, out) == (2, "")
    assert "a.json" in err
    assert words in err


def test_the_case_is_written_and_can_be_analysed(capsys, put, tmp_path):
    folder = tmp_path / "case"
    code, out, err = run(capsys, put(STATED, "Mobilité 2026.csv"), "--output", folder)
    assert (code, err) == (0, "")
    assert str(folder) in out
    case = load_case(folder)
    assert case.title == "Mobilité 2026"
    assert [lever.label for lever in case.levers] == ["Navette gare", "Autopartage", "Vélo"]
    ways = [
        (one.label, one.direction.default.value, one.direction.status.value)
        for one in case.criteria
    ]
    assert ways == [("Coût", "min", "confirmé"), ("Accord", "max", "confirmé")]
    assert main(["analyse", str(folder)]) == 0
    assert "Navette gare" in capsys.readouterr().out


@each(
    ("text", "named"),
    [
        (WRONG, ()),
        (ABOUT, ()),
        (STATED.replace("210", "environ 40"), ()),
        (TWO, ("« Coût »", "« Accord »")),
        (STATED.replace(" à minimiser", ""), ("« Coût »",)),
        (STATED.replace("à minimiser", "(min)"), ("« Coût (min) »",)),
        (STATED.replace("4", "fort").replace("2\n", "faible\n"), ("« Accord »",)),
    ],
)
def test_nothing_is_written_while_something_is_wrong_or_asked(capsys, put, tmp_path, text, named):
    folder = tmp_path / "case"
    code, _, err = run(capsys, put(text), "--output", folder)
    assert code == 2
    said, *asked = err.replace("\xa0", " ").splitlines()
    assert "Rien n’a été écrit" in said
    assert not folder.exists()
    if named:
        assert [next(n for n in named if n in line) for line in asked] == [*named]


def test_no_folder_that_holds_something_is_written_over(capsys, put, tmp_path):
    folder = tmp_path / "case"
    folder.mkdir()
    (folder / "x").touch()
    code, _, err = run(capsys, put(STATED), "--output", folder)
    assert code == 2
    assert "n’est pas vide" in err
    assert [path.name for path in folder.iterdir()] == ["x"]


@each(
    ("argv", "words"),
    [
        ([], "FICHIER"), ([""], "FICHIER"), (["nowhere.csv"], "nowhere.csv"), (["a\0b"], "lu"),
        (["a.csv", "b.csv"], "b.csv"), (["a.csv", "--sheet", ""], "--sheet"),
        (["a.csv", "--weights", "x"], "--weights"), (["a.csv", "--force"], "--force"),
    ],
)  # fmt: skip
def test_what_is_wrong_with_what_was_typed_is_told(capsys, argv, words):
    code, out, err = run(capsys, *argv)
    assert (code, out) == (2, "")
    assert words in err


def test_no_sign_that_a_terminal_obeys_is_shown(capsys, put, monkeypatch):
    out = run(capsys, put(TWO, "a\x1b[31m.csv"))[1]
    assert "\x1b" not in out

    def refuse(*_given):
        raise FileRefused("unknown_sheet", name="x\x9b2J")

    monkeypatch.setattr(importing, "read_file", refuse)
    for more in ((), ("--json",)):
        assert "\x9b" not in run(capsys, put(TWO), *more)[1]

import json
import os
import re
import subprocess
import sys
import tomllib

import pytest

from prioritisation.analysis.inquiry import assess_robustness
from prioritisation.analysis.scenario import Scenario, starting_scenario
from prioritisation.cli import analyse as command
from prioritisation.cli.main import DEBUG, DOING, FAILED, ROOT, WRONG, main
from prioritisation.cli.report import analysis_json, analysis_text
from prioritisation.documents.kinds import Document
from tests.conftest import INTERVALS
from tests.each import each
from tests.thresholds import analyse

CASE = str(INTERVALS)
IDS = "ghg_impact,partner_ecosystem,existing_coverage"
WEIGHTS = "ghg_impact=50,partner_ecosystem=30,existing_coverage=20"
FOREIGN = (
    "usage:", "options:", "positional arguments", "show this help", "error:", "are required",
    "invalid choice", "unrecognized", "expected one argument", "Traceback",
)  # fmt: skip
"""What argparse or Python would say."""


def refused(capsys, *argv):
    """The lines of a refusal: exit code 2, nothing on stdout."""
    assert main(argv) == WRONG
    out, err = capsys.readouterr()
    assert out == ""
    assert not [word for word in FOREIGN if word in err]
    return err.splitlines()


def places(lines):
    """What comes before the sentence of each problem."""
    return [re.split(r"\s?:\s", line)[0] for line in lines]


def run(*argv, **environment):
    return subprocess.run(  # noqa: S603 (our own command)
        [sys.executable, "-m", "prioritisation", *argv],
        cwd=ROOT,
        env={**os.environ, **environment},
        capture_output=True,
        check=False,
    )


def as_json(capsys, *argv):
    assert main(["analyse", CASE, *argv, "--json"]) == 0
    return json.loads(capsys.readouterr().out)


def told_weights(report):
    return {one["criterion"]: one["value"] for one in report["results"]["weights"]}


def test_the_text_and_the_dump_are_those_of_the_scenario_typed(capsys, case):
    points = {"ghg_impact": 50, "partner_ecosystem": 30, "existing_coverage": 20}
    chosen = Scenario(points, case.default_combination)
    for typed, scenario in (([], starting_scenario(case)), (["--weights", WEIGHTS], chosen)):
        analysis = analyse(case, scenario)
        given = analysis, assess_robustness(analysis)
        assert main(["analyse", CASE, *typed]) == 0
        assert capsys.readouterr() == (analysis_text(*given) + "\n", "")
        assert as_json(capsys, *typed) == analysis_json(*given)


@each("shares", ["5,3,2", "0.5,0.3,0.2", "500,300,200", " 5e1, 3e1, 2e1"])
def test_any_points_in_the_same_proportions_are_the_same_weights(capsys, shares):
    names = ("ghg_impact", "partner_ecosystem", "existing_coverage")
    text = ",".join(f"{n} = {s}" for n, s in zip(names, shares.split(","), strict=True))
    weights = told_weights(as_json(capsys, "--weights", text))
    assert list(weights.values()) == pytest.approx([0.5, 0.3, 0.2])


WRONG_WEIGHTS = {
    "ghg_impact=-1,partner_ecosystem=30,existing_coverage=20": ["--weights, ghg_impact"],
    "ghg_impact=0,partner_ecosystem=0,existing_coverage=0": ["--weights"],
    "ghg_impact=many,partner_ecosystem=3_0,existing_coverage=20": [
        "--weights, ghg_impact",
        "--weights, partner_ecosystem",
    ],
    "ghg_impact=nan,partner_ecosystem=30,existing_coverage=20": ["--weights, ghg_impact"],
    "ghg_impact=inf,partner_ecosystem=1e999,existing_coverage=20": [
        "--weights, ghg_impact",
        "--weights, partner_ecosystem",
    ],
    WEIGHTS + ",cost=10": ["--weights, cost"],
    "ghg_impact=50,partner_ecosystem=30": ["--weights, existing_coverage"],
    WEIGHTS + ",ghg_impact=10": ["--weights, ghg_impact"],
    "ghg_impact=,partner_ecosystem=30,existing_coverage=20": ["--weights"],
    WEIGHTS + ",=5": ["--weights"],
    WEIGHTS + ",cost": ["--weights"],
    "ghg_impact=1,,partner_ecosystem=2,existing_coverage=3": ["--weights"],
    "ghg_impact=50,5,partner_ecosystem=30,existing_coverage=20": ["--weights, ghg_impact"],
    "=": ["--weights"],
    ",": ["--weights", "--weights"],
    "ghg_impact=1=2,partner_ecosystem=30,existing_coverage=20": ["--weights, ghg_impact"],
}


def test_wrong_weights_are_refused_where_they_are_wrong(capsys):
    where = {t: places(refused(capsys, "analyse", CASE, "--weights", t)) for t in WRONG_WEIGHTS}
    assert where == WRONG_WEIGHTS


def test_a_decimal_comma_is_recognised(capsys):
    text = "ghg_impact=50,5,partner_ecosystem=30,existing_coverage=20"
    assert "50,5" in refused(capsys, "analyse", CASE, "--weights", text)[0]


WRONG_SETTINGS = [
    (["--reading", "mars"], ["--reading"]),
    (["--reading", "gt", "--reading", "sgpe"], ["--reading"]),
    (["--direction", "existing_coverage=up"], ["--direction, existing_coverage"]),
    (["--direction", "cost=max"], ["--direction, cost"]),
    (["--direction", "ghg_impact=min"], ["--direction, ghg_impact"]),
    (["--direction", "max"], ["--direction"]),
    (["--direction", "=max"], ["--direction"]),
    (
        ["--direction", "existing_coverage=max", "--direction", "existing_coverage=min"],
        ["--direction, existing_coverage"],
    ),
    (["--weights"], ["--weights"]),
    (["--weights", ""], ["--weights"]),
    (["--weights", "--json"], ["--weights"]),
    (["--weight", WEIGHTS], ["--weight", WEIGHTS]),
    (["--json=yes"], ["--json"]),
    (["--force"], ["--force"]),
    (["-x"], ["-x"]),
    (["elsewhere"], ["elsewhere"]),
    (
        ["--constraint", "ghg_impact>=70", "--constraint", "partner_ecosystem>=60"],
        ["--constraint"],
    ),
    ([f"--constraint=ghg_impact>={share}" for share in range(13)], ["--constraint"]),
    (
        [
            *("--weights", "ghg_impact=hors,partner_ecosystem=1,existing_coverage=1"),
            *("--constraint", "ghg_impact>=20"),
        ],
        ["--constraint, ghg_impact>=20"],
    ),
    (["--constraint", "ghg_impact 30..30.00000001"], ["--constraint, ghg_impact 30..30.00000001"]),
    (
        ["--rank-order", "ghg_impact,moon"],
        [f"--rank-order, {c}" for c in ("moon", *IDS.split(",")[1:])],
    ),
    (["--rank-order", "ghg_impact,ghg_impact"], ["--rank-order, ghg_impact"]),
    (["--rank-order", IDS, "--weights", "ghg_impact=3"], ["--weights, ghg_impact"]),
    (["--rank-order", IDS, "--weights", "ghg_impact=hors"], ["--weights, ghg_impact"]),
    (["--rank-order", IDS, "--constraint", "existing_coverage>=40"], ["--constraint"]),
    (
        [*("--weights", "cost=-1,ghg_impact"), *("--reading", "mars"), *("--direction", "a=b")],
        ["--weights", "--weights, cost", "--reading", "--direction, a"],
    ),
]


def test_wrong_settings_are_refused_where_they_are_wrong(capsys):
    where = [(o, places(refused(capsys, "analyse", CASE, *o))) for o, _ in WRONG_SETTINGS]
    assert where == WRONG_SETTINGS


def written(name, text):
    return lambda folder: (folder / name).write_text(text, "utf-8")


def replaced(name, old, new):
    def change(folder):
        text = (folder / name).read_text("utf-8")
        assert old in text
        (folder / name).write_text(text.replace(old, new, 1), "utf-8")

    return change


def made_folder(folder):
    (folder / "scores.csv").unlink()
    (folder / "scores.csv").mkdir()


BROKEN = {
    "a missing file": (lambda folder: (folder / "sources.csv").unlink(), "sources.csv"),
    "an empty file": (written("levers.csv", ""), "levers.csv"),
    "not TOML": (written("case.toml", "title ="), "case.toml"),
    "no criterion": (written("criteria.toml", ""), "criteria.toml"),
    "not UTF-8": (lambda f: (f / "scores.csv").write_bytes(b"\xff\xfe\x00"), "scores.csv"),
    "a folder for a file": (made_folder, "scores.csv"),
    "a missing column": (replaced("levers.csv", "colour", "color"), "levers.csv"),
    "a lever nobody knows": (replaced("scores.csv", "mieux_se_loger", "velo"), "scores.csv"),
    "a status nobody knows": (replaced("scores.csv", ",avis,", ",sûr,"), "scores.csv"),
    "a wrong date": (replaced("case.toml", "2026-", "20x6-"), "case.toml"),
    "flat anchors": (replaced("criteria.toml", "best = 8000", "best = 0"), "criteria.toml"),
    "an empty folder": (lambda f: [path.unlink() for path in f.iterdir()], "case.toml"),
}


@pytest.mark.parametrize("kind", BROKEN)
def test_a_broken_folder_is_refused_file_by_file(capsys, folder, kind):
    change, place = BROKEN[kind]
    change(folder)
    lines = refused(capsys, "analyse", str(folder))
    assert any(line.startswith(place) for line in places(lines))


def test_the_help_tells_every_command_and_its_settings(capsys):
    texts = {}
    for argv in ([], ["--help"], ["-h"], *([name, "--help"] for name in DOING)):
        assert main(argv) == 0
        out, err = capsys.readouterr()
        assert err == ""
        assert not [word for word in FOREIGN if word in out.lower()]
        assert max(map(len, out.splitlines())) <= 100
        texts[argv[0] if argv else ""] = out
    assert all(f"  {name}" in texts[""] for name in DOING)
    assert ", ".join(Document) in " ".join(texts["export"].split())
    assert "--constraint" in texts["analyse"]


def test_the_version_is_that_of_the_project(capsys):
    assert main(["--version"]) == 0
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert project["version"] in capsys.readouterr().out


def fails(*_):
    raise ZeroDivisionError


def test_an_unexpected_failure_is_a_sentence(capsys, monkeypatch):
    monkeypatch.delenv(DEBUG, raising=False)
    monkeypatch.setattr(command, "analyse", fails)
    assert main(["analyse", CASE]) == FAILED
    out, err = capsys.readouterr()
    assert out == ""
    assert len(err.splitlines()) == 1
    assert DEBUG in err
    assert "ZeroDivisionError" not in err


def test_the_traceback_is_shown_to_who_asks_for_it(capsys, monkeypatch):
    monkeypatch.setenv(DEBUG, "1")
    monkeypatch.setattr(command, "analyse", fails)
    assert main(["analyse", CASE]) == FAILED
    assert "ZeroDivisionError" in capsys.readouterr().err


def test_neither_the_help_nor_a_file_to_read_waits_for_numpy(tmp_path):
    (tmp_path / "a.csv").write_text("Levier;Coût\nA;1\nB;2\n", encoding="utf-8")
    code = (
        "import sys; from prioritisation.cli.main import main; main([]); "
        "main(['import', sys.argv[1]]); 'numpy' in sys.modules and 1/0"
    )
    done = subprocess.run(  # noqa: S603 (our own command)
        [sys.executable, "-c", code, tmp_path / "a.csv"],
        cwd=ROOT,
        capture_output=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, b"")
    assert b"Co\xc3\xbbt" in done.stdout


@pytest.fixture
def problem(tmp_path):
    """Writes a problem, and gives its file."""

    def write(text):
        file = tmp_path / "problem.json"
        file.write_text(text if isinstance(text, str) else json.dumps(text), "utf-8")
        return str(file)

    return write


SWING = {"method": "weights_swing", "params": {"points": [3, 1]}}


def test_a_problem_is_solved_on_one_line(capsys, problem):
    assert main(["solve", problem(SWING)]) == 0
    assert capsys.readouterr() == ('{"weights": [0.75, 0.25]}\n', "")


@each(
    ("text", "place"),
    [
        ({**SWING, "params": {"points": [3, -1]}}, "params.points[1] (critère n° 2)"),
        ({**SWING, "method": "weights_a\nb"}, "method"),
        ('{"a\\u001b[31m": 1, "a\\u001b[31m": 2}', "a [31m"),
        ("[" * 50_000, "problem.json"),
        ("", "problem.json"),
    ],
    ids=["a number", "a method", "a key", "depth", "nothing"],
)
def test_a_problem_is_refused_in_one_line(capsys, problem, text, place):
    (line,) = refused(capsys, "solve", problem(text))
    assert line.replace("\u00a0", " ").split(" : ")[0].endswith(place)


@each(
    ("words", "expected"),
    [
        ([], ["PROBLÈME"]),
        ([""], ["PROBLÈME"]),
        (["missing.json"], ["missing.json"]),
        (["a.json", "b.json"], ["b.json"]),
        (["a.json", "--json"], ["--json"]),
        (["data"], ["data"]),
    ],
)
def test_one_problem_is_needed(capsys, words, expected):
    assert places(refused(capsys, "solve", *words)) == expected


def test_a_quick_method_does_not_wait_for_the_libraries(problem):
    code = (
        "import sys; from prioritisation.cli.main import main; main(['solve', sys.argv[1]]); "
        "slow = {'scipy', 'pandas', 'pydantic', 'skcriteria', 'pymcdm'} & set(sys.modules); "
        "sys.exit(str(slow) if slow else 0)"
    )
    keys = {"matrix": [[1, 2], [2, 3]], "weights": [1, 1], "objectives": ["max", "min"]}
    done = subprocess.run(  # noqa: S603 (our own command)
        [sys.executable, "-c", code, problem({"method": "vikor", **keys})],
        cwd=ROOT,
        capture_output=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, b"")

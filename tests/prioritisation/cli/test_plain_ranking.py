"""Of very many levers, the ranking alone: the same that a whole analysis tells of fewer."""

import json
import random
import time

import pytest

from criteria.load import load_case
from prioritisation.analysis.scenario import analyse, starting_scenario
from prioritisation.cli.main import main
from prioritisation.cli.plain_ranking import plain_ranking_json, plain_ranking_text
from prioritisation.cli.report_json import analysis_json
from prioritisation.settings import robustness_thresholds
from tests.conftest import INTERVALS


@pytest.fixture(scope="module")
def imported(tmp_path_factory):
    """The folder of a table of so many levers by so many criteria."""

    def make(levers, criteria=3):
        folder = tmp_path_factory.mktemp("many")
        draw = random.Random(5)  # noqa: S311 (a sample)
        rows = [["Levier", *(f"Critère {j}" for j in range(criteria))]]
        rows += [
            [f"Lieu n° {i}", *(str(draw.randrange(1000)) for _ in range(criteria))]
            for i in range(levers)
        ]
        rows[3][1] = "n.d."
        (folder / "t.csv").write_text("\n".join(map(";".join, rows)), "utf-8")
        answers = [{"kind": "direction", "about": one, "answer": "open"} for one in rows[0][1:]]
        (folder / "a.json").write_text(json.dumps(answers), "utf-8")
        said = ["--answers", str(folder / "a.json"), "--output", str(folder / "case")]
        code = main(["import", str(folder / "t.csv"), *said])
        assert code == 0
        return folder / "case"

    return make


@pytest.fixture(scope="module")
def many(imported):
    return imported(120)


def test_it_is_the_ranking_of_a_whole_analysis():
    case = load_case(INTERVALS)
    scenario = starting_scenario(case)
    whole = analysis_json(analyse(case, scenario, robustness_thresholds()))
    plain = plain_ranking_json(case, scenario)
    for lever, other in zip(plain["levers"], whole["levers"], strict=True):
        assert {key: other[key] for key in lever} == lever
    for key in ("case", "points", "weights", "equal_weights", "readings"):
        assert plain[key] == whole[key]


def test_more_than_a_hundred_are_ranked_and_what_is_not_told_is_said(many, capsys):
    assert main(["analyse", str(many), "--json"]) == 0
    tree = json.loads(capsys.readouterr().out)
    assert tree["ranked_only"] is True
    assert len(tree["levers"]) == 120
    assert len(tree["unknown_scores"]) == 1
    unsure = [one for one in tree["levers"] if one["rank"]["best"] < one["rank"]["worst"]]
    assert "Lieu n° 2" in {one["label"] for one in unsure}
    assert main(["analyse", str(many)]) == 0
    out = capsys.readouterr().out.replace("\xa0", " ")
    for words in ("120 leviers sont classés, et rien de plus", "1 note manque", "à confirmer"):
        assert words in out, words
    first = min(tree["levers"], key=lambda one: one["rank"]["worst"])
    assert out.index(first["label"] + " ") < out.index("Lieu n° 2 ")


def test_the_direction_and_weights_typed_count(many, capsys):
    orders = []
    for way in ("max", "min"):
        ids = load_case(many).criteria
        weights = f"{ids[1].id}=100,{ids[0].id}=0,{ids[2].id}=0"
        typed = ["--weights", weights, "--direction", f"{ids[1].id}={way}", "--json"]
        assert main(["analyse", str(many), *typed]) == 0
        levers = json.loads(capsys.readouterr().out)["levers"]
        orders.append([one["rank"]["best"] for one in levers])
    assert orders[0] != orders[1]


def test_what_needs_all_weights_is_refused_with_the_number(many, capsys):
    ident = load_case(many).criteria[0].id
    assert main(["analyse", str(many), "--constraint", f"{ident}>=20"]) == 2
    assert "100 au plus" in capsys.readouterr().err.replace("\xa0", " ")


@pytest.mark.slow
def test_a_thousand_by_twenty_are_read_written_and_ranked_in_seconds(imported, capsys):
    start = time.process_time()
    folder = imported(1_000, 20)
    capsys.readouterr()
    assert main(["analyse", str(folder), "--json"]) == 0
    assert time.process_time() - start < 8
    assert len(json.loads(capsys.readouterr().out)["levers"]) == 1_000


def test_text_is_at_most_a_hundred_columns_wide():
    case = load_case(INTERVALS)
    lines = plain_ranking_text(case, starting_scenario(case), 100).splitlines()
    assert lines
    assert max(map(len, lines)) <= 100

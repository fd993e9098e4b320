from pathlib import Path

from prioritisation.documents.pictures.charts import ranking_chart
from prioritisation.documents.pictures.theme import CRITERION_COLOURS, themed
from tests.prioritisation.sentences.made import normandie

ROOT = Path(__file__).parents[4]


def test_numbers_are_french_and_the_font_is_ours():
    configuration = themed(ranking_chart(normandie()))["config"]
    assert configuration["font"] == "Fira Sans"
    assert configuration["locale"]["number"]["decimal"] == ","


def test_criteria_have_the_colours_of_the_screen():
    style = (ROOT / "prioritisation" / "drawing" / "style.css").read_text("utf-8")
    for number, colour in enumerate(CRITERION_COLOURS):
        rule = next(line for line in style.splitlines() if line.startswith(f".c{number},"))
        assert f"light-dark({colour.lower()}," in rule

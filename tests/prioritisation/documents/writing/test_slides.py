from io import BytesIO

import pytest
from pptx import Presentation
from pptx.oxml.ns import qn
from pptx.util import Inches

from prioritisation.documents.writing.cleaning import CUT, one_line
from prioritisation.documents.writing.note import note_of
from prioritisation.documents.writing.slides import HIGH, SLIDE_WIDTH, pptx
from tests.prioritisation.documents.writing.made import HOSTILE, hostile
from tests.prioritisation.documents.writing.recorded import NAMES, few, note


def opened(found):
    return Presentation(BytesIO(pptx(found)))


@pytest.fixture(scope="module")
def deck():
    return opened(note("contested"))


def test_three_slides_whose_message_is_their_title(deck):
    titles = [slide.shapes.title.text for slide in deck.slides]
    assert titles == [slide.message for slide in note("contested").slides]
    assert titles[0].startswith("Avec ces poids, Mieux produire est premier à coup sûr")


def test_the_ranking_is_a_chart_that_can_be_edited_with_the_figures_of_the_record(deck):
    chart = next(s for s in deck.slides[0].shapes if s.has_chart).chart
    board = note("contested").board
    names = [series.name for series in chart.plots[0].series]
    assert names == [*(c.label for c in board.columns), "incertain"]
    assert list(chart.plots[0].categories) == [row.short for row in board.rows]
    for j, series in enumerate(list(chart.plots[0].series)[:-1]):
        assert series.values == pytest.approx([100 * row.parts[j] for row in board.rows])
    assert chart.part.chart_workbook.xlsx_part is not None


def test_every_picture_chart_and_table_is_described(deck):
    for slide in deck.slides:
        for shape in slide.shapes:
            about = shape._element.xpath(".//p:cNvPr")[0]
            assert about.get("name")
            if shape.has_chart or shape.shape_type == 13:
                assert len(about.get("descr")) > 50


def test_every_word_is_french_and_every_slide_has_notes(deck):
    for slide in deck.slides:
        runs = list(slide._element.iter(qn("a:rPr")))
        assert runs
        assert {run.get("lang") for run in runs} == {"fr-FR"}
        assert len(slide.notes_slide.notes_text_frame.text) > 40


@pytest.mark.parametrize("name", NAMES)
def test_nothing_leaves_the_slide(name):
    for slide in opened(note(name)).slides:
        for shape in slide.shapes:
            assert shape.left >= 0
            assert shape.left + shape.width <= Inches(SLIDE_WIDTH)
            assert shape.top + shape.height <= Inches(HIGH)


def test_what_people_wrote_is_text_and_is_cut_when_there_is_no_room():
    whole = [s.text_frame.text for slide in opened(hostile()).slides for s in slide.shapes
             if s.has_text_frame]  # fmt: skip
    everything = "\n".join(whole)
    for text in HOSTILE[:4]:
        assert one_line(text) in everything
    assert CUT in everything
    assert "x" * 4_000 not in everything


def test_without_any_figure_the_decision_is_alone():
    deck = opened(note_of(few()))
    assert [slide.shapes.title.text for slide in deck.slides] == [
        "Aucun levier n’est encore proposé."
    ]


def test_it_says_what_it_is(deck):
    about = deck.core_properties
    assert (about.title, about.language) == (note("contested").heading.title, "fr-FR")
    assert about.keywords == note("contested").sha256

from io import BytesIO

import pytest
from pptx import Presentation
from pptx.oxml.ns import qn
from pptx.util import Inches

from prioritisation.documents.writing.cleaning import CUT, one_line
from prioritisation.documents.writing.slides import HIGH, SLIDE_WIDTH, pptx
from tests.each import each
from tests.prioritisation.documents.writing.made import HOSTILE, hostile
from tests.prioritisation.documents.writing.recorded import (
    NAMES,
    note,
    record,
)


def opened(found):
    return Presentation(BytesIO(pptx(found)))


@pytest.fixture(scope="module")
def deck():
    return opened(note("contested"))


def words(found):
    """Every text of the slides, tables included."""
    shapes = [shape for slide in opened(found).slides for shape in slide.shapes]
    cells = [c.text for s in shapes if s.has_table for row in s.table.rows for c in row.cells]
    return [*(s.text_frame.text for s in shapes if s.has_text_frame), *cells]


def test_slides_whose_message_is_their_title(deck):
    titles = [slide.shapes.title.text for slide in deck.slides]
    assert titles == [slide.message for slide in note("contested").slides]
    assert titles[0].startswith("Avec nos poids, Mieux produire est premier")
    assert titles[3] == "2 objections traitées sur 2, dont 1 maintenue"


def test_objections_are_named_with_the_vote():
    last = note("contested").slides[-1].blocks[0].items
    assert last[0] == "Vote indicatif\u00a0: 12 pour, 6 contre, 2 abstentions."
    assert [item.partition("\u00a0")[0] for item in last[1:]] == ["Objection", "Objection"]


@each("name", ["contested", "large", "written_large"])
def test_what_people_wrote_is_whole_on_the_slides(name):
    """Letters in order: texts go on from a slide to the next, never cut."""
    decision, whole = record(name).decision, "".join("".join(words(note(name))).split())
    pieces = [decision.motives, decision.minority, *(s.action for s in decision.steps)]
    pieces += [part for o in decision.objections for part in (o.text, o.answer)]
    marks = "".join
    for piece in filter(None, pieces):
        for line in piece.splitlines():
            asked = marks(one_line(line).rstrip(".").split())
            assert all(part in whole for part in (asked[:60], asked[-60:])), line


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
            if shape.has_table:
                header = [cell.text for cell in shape.table.rows[0].cells]
                assert all(column in about.get("descr") for column in header)


def test_every_word_is_french_and_every_slide_has_notes(deck):
    for slide in deck.slides:
        runs = list(slide._element.iter(qn("a:rPr")))
        assert runs
        assert {run.get("lang") for run in runs} == {"fr-FR"}
        assert len(slide.notes_slide.notes_text_frame.text) > 40


@each("name", NAMES)
def test_nothing_leaves_the_slide(name):
    for slide in opened(note(name)).slides:
        for shape in slide.shapes:
            assert shape.left >= 0
            assert shape.left + shape.width <= Inches(SLIDE_WIDTH)
            assert shape.top + shape.height <= Inches(HIGH)


def test_what_people_wrote_is_text_and_is_never_cut():
    everything = "\n".join(words(hostile()))
    for text in HOSTILE[:4]:
        assert one_line(text) in everything
    assert CUT not in everything
    assert everything.count("x" * 100) >= 90


def test_without_any_figure_the_decision_is_alone():
    deck = opened(note("few"))
    assert [slide.shapes.title.text for slide in deck.slides] == [
        "Aucun levier n’est encore proposé."
    ]


def test_it_says_what_it_is(deck):
    about = deck.core_properties
    assert (about.title, about.language) == (note("contested").heading.title, "fr-FR")
    assert about.keywords == note("contested").sha256

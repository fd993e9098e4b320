import re
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pptx import Presentation
from pptx.util import Inches

from prioritisation.documents.writing.cleaning import CUT, SIZES, fitted, one_line
from prioritisation.documents.writing.cleaning import letters as letters_fitting
from prioritisation.documents.writing.content import Bullets, Table
from prioritisation.documents.writing.deck import GLANCE
from prioritisation.documents.writing.note import note_of
from prioritisation.documents.writing.paging import paged, row_height
from prioritisation.documents.writing.slides import HIGH, SLIDE_WIDTH, pptx
from prioritisation.record.making import record_of
from tests.each import each
from tests.prioritisation.documents.writing.made import HOSTILE, hostile
from tests.prioritisation.documents.writing.recorded import NAMES, note, record
from tests.prioritisation.sentences.everything import facts_of, made
from tests.prioritisation.sentences.made import small


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


@each("name", NAMES)
def test_messages_are_read_at_a_glance_and_notes_say_the_rest(name):
    slides = note(name).slides
    assert len(slides) == 3 + (name == "contested"), "objections have a slide of their own"
    assert all(len(slide.message) <= GLANCE for slide in slides)
    assert not [slide for slide in slides if slide.message.endswith((":", ";", ","))]
    assert slides[0].notes.startswith(note(name).first[0])
    assert note(name).first[-1] in slides[0].notes, "the ways to count that are in force"


TYPED = "Exemple fictif : rien de cela n’a été dit."


def sentences_of(slide):
    """Each sentence that a slide shows, its table and pictures aside, and what was typed twice."""
    items = [x for block in slide.blocks if isinstance(block, Bullets) for x in block.items]
    parts = [one for item in items for one in re.split(r"(?<=[.!?])\s", item)]
    return [slide.message, *(one for one in parts if len(one) > 20 and one != TYPED)]


def made_records():
    """Small cases with and without ballots, some of two levers."""
    for seed in range(8):
        case, scenario, ballots = made(seed)
        for few_ballots in [(), ballots]:
            yield record_of(facts_of(case, scenario, few_ballots))
    for one in (70, None, (10, 90)):
        analysis = small((80, 20, one), (40, 60, 30))
        yield record_of(facts_of(analysis.case, analysis.scenario, ()))


def test_no_slide_says_a_sentence_twice():
    notes = [*map(note, NAMES), *map(note_of, made_records())]
    for slide in [slide for one in notes for slide in one.slides]:
        told = sentences_of(slide)
        assert sorted(set(told)) == sorted(told)


@each("name", [*NAMES, "alone"])
def test_no_text_of_a_slide_repeats_its_title(name):
    for slide in note(name).slides:
        texts = [text for b in slide.blocks if isinstance(b, Bullets) for text in b.items]
        assert not [text for text in texts if text.startswith(slide.message)]
        assert not [text for text in texts if text[:1].islower() or text[:1] in ":;."]


BOXES = [(0.6, 1.75, 4.8, 5.05), (5.8, 1.75, 6.9, 5.05)]
WHOLE = (0.6, 1.75, 12.1, 5.05)
WIDTHS = (0.6, 0.22, 0.18)
TEXTS = st.text("abc é", min_size=1, max_size=3_000).filter(str.strip)
ROWS = st.lists(
    st.tuples(TEXTS, st.text("ab", max_size=200), st.text("c", max_size=30)), max_size=6
)


def letters(texts):
    return "".join("".join(one_line(text).split()) for text in texts)


@given(st.lists(TEXTS, min_size=1, max_size=8), ROWS)
def test_nothing_is_lost_from_a_slide_to_the_next(texts, rows):
    table = Table("", ("A", "B", "C"), tuple(rows), WIDTHS)
    slides = paged((Bullets(tuple(texts)), table), BOXES, WHOLE)
    blocks = [block for slide in slides for block, _ in slide]
    items = [item for b in blocks if isinstance(b, Bullets) for item in b.items]
    assert letters(items) == letters(texts)
    parts = [b.rows for b in blocks if isinstance(b, Table)]
    for column in range(3):
        written = [row[column] for part in parts for row in part]
        assert letters(written) == letters(row[column] for row in rows)


@given(ROWS)
def test_rows_fit_their_box(rows):
    table = Table("", ("A", "B", "C"), tuple(rows), WIDTHS)
    for slide in paged((table,), [WHOLE], WHOLE):
        for part, box in slide:
            heights = [row_height(row, part, box[2]) for row in (part.header, *part.rows)]
            assert sum(heights) <= box[3] + 1e-9


def test_what_is_long_is_written_smaller_then_cut():
    some = ["mot " * 40] * 5
    assert fitted(some, 10, 5)[0] < SIZES[0]
    size, kept = fitted(["x" * 10_000], 10, 5)
    assert size == SIZES[-1]
    assert kept[0].endswith(CUT)
    assert len(kept[0]) < 10_000


@each("count", [1, 10, 100, 1_000])
def test_what_is_kept_fits(count):
    size, kept = fitted(["un texte de quarante signes, ou presque."] * count, 5, 3)
    lines = sum(-(-len(text) // letters_fitting(size, 5)) for text in kept)
    assert lines * size * 1.45 / 72 <= 3 + 0.01
    assert len(kept) == count or kept[-1].endswith(CUT)

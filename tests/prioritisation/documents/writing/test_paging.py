from hypothesis import given
from hypothesis import strategies as st

from prioritisation.documents.writing.cleaning import one_line
from prioritisation.documents.writing.content import Bullets, Paragraph, Picture, Table
from prioritisation.documents.writing.paging import paged, row_height

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


def test_what_fits_is_one_slide():
    picture = Picture("ranking", "", "", lambda: "")
    assert paged((Paragraph("Un texte."), picture), BOXES, WHOLE) == [
        [(Paragraph("Un texte."), BOXES[0]), (picture, BOXES[1])]
    ]

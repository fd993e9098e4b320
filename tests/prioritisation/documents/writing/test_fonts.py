import pytest
import typst
from fontTools.ttLib import TTFont
from hypothesis import given
from hypothesis import strategies as st

from prioritisation.documents.writing.cleaning import (
    FONTS,
    breakable,
    drawable,
    drawable_in_picture,
)
from tests.each import each


def test_a_sign_that_the_font_has_not_becomes_a_rectangle():
    assert drawable("é → « x » 😀 א") == "é → « x » [émoji] [signes non imprimés]"


def test_french_letters_and_signs_are_all_drawn():
    text = "ÀÂÆÇÉÈÊËÎÏÔŒÙÛÜŸàâæçéèêëîïôœùûüÿ«»’–—…€°₂²·→≤≥%\u00a0"
    assert drawable(text) == text
    assert drawable("1\u202f000") == "1\u00a0000"


def test_long_words_may_be_cut_and_short_ones_not():
    assert breakable("mot " * 20) == "mot " * 20
    assert "\u200b" in breakable("x" * 40)
    assert breakable("x" * 40).replace("\u200b", "") == "x" * 40


@given(st.text(max_size=30))
def test_every_sign_of_what_is_printed_is_in_the_font(text):
    with TTFont(FONTS / "FiraSans-Regular.ttf", lazy=True) as font:
        signs = set(font.getBestCmap()) | {ord("\n")}
    assert {ord(sign) for sign in drawable(text)} <= signs


@each(
    ("typed", "printed"),
    [
        ("Oui 👍🏽 !", "Oui [émoji] !"),
        ("👨\u200d👩\u200d👧", "[émoji]"),
        ("漢字 a", "[signes non imprimés] a"),
        ("🇫🇷", "[émoji]"),
    ],
)
def test_what_the_font_has_not_is_said_once_for_all_that_follow_each_other(typed, printed):
    assert drawable(typed) == printed


PICTURE = """#set document(title: "x")
#set text(font: "Fira Sans")
= x
#image(bytes(sys.inputs.svg), format: "svg", alt: "x")
"""


def compiled(text):
    """A PDF whose picture has a text."""
    drawn = '<svg xmlns="http://www.w3.org/2000/svg" width="90" height="20">'
    drawn += f'<text font-family="Fira Sans" x="5" y="10">{text}</text></svg>'
    fonts = typst.Fonts(include_system_fonts=False, font_paths=[str(FONTS)])
    return typst.compile(
        PICTURE.encode(),
        font_paths=fonts,
        sys_inputs={"svg": drawn},
        pdf_standards=["a-3a", "ua-1"],
    )


ACCENTED = st.text("aeœqE2-;\u0301\u0303\u0327\u0328é", min_size=1, max_size=6)


@given(ACCENTED.filter(lambda text: text.strip("\u0301\u0303\u0327\u0328")))
def test_an_accent_in_a_picture_never_stops_the_pdf(text):
    """A name with « œ\u0301 » had no minutes at all."""
    assert compiled(drawable_in_picture(text)).startswith(b"%PDF-")


def test_an_accent_that_is_one_sign_with_its_letter_is_drawn():
    assert drawable_in_picture("E\u0301cole") == "École"
    assert drawable_in_picture("q\u0303") == "q[signes non imprimés]"
    with pytest.raises(typst.TypstError, match="missing codepoints"):
        compiled("q\u0303")

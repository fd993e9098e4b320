import re
from io import BytesIO

import numpy as np
from PIL import Image

from prioritisation.documents.pictures.theme import svg
from prioritisation.documents.writing.pictures import picture_png
from tests.each import each
from tests.prioritisation.documents.writing.recorded import NAMES, note

DARK = 100


@each("name", NAMES)
def test_pictures_are_drawn_with_their_text(name):
    """A font that is not found draws no text, silently: dark pixels are counted at the left."""
    grey = np.asarray(Image.open(BytesIO(picture_png(note(name).picture))).convert("L"))
    assert (grey < DARK).sum() > 1_000
    names = grey[:, : grey.shape[1] // 4]
    assert (names < DARK).sum() > 800


@each("name", NAMES)
def test_a_picture_is_light_and_fetches_nothing(name):
    picture = note(name).picture
    assert len(picture_png(picture)) < 80_000
    drawn = svg(picture.specification).replace("http://www.w3.org", "")
    assert drawn.startswith("<svg")
    assert "http" not in drawn
    assert "Fira Sans" in drawn


A4, LEAST = 72 * 17 / 2.54, 7
"""Width of a text on A4, and the smallest letters that are read there, in points."""


@each("name", [*NAMES, "large"])
def test_letters_can_be_read_on_a4(name):
    drawn = svg(note(name).picture.specification)
    width = float(re.search(r'width="([\d.]+)"', drawn)[1])
    smallest = min(map(float, re.findall(r'font-size="([\d.]+)px"', drawn)))
    assert smallest * A4 / width >= LEAST


def test_numbers_are_french():
    drawn = svg(note("undecidable").picture.specification)
    written = re.findall("<text[^>]*>([^<]+)", drawn)
    assert "59 à 76" in written
    assert not [text for text in written if re.search(r"\d[.,]\d", text)]

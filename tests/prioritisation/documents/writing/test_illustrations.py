import json

import altair as alt

from prioritisation.documents.writing.pictures import picture_of
from prioritisation.documents.writing.subject import subject_of
from tests.prioritisation.documents.writing.recorded import NAMES, hostile, note


def test_alternative_texts_hold_the_figures():
    alt = note("clear").picture.alt.replace("\u00a0", " ")
    assert "Mieux produire, rang 1, 73 points" in alt


def test_nothing_is_drawn_without_figures():
    assert picture_of(None) is None


def test_names_are_drawn_with_the_signs_of_the_font():
    drawn = picture_of(subject_of(hostile())).specification
    assert "😀" not in drawn
    assert "\u202e" not in drawn


def test_pictures_are_what_their_schema_says():
    """Altair checks nothing while they are drawn for a document."""
    for name in NAMES:
        specification = json.loads(note(name).picture.specification)
        assert alt.Chart.from_dict(specification).to_dict(validate=True)

import json

import altair as alt
import pytest

from prioritisation.documents.writing.pictures import pictures_of
from prioritisation.documents.writing.subject import subject_of
from tests.prioritisation.documents.writing.recorded import NAMES, hostile, note


def test_alternative_texts_hold_the_figures():
    alts = {p.kind: p.alt.replace("\u00a0", " ") for p in note("clear").pictures}
    assert "Mieux produire, rang 1, 73 points" in alts["ranking"]
    assert "Mieux produire premier pour 94 répartitions sur 100" in alts["weights_map"]


def test_nothing_is_drawn_without_figures():
    assert pictures_of(None) == ()


def test_names_are_drawn_with_the_signs_of_the_font():
    drawn = "".join(p.specification for p in pictures_of(subject_of(hostile())))
    assert "😀" not in drawn
    assert "\u202e" not in drawn


@pytest.mark.slow
def test_pictures_are_what_their_schema_says():
    """Altair checks nothing while they are drawn for a document."""
    for name in NAMES:
        for picture in note(name).pictures:
            specification = json.loads(picture.specification)
            assert alt.Chart.from_dict(specification).to_dict(validate=True)

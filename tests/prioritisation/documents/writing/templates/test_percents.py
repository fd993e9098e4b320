"""Percents of a table to fill in: none of them is taken for a hundred times what it is."""

from dataclasses import replace

from criteria.model import Unit
from criteria.scales import LinearScale
from prioritisation.documents.writing.templates import TEMPLATE_FORMS, template_file
from prioritisation.imports.files.opening import opened_file
from prioritisation.imports.model import FileAnswers
from prioritisation.imports.tables.reading import file_reading
from tests import strategies as drawn
from tests.each import each


@each("form", TEMPLATE_FORMS)
def test_percents_below_one_say_what_they_are(form):
    """0.12 under « % » may be 12 % to whoever reads it: it is asked of files of others."""
    share = replace(drawn.criterion_of("share", LinearScale(0, 1)), unit=Unit("%", "%"))
    scored = {"lever_a": 0.12, "lever_b": 0.0, "lever_c": 1.0, "lever_d": None}
    scores = {(v, "share"): drawn.scored_or_unknown(v, "share", x) for v, x in scored.items()}
    content = template_file(form, drawn.case_of([share], scores))
    reading = file_reading(opened_file(f"x.{form}", content), FileAnswers())
    assert [one.value for one in reading.scores] == list(scored.values())
    assert not {one.kind for one in reading.questions} & {"decimal", "other_unit"}

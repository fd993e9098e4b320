"""Words of a case in labels that the framework reads as Markdown."""

import re

from prioritisation.ui.shared.controls import literal
from tests.prioritisation.ui.reading import CRITERES, html, opened


def test_a_question_is_read_aloud_as_it_is_written():
    said = "Impact, ou l’écosystème ; plus ?"
    assert "\\" not in literal(said)
    assert literal("**gras** [lien](x)").count("\\") == 8


def test_no_point_is_singular():
    app = opened()
    app.switch_page(CRITERES).run()
    said = re.sub("<[^>]+>|\\s|\u00a0", " ", html(app))
    assert "(0 point)" in said
    assert "(0 points)" not in said

"""Words of a case in labels that the framework reads as Markdown."""

import re

from prioritisation.ui.shared.controls import literal
from tests.each import each
from tests.prioritisation.ui.reading import CRITERES, html, page


@each(
    "said",
    [
        "Note, de 1 500 k€ (au pire) à 500 k€ (au mieux)",
        "Réduire mi-temps et porte-à-porte : 12,5 % des « sites » / an",
        "Région Bretagne, préfecture : impact, ou l’écosystème ; plus ?",
    ],
)
def test_a_label_is_read_aloud_without_backslashes(said):
    assert "\\" not in literal(said)


@each(
    "typed", ["- liste", "1. liste", ":red[x]", ":smile:", "a -> b", "a -- b", "*a*", "_a_", "`a`"]
)
def test_what_markdown_would_change_is_escaped(typed):
    assert "\\" in literal(typed)
    assert literal("**gras** [lien](x)").count("\\") == 6


def test_no_point_is_singular():
    app = page(CRITERES)
    said = re.sub("<[^>]+>|\\s|\u00a0", " ", html(app))
    assert "(0 point)" in said
    assert "(0 points)" not in said

"""A share has one wording on a page: « 37 répartitions de poids sur 100 » once, then short."""

import re

from tests.each import each
from tests.prioritisation.ui.reading import page, words

LONG = r"\d+ répartitions? de poids sur 100"
DEFINITION = "« 37 répartitions de poids sur 100 »"
OTHER_WORDINGS = r"%(?: au mieux)? (?:de toutes les|des) (?:répartitions|poids)|part des poids"


@each("name", ["classer", "est-ce-solide", "un-ou-deux", "comparer"])
@each("points", [(50, 50, 50), (80, 20, 5)])
def test_a_page_says_of_what_its_shares_are_once_and_each_in_one_way(name, points):
    ids = "ghg_impact", "partner_ecosystem", "existing_coverage"
    query = {f"poids.{c}": str(n) for c, n in zip(ids, points, strict=True)}
    app = page(name, **query)
    shown = " ".join([words(app), *(fold.label.replace("\u00a0", " ") for fold in app.expander)])
    assert shown.count(DEFINITION) <= 1
    # The limits of words are no shares: they stand in the fold of the definition.
    told = re.sub(r"Mots : solide à partir[^.]*\.", "", shown.replace(DEFINITION, ""))
    assert len(re.findall(LONG, told)) <= 1, re.findall(f".{{60}}{LONG}", told)
    assert not re.search(OTHER_WORDINGS, told), re.search(f".{{60}}(?:{OTHER_WORDINGS})", told)
    assert "environ moins" not in told

"""A sentence does not begin after a colon: what stands there is a name, or what somebody wrote."""

import re

import pytest

from prioritisation.settings import current_case
from tests.cases.notes.make import HERE

TYPED = {
    "Objet", "Motifs", "Question posée", "Réponse", "Objection", "Avis minoritaire", "Annexes",
    "À établir en premier", "Pour un deuxième levier", "Contre un deuxième levier",
    "Pourquoi ce sens ? Critère du 5 décembre",
}  # fmt: skip


def names():
    """What begins with a capital because it is a name: levers, criteria, questions, sources."""
    case = current_case()
    labels = [x.label for x in (*case.levers, *case.criteria)]
    labels += [x.short_label for x in case.levers]
    labels += [source.title for source in case.sources.values()]
    return tuple(labels + [question.name for question in case.questions])


@pytest.mark.parametrize("name", ["clear", "contested", "undecidable"])
def test_no_sentence_begins_after_a_colon(name):
    text = (HERE / f"{name}.txt").read_text("utf-8")
    for line in text.splitlines():
        for match in re.finditer(r"(?:^|[.!?] )([^.!?]*?) : (?=([A-ZÀÉÈ].*))", line):
            label = match[1].removeprefix("- ").removeprefix("* ").strip()
            assert label in TYPED or match[2].startswith((*names(), "TOPSIS", "VIKOR")), line

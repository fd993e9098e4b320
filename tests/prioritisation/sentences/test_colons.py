"""A sentence does not begin after a colon: what stands there is a name, or what somebody wrote."""

import re

from prioritisation.settings import current_case
from tests.cases.notes.make import HERE
from tests.each import each
from tests.prioritisation.sentences.colons import chained
from tests.prioritisation.sentences.everything import lines_of
from tests.prioritisation.wording.update import catalogue

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


@each("name", ["clear", "contested", "undecidable"])
def test_no_sentence_begins_after_a_colon(name):
    text = (HERE / f"{name}.txt").read_text("utf-8")
    for line in text.splitlines():
        for match in re.finditer(r"(?:^|[.!?] )([^.!?]*?) : (?=([A-ZÀÉÈ].*))", line):
            label = match[1].removeprefix("- ").removeprefix("* ").strip()
            assert label in TYPED or match[2].startswith((*names(), "TOPSIS", "VIKOR")), line


@each("name", ["clear", "contested", "undecidable"])
def test_no_sentence_of_a_note_chains_colons(name):
    lines = (HERE / f"{name}.txt").read_text("utf-8").splitlines()
    assert [clause for line in lines for clause in chained(line)] == []


@each("seed", range(6))
def test_nothing_that_is_said_of_a_small_case_chains_colons(seed):
    """Ties, single criteria, unknown scores: note, report and pages."""
    assert [clause for line in lines_of(seed) for clause in chained(line)] == []


def test_no_message_chains_colons():
    french = [
        one
        for message in catalogue()
        for one in (message.string if isinstance(message.string, tuple) else [message.string])
    ]
    blanks = [part for one in french for part in one.split("{blank}")]
    assert [clause for one in blanks for clause in chained(one)] == []


def test_a_chain_is_seen_and_a_list_is_none():
    assert chained("Charge de travail, A : moyenne : on dit que.")
    assert not chained("Qui vient : A ; le deuxième : B. Puis : rien (ou : tout).")

"""Whoever may propose alone: told that it waits, in all that is sent; offered nothing else."""

import pytest

from prioritisation.meeting.rules import Role
from tests.prioritisation.ui.correcting import DOSSIERS, control
from tests.prioritisation.ui.reading import page, press, words

PROPOSED = "Votre correction est proposée : elle attend une réponse."
WRITTEN = ("C’est écrit", "Le bloc est écrit", "C’est compté là", "ajoutée", "retiré")
BLOCK = "\tÉcosystème partenarial\nMieux se loger\tplutôt favorable"

pytestmark = pytest.mark.usefixtures("fresh")


@pytest.fixture
def open_as(shelved, holds):
    """Opens « Corriger » with a link that proposes and corrects nothing."""
    holds(**shelved.cookie(shelved.link(Role.EXPERT)))
    return lambda **query: page(DOSSIERS, dossier=shelved.key, vue="corriger", **query)


def assert_proposed(app, shelved, seq):
    text = words(app)
    assert PROPOSED in text
    assert not [one for one in WRITTEN if one in text]
    assert shelved.seq == seq
    assert len(shelved.shelf.proposals(shelved.key, shelved.secret)) == 1


def test_a_block_is_proposed_and_said_to_be(shelved, open_as):
    app, seq = open_as(), shelved.seq
    app.text_area[-1].set_value(BLOCK).run()
    control(app, "_source").set_value("Tableur du GT")
    control(app, "_reason").set_value("Relevé en novembre.").run()
    assert "Écrire" not in " ".join(b.label for b in app.button)
    press(app, "Proposer 1 note")
    assert_proposed(app, shelved, seq)

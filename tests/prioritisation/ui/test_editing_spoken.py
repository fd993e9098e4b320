"""How a criterion is said within sentences is typed as it is to be read."""

import pytest

from tests.prioritisation.ui.correcting import case, control, part
from tests.prioritisation.ui.reading import press, words

pytestmark = pytest.mark.usefixtures("fresh")


def opened(shelved, criterion="ghg_impact"):
    return part(shelved, "criteria", "criterion", criterion)


def line(app, label):
    return next(e for e in app.text_input if e.label == label)


def read(app):
    return " ".join(words(app).split())


def with_cost(shelved):
    """The form of a criterion that was just added: its words are neutral."""
    app = part(shelved, "criteria")
    for name, value in {"label": "Coût", "unit": "k€", "worst": "900", "best": "100"}.items():
        control(app, f"_{name}").set_value(value)
    control(app, "_reason").set_value("Demandé.").run()
    press(app, "Ajouter ce critère")
    return opened(shelved, case(shelved).criteria[-1].id)


def sentences(shelved):
    own = case(shelved).criteria[-1]
    return own.in_sentence, own.of_sentence


def test_a_criterion_is_said_within_sentences_as_somebody_types_it(shelved):
    app = with_cost(shelved)
    assert "« Le poids du critère Coût. »" in read(app)
    line(app, "Au fil d’une phrase").set_value("le coût").run()
    assert "« Ce qui compte le plus : le coût. »" in read(app)
    press(app, "Écrire ces mots")
    assert sentences(shelved) == ("le coût", "du critère Coût")


def test_another_name_is_said_by_what_is_typed_else_by_neutral_words(shelved):
    app = with_cost(shelved)
    control(app, "_label").set_value("Dépense").run()
    assert "« Ce qui compte le plus : le critère Dépense. »" in read(app)
    control(app, "_of_sentence").set_value("de la dépense").run()
    press(app, "Écrire ces mots")
    assert sentences(shelved) == ("le critère Dépense", "de la dépense")


def test_a_sentence_is_not_left_empty(shelved):
    app = with_cost(shelved)
    before = shelved.seq
    line(app, "Au fil d’une phrase").set_value(" ").run()
    press(app, "Écrire ces mots")
    assert "Ne doit pas être vide." in read(app)
    assert shelved.seq == before

"""What the room reads of a criterion is typed as it is to be read."""

import pytest

from prioritisation.cases.units import unit_name
from tests.prioritisation.ui.correcting import case, control, part, written
from tests.prioritisation.ui.reading import MARKUP, html, press, words

pytestmark = pytest.mark.usefixtures("fresh")

PLACE = unit_name("criterion", "ghg_impact", "plain")
BEST = "Au mieux, la salle lit"
SEND = "Écrire ce que lit la salle"


def opened(shelved, criterion="ghg_impact"):
    return part(shelved, "criteria", "criterion", criterion)


def line(app, label):
    return next(e for e in app.text_input if e.label == label)


def typed(app, label, value):
    """A line typed in this form, whose reason stands below it."""
    form = line(app, label).key.rsplit("_", 1)[0]
    line(app, label).set_value(value).run()
    reason = next(e for e in app.text_input if e.key == f"{form}_reason")
    reason.set_value("Dit ainsi en réunion.").run()
    assert not app.exception
    return app


def read(app):
    return " ".join(words(app).split())


def test_the_phrases_are_those_that_the_room_reads_and_follow_what_is_typed(shelved):
    app = opened(shelved)
    assert line(app, BEST).value == "8 millions de tonnes en moins"
    assert "La salle lit : d’aucune baisse à 8 millions de tonnes en moins" in read(app)
    typed(app, BEST, "8 Mt évitées")
    assert "à 8 Mt évitées ; au milieu, 4 Mt évitées." in read(app)
    press(app, SEND)
    assert written(shelved, PLACE)["many"] == "{n} Mt évitées"
    assert written(shelved, PLACE)["status"] == "à confirmer"


def test_a_phrase_without_its_number_is_refused_beside_it(shelved):
    app, before = opened(shelved), shelved.seq
    press(typed(app, BEST, f"beaucoup {MARKUP}"), SEND)
    assert "doit dire le nombre de ce bout : 8" in read(app)
    assert MARKUP not in html(app)
    assert line(app, BEST).value.startswith("beaucoup")
    assert shelved.seq == before


def test_names_of_a_room_are_confirmed_with_their_reason(shelved):
    app = opened(shelved)
    press(typed(app, "Son nom quand plus haut est prioritaire", "Moins d’émissions"), SEND)
    assert written(shelved, PLACE)["max"]["name"] == "Moins d’émissions"
    app = opened(shelved)
    typed(app, BEST, line(app, BEST).value)
    press(app, "Confirmer ces mots")
    assert written(shelved, PLACE)["status"] == "confirmé"


def test_a_criterion_scored_by_words_has_no_phrase_of_its_ends(shelved):
    app = opened(shelved, "partner_ecosystem")
    labels = {e.label for e in app.text_input}
    assert BEST not in labels
    assert "Son nom quand plus haut est prioritaire" in labels


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


def test_what_a_room_has_its_own_way_of_saying_is_asked_once(shelved):
    labels = [e.label for e in opened(shelved).text_input]
    assert labels.count("Au fil d’une phrase") == 1

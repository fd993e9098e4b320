"""Sources are corrected, added, and withdrawn once nothing uses them."""

import pytest

from prioritisation.cases.blank import BlankCase, BlankCriterion, blank_files
from prioritisation.cases.writing import DossierEdit
from prioritisation.settings import current_day
from tests.prioritisation.ui.correcting import DOSSIERS, case, control, fill, part, written
from tests.prioritisation.ui.reading import MARKUP, html, page, press, words
from tests.shelving import Shelved

pytestmark = pytest.mark.usefixtures("fresh")

SOURCES = "sources"


@pytest.fixture
def blank(room, holds):
    """A case of a blank page: it has no source."""
    criteria = (BlankCriterion("Coût", "1500", "500"), BlankCriterion("Surface", "100", "400"))
    typed = BlankCase("Où aller ?", ("Gare", "Halle", "École"), criteria, "Maison")
    made = Shelved(room, files=blank_files(typed, current_day(None)))
    holds(**made.cookie())
    return made


def test_a_source_is_corrected_and_what_uses_it_is_counted(shelved):
    app = part(shelved, SOURCES, "source", "deck")
    arguments = sum(e.source == "deck" for e in case(shelved).evidence)
    assert f" notes, {arguments} arguments" in words(app).replace("\u00a0", " ")
    assert "Retirer" not in words(app)
    press(fill(app, caveat="Provisoire.", date="02/2026"), "Écrire cette source")
    source = case(shelved).sources["deck"]
    assert (source.caveat, source.date) == ("Provisoire.", "2026-02")
    assert "C’est écrit." in words(app)


def test_what_is_wrong_stands_beside_its_field_and_stays(shelved):
    app = part(shelved, SOURCES, "source", "deck")
    before = written(shelved, "source/deck")
    press(fill(app, url="exemple", date="2099"), "Écrire cette source")
    assert "n’est pas une adresse web" in words(app)
    assert "n’est pas encore venu" in words(app)
    assert control(app, "_url").value == "exemple"
    assert written(shelved, "source/deck") == before


def test_a_source_is_added_and_withdrawn_while_nothing_uses_it(shelved):
    app = part(shelved, SOURCES)
    press(fill(app, title=MARKUP), "Ajouter cette source")
    added = list(case(shelved).sources.values())[-1]
    assert added.title == MARKUP
    control(app, f"edited_source_{shelved.key}").set_value(added.id).run()
    assert MARKUP not in html(app)
    assert "Elle ne sert encore à rien." in words(app)
    next(b for b in app.button if b.label.startswith("Retirer")).click().run()
    control(app, "_reason").set_value("Écrite deux fois.").run()
    press(app, "Oui, retirer")
    assert added.id not in case(shelved).sources


def test_two_who_correct_one_source_see_both(shelved):
    app = fill(part(shelved, SOURCES, "source", "deck"), publisher="Le mien")
    state = shelved.shelf.state(shelved.key, shelved.secret)
    unit = "source/deck"
    other = state[unit].replace("document de travail du groupe", "document du groupe")
    edit = DossierEdit({unit: (state[unit], other)}, shelved.seq, "form", "")
    shelved.shelf.write(shelved.key, shelved.secret, edit)
    press(app, "Écrire cette source")
    assert "Cela a changé pendant que vous l’écriviez" in words(app)
    press(app, "Écrire cette source")
    assert case(shelved).sources["deck"].publisher == "Le mien"


def statement_form(shelved, picked):
    app = part(shelved, "statements")
    control(app, f"edited_about_{shelved.key}").set_value("mieux_se_loger").run()
    fill(app, topic="Délai", statement="Les chantiers sont prêts.", place="page 3")
    control(app, "_source").set_value(picked).run()
    return app


def test_a_new_source_is_named_where_an_argument_is_written(shelved):
    app = statement_form(shelved, "\n")
    press(app, "Ajouter")
    assert "Ne doit pas être vide." in words(app)
    press(fill(app, new="Audition du pilote"), "Ajouter")
    *_, source = case(shelved).sources.values()
    assert (source.title, case(shelved).evidence[-1].source) == ("Audition du pilote", source.id)


def test_a_source_that_is_there_by_its_title_is_not_made_twice(shelved):
    before = case(shelved).sources
    app = statement_form(shelved, "\n")
    press(fill(app, new=f" {before['deck'].title.upper()} "), "Ajouter")
    assert case(shelved).sources == before
    assert case(shelved).evidence[-1].source == "deck"


def test_an_argument_is_written_with_its_source_where_there_is_none_yet(blank):
    app = part(blank, "statements")
    fill(app, topic="Délai", statement="Prêt en mai.", place="réunion", new="Mairie")
    press(app, "Ajouter")
    (statement,) = case(blank).evidence
    assert case(blank).sources[statement.source].title == "Mairie"


def sourced(shelved, lever, source, **values):
    """The form of a score in words, filled."""
    app = page(DOSSIERS, dossier=shelved.key, vue="corriger", note=f"{lever}.partner_ecosystem")
    control(app, "_kind").set_value("one").run()
    low = next(e for e in app.radio if e.key.endswith("_low"))
    low.set_value("plutot_favorable")
    control(app, "_source").set_value(source).run()
    return fill(app, reason="Le pilote l’a dit.", **values)


@pytest.mark.parametrize(("source", "new"), [("deck", {}), ("\n", {"new": "Audition"})])
def test_the_source_of_a_score_is_offered_to_the_next_and_never_taken_by_itself(
    shelved, source, new
):
    app = sourced(shelved, "mieux_se_loger", source, date="02/2026", **new)
    assert "Même source" not in "".join(b.label for b in app.button)
    press(app, "Écrire et passer à la suivante")
    assert control(app, "_date").value == ""
    assert control(app, "_source").value in (None, "\n")
    assert not [e for e in app.text_input if e.key.endswith("_new") and e.value]
    same = next(b for b in app.button if b.label.startswith("Même source que la précédente"))
    assert "02/2026" in same.label
    same.click().run()
    assert control(app, "_date").value == "02/2026"
    assert control(app, "_source").value == (source if not new else "audition")
    assert "Même source" not in "".join(b.label for b in app.button)

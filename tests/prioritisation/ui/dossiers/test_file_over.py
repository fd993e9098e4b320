"""A newer file over a dossier: what would change is seen, and one undo takes all of it back."""

from dataclasses import replace

import pytest

from prioritisation.cases.editing.notes import note_unit
from prioritisation.cases.reading import DoorOrigin
from prioritisation.cases.units import canonical_json, unit_content
from prioritisation.cases.writing import DossierEdit
from prioritisation.imports.making.case import ImportHead, imported_case_files
from prioritisation.imports.model import FileAnswers, GivenAnswer, ReadLever
from prioritisation.meeting.rules import Role
from prioritisation.settings import current_day
from tests.each import each
from tests.prioritisation.ui.dossiers.conftest import Owned
from tests.prioritisation.ui.dossiers.sites_file import ABOUT, DATE, SITES, sites_reading
from tests.prioritisation.ui.dossiers.waiting import waiting_files
from tests.prioritisation.ui.reading import press, words

GIVEN = FileAnswers(
    [
        GivenAnswer("cell", DATE, ("3 à 8",)),
        GivenAnswer("cell", ABOUT, ("9",)),
        GivenAnswer("direction", "Coût", ("min",)),
        GivenAnswer("ends", "Coût", ("1500", "500")),
    ]
)


def of_others(name, content, answers):
    """A file of a thousand levers that the dossier does not have."""
    reading = newer_reading(name, content, answers)
    levers = tuple(ReadLever(f"Friche {n:04}", f"Notes!B{n}") for n in range(10, 1_010))
    return replace(reading, levers=(*reading.levers, *levers))


def newer_reading(name, content, answers):
    """The same file a month later: one cost is another, one is not known any more."""
    reading = sites_reading(name, content, answers)
    scores = list(reading.scores)
    scores[0] = replace(scores[0], value=1300.0, found="1300")
    scores[2] = replace(scores[2], value=None, status="inconnu", found="n.c.")
    return replace(reading, scores=tuple(scores))


@pytest.fixture
def sites(shelf, holds):
    """A dossier made of the file, whose facilitator's link the visitor holds."""
    head = ImportHead("Choix du site", "Maison des projets", file="comparatif.xlsx")
    files = imported_case_files(sites_reading("", b"", GIVEN), head, current_day(None))
    made = shelf.create(files, DoorOrigin("file", "comparatif.xlsx"))
    owned = Owned(shelf, made.key, made.secret)
    holds(**owned.cookie())
    return owned


@pytest.fixture
def newer(monkeypatch):
    uploads = waiting_files(monkeypatch, newer_reading)
    return uploads.received(uploads.receive("comparatif-avril.xlsx", b"x"))


def costs(owned):
    case = owned.now.case
    scores = case.tables[case.default_combination].scores
    cost = next(c.id for c in case.criteria if c.label == "Coût")
    return [scores[lever.id, cost] for lever in case.levers]


def test_the_way_to_it_is_beside_what_is_corrected(sites):
    app = sites.open(vue="corriger")
    press(app, "Coller un tableau, ou reprendre un fichier plus récent")
    assert app.query_params["vue"] == "importer"
    assert "Quel fichier plus récent compare-t-on à ce dossier ?" in words(app)


def test_nothing_is_written_while_the_file_has_something_to_mend(sites, newer):
    app = sites.open(vue="importer", fichier=newer.token, etape="resume")
    assert "Avant d’écrire quoi que ce soit : 1 cellule à corriger" in words(app)
    press(app, "Répondre")
    assert "Sens et repères" not in words(app)
    assert sites.now.seq == 1


def test_what_changes_is_seen_then_written_as_one_change_that_one_undo_takes_back(sites, newer):
    newer.answer(*GIVEN.given)
    before = costs(sites)
    app = sites.open(vue="importer", fichier=newer.token, etape="resume")
    text = words(app)
    assert "1 note change" in text
    assert "D’où viennent les notes ?" in text
    assert "Le fichier ne dit rien de ce que le dossier sait" in text
    assert f"{SITES[2]} : Coût" in text
    press(app, "Écrire 1 note")
    assert sites.now.seq == 2
    assert [one.low for one in costs(sites)] != [one.low for one in before]
    assert costs(sites)[2] == before[2]
    assert "Le fichier est écrit" in words(app)
    assert "fichier" not in app.query_params
    back = sites.open(vue="historique")
    press(back, "Annuler…")
    back.text_input[0].set_value("mauvais fichier")
    press(back, "Annuler ce changement")
    assert costs(sites) == before


def longer_reading(name, content, answers):
    """Another cost, and a site more than the dossier has."""
    reading = newer_reading(name, content, answers)
    scores = [replace(one, lever="Nouvelle halle") for one in reading.scores[:3]]
    levers = (*reading.levers, replace(reading.levers[0], name="Nouvelle halle"))
    return replace(reading, levers=levers, scores=(*reading.scores, scores[0]))


def test_a_site_that_comes_has_its_name_and_all_scores_of_a_file_one_source(monkeypatch, sites):
    uploads = waiting_files(monkeypatch, longer_reading)
    newer = uploads.received(uploads.receive("comparatif-avril.xlsx", b"x"))
    newer.answer(*GIVEN.given)
    newer.head["match Nouvelle halle"] = "new"
    app = sites.open(vue="importer", fichier=newer.token, etape="resume")
    assert "Nouvelle halle, Coût : rien → 1 300 k€" in words(app)
    before = len(sites.now.case.sources)
    press(app, "Écrire 4 notes")
    assert len(sites.now.case.sources) == before + 1


def test_a_site_that_comes_is_left_out_unless_one_says_that_it_is_new(monkeypatch, sites):
    uploads = waiting_files(monkeypatch, longer_reading)
    newer = uploads.received(uploads.receive("comparatif-avril.xlsx", b"x"))
    newer.answer(*GIVEN.given)
    app = sites.open(vue="importer", fichier=newer.token, etape="resume")
    assert "Sans réponse, rien n’en est repris." in words(app)
    press(app, "Écrire 1 note")
    assert len(sites.now.case.levers) == len(SITES)


def strange_reading(name, content, answers):
    """A word that the scale of the dossier does not have."""
    reading = newer_reading(name, content, answers)
    scores = [replace(one, word="ravi") if one.word else one for one in reading.scores]
    return replace(reading, scores=tuple(scores))


@each("role", [Role.FACILITATOR, Role.EXPERT])
def test_a_word_that_the_dossier_does_not_have_leaves_a_way_to_another_file(
    monkeypatch, sites, holds, role
):
    """The last screen said what was wrong, and had no button at all."""
    uploads = waiting_files(monkeypatch, strange_reading)
    newer = uploads.received(uploads.receive("comparatif-avril.xlsx", b"x"))
    newer.answer(*GIVEN.given)
    holds(**sites.cookie(sites.link(role)))
    app = sites.open(vue="importer", fichier=newer.token, etape="resume")
    assert "n’est pas un niveau de l’échelle" in words(app)
    assert "Corrigez votre fichier, puis déposez-le de nouveau." in words(app)
    press(app, "Autre fichier")
    assert "fichier" not in app.query_params
    assert "Quel fichier plus récent compare-t-on à ce dossier ?" in words(app)


def test_what_the_file_does_not_know_becomes_unknown_once_it_is_said(sites, newer):
    newer.answer(*GIVEN.given)
    case = sites.now.case
    cost = next(c.id for c in case.criteria if c.label == "Coût")
    app = sites.open(vue="importer", fichier=newer.token, etape="resume")
    (ways,) = [g for g in app.get("button_group") if "_forget" in (g.key or "")]
    ways.set_value(note_unit(case.levers[2].id, cost)).run()
    press(app, "Écrire 2 notes")
    assert costs(sites)[2].unknown


def test_of_a_thousand_names_that_the_dossier_lacks_so_many_are_asked(sites, monkeypatch):
    uploads = waiting_files(monkeypatch, of_others)
    file = uploads.received(uploads.receive("f.xlsx", b"x"))
    file.answer(*GIVEN.given)
    app = sites.open(vue="importer", fichier=file.token, etape="resume")
    assert len([g for g in app.get("button_group") if "Friche" in (g.key or "")]) == 30
    assert "Il y en a beaucoup" in words(app)


def test_whoever_may_but_read_is_told_so(sites, newer, holds):
    secret = sites.shelf.new_link(sites.key, sites.secret, Role.OBSERVER)
    holds(**sites.cookie(secret))
    app = sites.open(vue="importer", fichier=newer.token, etape="resume")
    assert "ce dossier se lit et ne se corrige pas" in words(app)
    assert "Écrire 1 note" not in [b.label for b in app.button]


def test_an_expert_proposes_each_score_of_a_file_and_who_leads_accepts(sites, newer, holds):
    newer.answer(*GIVEN.given)
    secret = sites.link(Role.EXPERT)
    before = costs(sites)
    holds(**sites.cookie(secret))
    app = sites.open(vue="corriger")
    press(app, "Coller un tableau, ou reprendre un fichier plus récent")
    app = sites.open(vue="importer", fichier=newer.token, etape="resume")
    assert "Écrire 1 note" not in [b.label for b in app.button]
    assert "chaque note devient une proposition" in words(app)
    press(app, "Proposer 1 note")
    assert app.query_params["vue"] == "propositions"
    assert "1 note est proposée." in words(app)
    (waiting,) = sites.shelf.proposals(sites.key, sites.secret)
    assert "comparatif-avril.xlsx" in waiting.reason
    assert (sites.now.seq, costs(sites)) == (1, before)
    sites.shelf.accept(sites.key, sites.secret, waiting.id)
    case = sites.now.case
    assert costs(sites)[0].low == 1300
    assert "comparatif-avril.xlsx" in case.sources[costs(sites)[0].source].title


def test_a_lever_that_comes_is_not_proposed(monkeypatch, sites, holds):
    uploads = waiting_files(monkeypatch, longer_reading)
    newer = uploads.received(uploads.receive("comparatif-avril.xlsx", b"x"))
    newer.answer(*GIVEN.given)
    newer.head["match Nouvelle halle"] = "new"
    holds(**sites.cookie(sites.shelf.new_link(sites.key, sites.secret, Role.EXPERT)))
    app = sites.open(vue="importer", fichier=newer.token, etape="resume")
    assert "n’est pas un site de ce dossier" in words(app)
    press(app, "Proposer 1 note")
    assert len(sites.shelf.proposals(sites.key, sites.secret)) == 1


def test_a_score_that_somebody_writes_meanwhile_is_written_over_once_it_was_seen(sites, newer):
    newer.answer(*GIVEN.given)
    app = sites.open(vue="importer", fichier=newer.token, etape="resume")
    state, cost = sites.shelf.state(sites.key, sites.secret), costs(sites)[0].criterion
    unit = note_unit(sites.now.case.levers[0].id, cost)
    other = canonical_json(unit_content(state, unit) | {"score": "900"})
    edit = DossierEdit({unit: (state[unit], other)}, 1, "form", "Dit ailleurs.")
    sites.shelf.write(sites.key, sites.secret, edit)
    press(app, "Écrire 1 note")
    assert "Cela vient de changer" in words(app)
    assert costs(sites)[0].low == 900
    assert "900 k€ → 1 300 k€" in words(app)
    press(app, "Écrire 1 note")
    assert costs(sites)[0].low == 1300


def test_a_dossier_that_is_put_away_is_not_written_over(sites, newer):
    newer.answer(*GIVEN.given)
    app = sites.open(vue="importer", fichier=newer.token, etape="resume")
    sites.shelf.archive(sites.key, sites.secret, archived=True)
    press(app, "Écrire 1 note")
    assert sites.now.seq == 1
    again = sites.open(vue="importer", fichier=newer.token, etape="resume")
    assert "Écrire 1 note" not in [b.label for b in again.button]


def test_a_link_that_was_made_anew_meanwhile_writes_nothing(sites, newer, holds):
    newer.answer(*GIVEN.given)
    holds(**sites.cookie())
    app = sites.open(vue="importer", fichier=newer.token, etape="resume")
    sites.secret = sites.shelf.recover(sites.key)
    press(app, "Écrire 1 note")
    assert sites.now.seq == 1

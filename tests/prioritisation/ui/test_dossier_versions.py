"""Any version of a dossier is read by its address: said on each page, nothing of it written."""

from pathlib import Path

import pytest

from prioritisation.cases.editing.notes import note_unit
from prioritisation.cases.units import canonical_json
from prioritisation.cases.writing import DossierEdit
from prioritisation.meeting.rules import Role
from prioritisation.ui.shared.pages import PAGES
from tests.each import each
from tests.prioritisation.ui.reading import SCORES, html, page, second_line, words
from tests.sitting import Sitting

pytestmark = pytest.mark.usefixtures("fresh")

OF_CASE = [path for path in PAGES if path not in ("seance", "dossiers")]
CLASSER, DOSSIERS = "classer", "dossiers"
CELL = ("mieux_se_loger", "partner_ecosystem")
FOLDER = "Dossier de départ, poids égaux"


@pytest.fixture
def corrected(shelved):
    """A dossier whose missing score was given in its last version."""
    shelf, unit = shelved.shelf, note_unit(*CELL)
    before = shelf.state(shelved.key, shelved.secret)[unit]
    tree = {"score": "plutot_favorable", "status": "avis", "source_id": "deck", "reason": "Dit."}
    edit = DossierEdit({unit: (before, canonical_json(tree))}, shelved.seq, "form", "Dit.")
    shelf.write(shelved.key, shelved.secret, edit)
    return shelved


def read(shelved, seq, file=CLASSER, **query):
    return page(file, dossier=shelved.key, version=str(seq), **query)


def address(app):
    return {k: v[0] if isinstance(v, list) else v for k, v in app.query_params.items()}


def score(app):
    """The score of the cell in the case that the pages show."""
    case = app.session_state["case_shown"]
    return case.tables[case.default_combination].score(*CELL)


@each("file", OF_CASE, ids=lambda file: Path(file).stem)
def test_each_page_reads_the_version_that_its_address_names_and_says_so(corrected, file):
    app = read(corrected, 2, file)
    line = second_line(app)
    assert line.startswith("Vous lisez la version 2 de ce dossier, du ")
    assert "il en est aujourd’hui à la version 3" in line
    assert address(app) == {"dossier": corrected.key, "version": "2"}
    assert score(app).unknown


def ways_to_forms(app):
    """Where a page leads to the form of a score."""
    links = [str(one.proto) for one in app.get("page_link")]
    return html(app).count("vue=corriger") + sum("vue=corriger" in one for one in links)


@each("file", [SCORES, CLASSER])
def test_nothing_is_written_from_it(corrected, file):
    """A missing score is filled by a tap where the case is that of today."""
    assert ways_to_forms(page(file, dossier=corrected.key)) > 0
    assert ways_to_forms(read(corrected, 2, file)) == 0


@each("seq", ["0", "4", "-1", "99999999999999999999", "deux", "<b>2</b>", ""])
def test_one_that_is_not_there_is_told_in_a_sentence(corrected, seq):
    app = read(corrected, seq)
    assert "Ce dossier n’a pas cette version." in words(app)
    assert "Sa version d’aujourd’hui est montrée à la place." in words(app)
    assert "Le dossier de départ est montré" not in words(app)
    assert second_line(app) == "Version 3 de ce dossier, poids égaux"


def test_without_a_link_it_opens_nothing_and_any_reader_has_it(corrected, holds):
    holds(**corrected.cookie(corrected.link(Role.OBSERVER)))
    assert "Vous lisez la version 2" in second_line(read(corrected, 2))
    holds()
    app = read(corrected, 2)
    assert "s’ouvre par un lien" in words(app)
    assert second_line(app) == FOLDER


def test_while_a_group_votes_on_the_dossier_no_version_of_it_is_ranked(corrected, room, holds):
    made = Sitting(room, about=corrected.meeting())
    made.lobby().open()
    holds(**{f"present_{made.code}": "1"}, **corrected.cookie())
    app = read(corrected, 2)
    assert "vote ouvert" in second_line(app)
    assert "Rien n’est classé avant" in words(app)

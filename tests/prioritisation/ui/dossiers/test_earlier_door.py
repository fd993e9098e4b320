"""Last time: the case of a meeting that one drives, or of a proof file; never its votes."""

import base64
import gzip

import pytest

from prioritisation.cases.reading import DoorOrigin
from prioritisation.meeting.rules import Role
from prioritisation.ui.dossiers.doors import CarriedFile, carried_file
from prioritisation.ui.visit import visit
from tests.conftest import NORMANDIE
from tests.each import each
from tests.prioritisation.ui.dossiers.conftest import SCREEN, opened_dossiers
from tests.prioritisation.ui.reading import page, press, words

RECORD = NORMANDIE.parents[1] / "tests" / "cases" / "records" / "clear.decision.json"
PICKED = "earlier_file_picked"


def door(content=None, name="x.json"):
    app = page(SCREEN)
    if content is not None:
        app.session_state[PICKED] = CarriedFile(name, content)
    app.query_params["porte"] = "reprise"
    app.run()
    assert not app.exception
    return app


def test_a_proof_file_becomes_a_dossier_without_votes(seated):
    app = door(RECORD.read_bytes())
    assert seated.every() == ()
    press(app, "Créer ce dossier")
    (made,) = opened_dossiers(seated)
    assert (made.origin.kind, bool(made.origin.line)) == ("record", True)
    files = seated.files(made.key, seated.recover(made.key))
    assert set(files) <= {p.name for p in NORMANDIE.iterdir()}
    assert "points" not in "".join(files)


@each(
    ("content", "why"),
    [
        (b"", "ne peut pas être repris"),
        (b"%PDF-1.7\n", "n’est pas du JSON"),
        (b"<html>", "n’est pas du JSON"),
        (b"{}", "n’est pas un fichier de preuve"),
        (RECORD.read_bytes()[:5000], "s’arrête trop tôt"),
    ],
)
def test_a_file_that_is_none_is_told(seated, content, why):
    app = door(content)
    assert why in words(app)
    assert "Créer ce dossier" not in [b.label for b in app.button]
    assert seated.every() == ()


@pytest.mark.usefixtures("seated")
def test_a_file_that_was_changed_is_said_to_be():
    content = RECORD.read_text("utf-8").replace("Mieux produire", "Mieux faire", 1).encode()
    text = words(door(content))
    assert "a été modifié" in text or "modifié après" in text


def test_the_case_of_a_meeting_comes_back(sitting, shelf, monkeypatch):
    monkeypatch.setattr(visit, "sits_here", lambda: True)
    sitting.open().vote(5)
    sitting.reveal()
    app = door()
    app.selectbox[0].set_value(sitting.code).run()
    press(app, "Créer ce dossier")
    (made,) = opened_dossiers(shelf)
    assert (made.origin.kind, made.origin.line) == ("meeting", sitting.stage().case.id)
    assert [v.id for v in made.case.levers] == [v.id for v in sitting.stage().case.levers]


def test_a_title_that_a_dossier_of_this_browser_has_gets_the_day(
    sitting, shelf, holds, monkeypatch
):
    monkeypatch.setattr(visit, "sits_here", lambda: True)
    title, origin = sitting.stage().case.title, DoorOrigin("meeting", "Avant")
    first = shelf.create(shelf.store.files(sitting.code), origin)
    cookies = {f"lien_{sitting.code}": sitting.secret}
    for more, suffix in (({}, ""), ({f"dossier_{first.key}": first.secret}, " (reprise du ")):
        holds(**cookies, **more)
        app = door()
        app.selectbox[0].set_value(sitting.code).run()
        (field,) = app.text_input
        assert field.value.replace("\u00a0", " ").startswith(f"{title}{suffix}")
        assert (field.value == title) is not bool(suffix), "and nothing more where it is free"


def test_a_meeting_that_votes_is_not_taken_up(sitting, shelf, monkeypatch):
    monkeypatch.setattr(visit, "sits_here", lambda: True)
    sitting.open().vote(5)
    app = door()
    app.selectbox[0].set_value(sitting.code).run()
    press(app, "Créer ce dossier")
    assert shelf.every() == ()
    assert "Les résultats du vote ne sont pas encore montrés" in words(app)


def test_only_who_has_its_documents_takes_a_meeting_up(sitting, shelf, holds, monkeypatch):
    sitting.open().vote(5)
    sitting.reveal()
    lead = sitting.room.new_link(sitting.code, sitting.secret, Role.LEAD)
    holds(**{f"lien_{sitting.code}": lead})
    monkeypatch.setattr(visit, "sits_here", lambda: True)
    app = door()
    app.selectbox[0].set_value(sitting.code).run()
    press(app, "Créer ce dossier")
    assert shelf.every() == ()
    assert "Ce lien ne permet pas de faire cela." in words(app)


def packed(content):
    return base64.b64encode(gzip.compress(content)).decode()


def test_what_a_browser_tells_is_read_back():
    content = RECORD.read_bytes()
    told = {"name": "x.json", "content": packed(content)}
    assert carried_file(told) == CarriedFile("x.json", content)


@each("told", [None, 3, {"name": 1, "content": "x"}, {"name": "x"}])
def test_what_no_browser_of_ours_tells_is_nothing(told):
    assert carried_file(told) is None


def test_a_small_file_that_unpacks_without_end_is_cut():
    bomb = carried_file({"name": "x", "content": packed(b"0" * 50_000_000)})
    assert len(bomb.content) == 5_000_001

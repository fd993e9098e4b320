"""Documents and pictures of a dossier: by its link, never by its key alone, nor during a vote."""

import pytest

from prioritisation.documents import subjects
from prioritisation.documents.kinds import Document, UnderWay
from prioritisation.documents.service import DocumentQueue, DocumentRequest
from prioritisation.meeting.rules import Role
from prioritisation.settings import current_day
from prioritisation.web import documents
from prioritisation.web.meetings import Meetings
from tests.each import each
from tests.prioritisation.documents import made
from tests.shelving import Shelved
from tests.sitting import Sitting
from tests.voting import as_kept

pytestmark = [pytest.mark.usefixtures("fresh")]


@pytest.fixture
def app(room, monkeypatch):
    service = DocumentQueue(made.process(made.NAMED, patience=20.0))
    monkeypatch.setattr(documents, "current_queue", lambda: service)
    found = Meetings(None, rooms=lambda: room)
    yield found
    found.events.close()
    service.close()


def url(dossier, document="pdf", more=""):
    return f"/documents/projet/{document}?dossier={dossier.key}{more}"


def test_whoever_has_a_link_has_every_document_and_the_picture(dossier, device):
    visitor = device(cookies=dossier.cookie(dossier.link(Role.OBSERVER)))
    for document in Document:
        page = visitor.get(url(dossier, document.value))
        assert page.status == 200
        assert document.value in page.text


def test_a_version_that_the_address_names_is_what_documents_are_of(dossier, device, room):
    visitor = device(cookies=dossier.cookie(dossier.link(Role.OBSERVER)))
    for version, status in (("1", 200), ("2", 200), ("3", 404), ("x", 404)):
        assert visitor.get(url(dossier, more=f"&version={version}")).status == status
    for version in ("1", "2"):
        about = {"dossier": dossier.key, "version": version}
        case, was = subjects.case_of_address(lambda: room, about, visitor.cookies)
        assert str(was.seq) == version
        assert (case.group == "Groupe breton") == (version == "2")


def test_the_key_alone_opens_none_and_what_to_do_is_said(dossier, device, room):
    other = Shelved(room)
    for cookies in ({}, other.cookie(), {f"dossier_{dossier.key}": dossier.secret[:-1]}):
        page = device(cookies=dict(cookies)).get(url(dossier))
        assert (page.status, page.title) == (403, "Pas de document")
        assert "s’ouvre par un lien" in page.words
    for typed in ("", "ZZZZZZZZ"):
        assert device().get(f"/documents/projet/pdf?dossier={typed}").status == 403


@each("forged", ["x", f"{'0' * 64}.{'A' * 16}"])
def test_no_address_tells_an_erased_one_from_one_that_is_there(dossier, room, device, forged):
    gone = Shelved(room)
    gone.shelf.erase(gone.key, gone.secret)
    pages = [
        device(cookies={f"dossier_{one.key}": forged}).get(url(one)) for one in (dossier, gone)
    ]
    assert pages[0].status == pages[1].status == 403
    assert pages[0].words == pages[1].words


def test_nothing_comes_out_by_its_key_while_its_meeting_votes(dossier, device, room):
    sitting = Sitting(room, about=dossier.meeting()).lobby()
    twin = Shelved(room)
    carried = as_kept(room, {f"present_{sitting.code}": "1"}) | dossier.cookie() | twin.cookie()
    visitor = device(cookies=dict(carried))
    assert visitor.get(url(dossier)).status == 200
    sitting.open()
    for one in (dossier, twin):
        for document in Document:
            assert visitor.get(url(one, document.value)).status == 403
    assert device(cookies=twin.cookie()).get(url(twin)).status == 200, "of neither meeting"
    assert device(cookies=dossier.cookie()).get(url(dossier)).status == 200


def subject(dossier, room, cookies):
    case, version = subjects.case_of_address(lambda: room, {"dossier": dossier.key}, cookies)
    scenario = subjects.scenario_of(case, [("dossier", dossier.key)])
    today = current_day(case)
    return subjects.scenario_subject(lambda: room, case, scenario, cookies, today, version)


def test_a_link_made_anew_while_it_is_made_gives_nothing(dossier, room):
    asked = subject(dossier, room, dossier.cookie(dossier.link(Role.OBSERVER)))
    asked.check()
    dossier.link(Role.OBSERVER)
    with pytest.raises(subjects.DossierRefused):
        asked.check()


def test_a_vote_that_opens_while_it_is_made_gives_nothing(dossier, room):
    sitting = Sitting(room, about=dossier.meeting()).lobby()
    cookies = as_kept(room, {f"present_{sitting.code}": "1"}) | dossier.cookie()
    asked = subject(dossier, room, cookies)
    asked.check()
    sitting.open()
    with pytest.raises(UnderWay):
        asked.facts()


class Maker:
    """A process that makes the same of everything, and counts how often it ended."""

    pid, ends = None, 0

    def ask(self, _):
        return b"made"

    def close(self):
        self.ends += 1


@pytest.fixture
def maker():
    return Maker()


@pytest.fixture
def queue(maker):
    opened = DocumentQueue(maker)
    yield opened
    opened.close()


def was_kept(queue, asked):
    """Whether the queue has it already: then nothing is read to make it."""
    read = []
    queue.ask(DocumentRequest(asked.key, "pdf"), lambda: read.append(asked)).result()
    return not read


def test_no_document_of_an_erased_dossier_is_kept_nor_its_process(dossier, room, queue, maker):
    twin = Shelved(room)
    first, other = (subject(one, room, one.cookie()) for one in (dossier, twin))
    for asked in (first, other):
        assert not was_kept(queue, asked)
        asked.keeps(queue)
        assert was_kept(queue, asked)
    dossier.shelf.erase(dossier.key, dossier.secret)
    assert was_kept(queue, other)
    assert not was_kept(queue, first)
    assert maker.ends == 1


def test_a_document_made_while_its_dossier_is_erased_is_not_kept(dossier, room, queue):
    asked = subject(dossier, room, dossier.cookie())
    dossier.shelf.erase(dossier.key, dossier.secret)
    assert not was_kept(queue, asked)
    asked.keeps(queue)
    assert not was_kept(queue, asked)

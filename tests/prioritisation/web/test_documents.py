"""Documents by their addresses: for whom, when, and what is said instead."""

import os
import signal

import pytest

from criteria.errors import Problem
from prioritisation.documents.kinds import MEDIA, Document, Lost
from prioritisation.documents.service import DocumentQueue
from prioritisation.meeting.rules import Role
from prioritisation.meeting.store import StoreUnavailable
from prioritisation.settings import current_case, current_day
from prioritisation.web import documents
from prioritisation.web.meetings import Meetings
from prioritisation.wording import problem_sentence
from tests.each import each
from tests.prioritisation.documents import made
from tests.thresholds import facts_of
from tests.voting import as_kept

ALL = [d.value for d in Document]
WEIGHTS = "poids.ghg_impact=10&poids.partner_ecosystem=20&poids.existing_coverage=70"
ALONE = tuple(f"/documents/projet/{document}" for document in ALL)
ROLES = (Role.FACILITATOR, Role.RECORDER, Role.LEAD, Role.EXPERT)


@pytest.fixture(scope="module")
def real():
    """What makes documents for true, once for all the tests here."""
    service = DocumentQueue()
    yield service
    service.close()


@pytest.fixture
def service(request):
    """What makes documents: a quick stand-in, unless a test asks for another."""
    script, patience = getattr(request, "param", (made.NAMED, 20.0))
    found = DocumentQueue(made.process(script, patience=patience))
    yield found
    found.close()


@pytest.fixture
def app(room, service, monkeypatch):
    monkeypatch.setattr(documents, "current_queue", lambda: service)
    monkeypatch.setattr("prioritisation.meeting.room.warnings.STAGE_FRESH_S", 0.0)
    found = Meetings(None, rooms=lambda: room)
    yield found
    found.events.close()


@pytest.fixture
def meeting(sitting):
    """A meeting with six ballots, revealed."""
    found = sitting().open()
    found.others_vote(6)
    return found.reveal()


@pytest.fixture
def holding(device, meeting):
    """A browser with the link of a role."""

    def given(role=Role.FACILITATOR):
        linked = role in ROLES
        secret = meeting.room.new_link(meeting.code, meeting.secret, role) if linked else ""
        return device(cookies={f"lien_{meeting.code}": secret})

    return given


def url(meeting, document):
    return f"/documents/{meeting.code}/{document}"


def told(page):
    """What the answer that carries a document says of it."""
    names = ("content-type", "cache-control", "x-content-type-options", "content-disposition")
    return page.status, *(page.headers[name] for name in names)


def test_each_document_is_a_file_with_a_french_name(holding, meeting):
    visitor = holding()
    found = {document: told(visitor.get(url(meeting, document))) for document in ALL}
    assert found == {
        document: (
            200,
            MEDIA[Document(document)],
            "no-store",
            "nosniff",
            f'attachment; filename="un-{document}"',
        )
        for document in ALL
    }


def refused(visitor, address, says):
    page = visitor.get(address)
    return page.status == 403 and says in page.words


def test_no_document_while_a_round_is_open(holding, meeting):
    visitor = holding()
    assert {visitor.get(url(meeting, document)).status for document in ALL} == {200}
    meeting.open()
    says = "Les résultats du vote ne sont pas encore montrés"
    assert [d for d in ALL if not refused(visitor, url(meeting, d), says)] == []
    # What is said stays true once nobody votes any more.
    meeting.room.close_round(meeting.code, meeting.secret, missing=6)
    assert [d for d in ALL if not refused(visitor, url(meeting, d), says)] == []


@each("path", ALONE)
def test_an_address_is_taken_whole_or_refused_with_all_that_is_wrong(device, path):
    def repeated(key):
        return problem_sentence(Problem("repeated", "address", None, key, {"found": key}))

    said = {
        "lecture=lune": "l’adresse n’est pas comprise",
        "poids.ghg_impact=5": "l’adresse n’est pas comprise",
        "x=1": "l’adresse n’est pas comprise",
        f"{WEIGHTS}&seance=AQBKM": "propres documents",
        f"{WEIGHTS}&poids.ghg_impact=10": repeated("poids.ghg_impact"),
        "lecture=gt&lecture=gt": repeated("lecture"),
        f"{'x' * 90}1=1&{'x' * 90}2=1": "x" * 80,
    }
    for query, words in said.items():
        page = device().get(f"{path}?{query}", accept="text/plain")
        assert (page.status, words in page.text) == (400, True), query
        assert ("deux fois" in page.text) is ("deux fois" in words), query


def test_without_a_store_documents_are_for_those_of_no_meeting(device, sitting, monkeypatch):
    def gone(*_args):
        raise StoreUnavailable("gone")

    meeting = sitting()
    joined = device(cookies=as_kept(meeting.room, {f"present_{meeting.code}": "1"}))
    monkeypatch.setattr(meeting.room, "votes_on", gone)
    for path in ALONE:
        assert device().get(f"{path}?{WEIGHTS}").status == 200, path
        page = joined.get(f"{path}?{WEIGHTS}")
        assert (page.status, page.headers["retry-after"]) == (503, "5"), path
        assert "On ne peut pas savoir si un vote est en cours" in page.words


def test_no_document_of_a_scenario_while_people_vote_on_the_case(device, sitting):
    paths = [f"{path}?{WEIGHTS}" for path in ALONE]
    meeting = sitting()
    joined = device(cookies=as_kept(meeting.room, {f"present_{meeting.code}": "1"}))
    assert {joined.get(path).status for path in paths} == {200}
    meeting.open()
    says = "Les résultats du vote ne sont pas encore montrés"
    assert [path for path in paths if not refused(joined, path, says)] == []
    other = device(cookies={f"lien_{sitting().code}": "x", "present_ZZZZZ": "1"})
    assert {other.get(path).status for path in paths} == {200}


def test_no_document_before_the_reveal(device, sitting):
    found = sitting()
    visitor = device(cookies={f"lien_{found.code}": found.secret})
    assert visitor.get(url(found, "pdf")).status == 403
    found.open().others_vote(6)
    assert visitor.get(url(found, "pdf")).status == 403


@each("role", Role)
def test_documents_are_for_the_facilitator_and_the_recorder(role, holding, meeting):
    page = holding(role).get(url(meeting, "pdf"))
    if role in (Role.FACILITATOR, Role.RECORDER):
        assert page.status == 200
    else:
        assert page.status == 403
        assert "entrez d’abord par votre lien personnel" in page.words


def test_the_link_of_another_meeting_opens_nothing(device, sitting, meeting):
    other = sitting()
    page = device(cookies={f"lien_{meeting.code}": other.secret}).get(url(meeting, "pdf"))
    assert page.status == 403


def test_a_round_that_opens_meanwhile_stops_the_document(holding, meeting, monkeypatch):
    visitor = holding()
    sent = documents.Documents._sent  # noqa: SLF001 (something happens in the middle)

    async def opening(self, document, find):
        def found():
            subject = find()

            def facts():
                read = subject.facts()
                meeting.open()
                return read

            return type(subject)(subject.key, facts, subject.check)

        return await sent(self, document, found)

    monkeypatch.setattr(documents.Documents, "_sent", opening)
    assert visitor.get(url(meeting, "pdf")).status == 403


@pytest.mark.parametrize("service", [(made.CUT, 20.0), (made.HANGS, 0.3)], indirect=True)
def test_what_is_lost_in_the_middle_is_told_and_can_be_asked_again(holding, meeting):
    page = holding().get(url(meeting, "pdf"))
    assert page.status == 503
    assert "redemandez-le" in page.words
    assert page.headers["retry-after"] == "5"


class TestReal:
    """With the process that makes documents for true."""

    @pytest.fixture
    def service(self, real):
        return real

    def test_a_note_and_everything_of_a_meeting(self, holding, meeting):
        visitor = holding()
        assert visitor.get(url(meeting, "pdf")).body.startswith(b"%PDF")
        assert visitor.get(url(meeting, "png")).body.startswith(b"\x89PNG")

    def test_a_picture_is_a_file_that_says_what_it_is_worth(self, device):
        first, second = (device().get(f"/documents/projet/png?{WEIGHTS}") for _ in range(2))
        assert first.body.startswith(b"\x89PNG")
        assert first.body == second.body
        day = current_day(current_case()).isoformat()
        name = f'filename="classement-projet-dune-seule-personne-{day}-'
        assert (first.headers["content-type"], name in first.headers["content-disposition"]) == (
            "image/png",
            True,
        )

    def test_killed_in_the_middle_it_says_so_and_the_next_document_comes(
        self, holding, meeting, service
    ):
        visitor = holding()
        assert visitor.get(url(meeting, "json")).status == 200
        made = service.ask(
            documents.DocumentRequest(("killed",), "pptx"),
            lambda: facts_of(meeting.room.own_rationale(meeting.code)),
        )
        os.kill(service.pid, signal.SIGKILL)
        with pytest.raises(Lost) as lost:
            made.result(60)
        assert "interrompue" in lost.value.sentence
        assert visitor.get(url(meeting, "pdf")).status == 200

    def test_no_voter_no_time_and_no_secret_is_in_the_record(self, holding, meeting):
        text = holding().get(url(meeting, "json")).text
        assert meeting.secret not in text
        for stored in meeting.room.store.ballots(meeting.code, 1):
            assert stored.token_hash not in text


def test_the_server_never_loads_what_makes_documents_nor_what_draws():
    """Neither as it starts nor when it answers: it weighs 200 MB and would hold up every page."""
    makers = ("typst", "docx", "pptx", "xlsxwriter", "odfdo", "altair", "vl_convert")
    code = (
        "import asyncio, prioritisation.ui.note.page;"
        "from prioritisation.web import documents, meetings;"
        "from tests.prioritisation.documents import made;"
        "from tests.prioritisation.web.visitor import Visitor;"
        "documents.current_queue = lambda: documents.DocumentQueue(made.process());"
        "app = meetings.Meetings(None);"
        f"print(Visitor(app, asyncio.Runner()).get('/documents/projet/png?{WEIGHTS}').status)"
    )
    assert made.loaded(code, *makers).split("\n") == ["200", "[]"]


def test_a_document_asked_for_while_its_meeting_is_erased_is_not_kept(
    holding, meeting, service, monkeypatch
):
    visitor, rationale = holding(), meeting.room.rationale

    def meanwhile(code, secret):
        found = rationale(code, secret)
        meeting.room.purge(meeting.code, meeting.secret)
        return found

    monkeypatch.setattr(meeting.room, "rationale", meanwhile)
    assert visitor.get(url(meeting, "pdf")).status == 404
    assert not service._kept  # noqa: SLF001 (what is kept is not shown)

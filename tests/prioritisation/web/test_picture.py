import asyncio
import shutil

import pytest
from starlette.requests import Request

from criteria.errors import Problem
from prioritisation.documents.kinds import RANKING_PICTURE
from prioritisation.documents.service import FOR_VISITORS, DocumentQueue, DocumentRequest
from prioritisation.documents.worker import ANSWER, request_handler
from prioritisation.meeting.room import OpenVotes
from prioritisation.meeting.store import StoreUnavailable
from prioritisation.settings import CASE_VARIABLE, current_case, current_day
from prioritisation.web import meetings as module
from prioritisation.web.meetings import ranking_picture
from prioritisation.wording import problem_sentence
from tests.conftest import INTERVALS
from tests.prioritisation.documents import made

ASKED = "poids.ghg_impact=50&poids.partner_ecosystem=30&poids.existing_coverage=20"


class InPlace:
    """What makes documents, without a process of its own."""

    pid = None

    def __init__(self):
        self._answer = request_handler()

    def ask(self, request):
        kind, content = self._answer(request)
        assert kind == ANSWER
        return content

    def close(self):
        pass


@pytest.fixture(scope="module")
def real():
    """What draws for true, in this process, once for all the tests here."""
    service = DocumentQueue(InPlace())
    yield service
    service.close()


@pytest.fixture(autouse=True)
def service(request, monkeypatch):
    """A quick stand-in, unless a test asks for another."""
    asked = getattr(request, "param", made.NAMED)
    found = (
        request.getfixturevalue("real") if asked == "real" else DocumentQueue(made.process(asked))
    )
    monkeypatch.setattr(module, "current_queue", lambda: found)
    yield found
    if asked != "real":
        found.close()


async def asking(query):
    scope = {"type": "http", "method": "GET", "headers": [], "query_string": query.encode()}
    return await ranking_picture(Request(scope))


def answer(query):
    return asyncio.run(asking(query))


@pytest.mark.parametrize("service", ["real"], indirect=True)
def test_an_address_gives_its_picture_as_a_file_to_save():
    found = answer(ASKED)
    assert (found.status_code, found.media_type) == (200, "image/png")
    assert found.body.startswith(b"\x89PNG")
    name = f'filename="classement-sans-decision-{current_day(current_case()).isoformat()}.png"'
    assert name in found.headers["content-disposition"]


def test_the_same_address_is_drawn_once():
    first, second = (answer(ASKED).body for _ in range(2))
    assert first == second


@pytest.mark.parametrize(
    "query", ["lecture=lune", "poids.ghg_impact=5", "x=1", "sens.ghg_impact=min"]
)
def test_nothing_is_replaced_in_a_picture(query):
    found = answer(query)
    assert (found.status_code, found.media_type) == (400, "text/plain")
    assert "adresse" in found.body.decode()


@pytest.mark.parametrize(
    ("query", "key"),
    [
        (f"{ASKED}&poids.ghg_impact=50", "poids.ghg_impact"),
        (f"{ASKED}&poids.ghg_impact=0", "poids.ghg_impact"),
        ("lecture=gt&lecture=gt", "lecture"),
    ],
)
def test_a_key_given_twice_is_refused_even_with_the_same_value(query, key):
    found = answer(query)
    assert found.status_code == 400
    wrong = Problem("repeated", "address", None, key, {"found": key})
    assert found.body.decode().splitlines()[1:] == [problem_sentence(wrong)]


@pytest.mark.parametrize("service", [made.SLOW], indirect=True)
def test_when_too_many_pictures_wait_the_next_is_told_when_to_come_back(service):
    for k in range(FOR_VISITORS + 1):
        service.ask(DocumentRequest((k,), RANKING_PICTURE), str)
    found = answer(ASKED)
    assert (found.status_code, found.media_type) == (503, "text/plain")
    assert int(found.headers["retry-after"]) > 0
    assert "redemandez" in found.body.decode()


@pytest.mark.parametrize("service", [made.DIES_AT_ONCE], indirect=True)
def test_a_process_that_dies_while_it_draws_is_told_and_the_next_picture_may_come():
    found = answer(ASKED)
    assert (found.status_code, found.media_type) == (503, "text/plain")
    assert "redemandez" in found.body.decode()


@pytest.mark.slow
def test_the_server_never_loads_what_makes_documents_nor_what_draws():
    """Neither as it starts nor when it answers: it weighs 200 MB and would hold up every page."""
    makers = ("typst", "docx", "pptx", "xlsxwriter", "odfdo", "altair", "vl_convert")
    code = (
        "import prioritisation.web.documents, prioritisation.ui.note.page;"
        "import tests.prioritisation.web.test_picture as here;"
        "from prioritisation.web import meetings;"
        "meetings.current_queue = lambda: here.DocumentQueue(here.made.process());"
        "print(here.answer(here.ASKED).status_code)"
    )
    assert made.loaded(code, *makers).split("\n") == ["200", "[]"]


def test_two_long_keys_that_begin_alike_are_not_one_key_given_twice():
    found = answer(f"{'x' * 90}1=1&{'x' * 90}2=1")
    assert found.status_code == 400
    assert found.body.decode().count("x" * 80) == 2
    assert "deux fois" not in found.body.decode()


def test_a_broken_case_has_no_picture(tmp_path, monkeypatch):
    folder = tmp_path / "case"
    shutil.copytree(INTERVALS, folder)
    (folder / "criteria.toml").write_text("[", "utf-8")
    monkeypatch.setenv(CASE_VARIABLE, str(folder))
    found = answer(ASKED)
    assert found.status_code == 503
    assert "criteria.toml" in found.body.decode()


def test_with_a_malformed_threshold_there_is_no_picture_but_a_sentence(monkeypatch):
    monkeypatch.setenv("PRIORITISATION_SOLIDITY", "beaucoup")
    found = answer(ASKED)
    assert found.status_code == 503
    assert "PRIORITISATION_SOLIDITY" in found.body.decode()
    assert "« beaucoup » n’est pas compris" in found.body.decode().replace("\u00a0", " ")


class Voting:
    """A room in which a meeting votes on the case: its lead may see it ranked."""

    def __init__(self, error=None):
        self.error = error

    def votes_on(self, case_id, cookies, _about, _dossier):
        if self.error:
            raise self.error
        spared = (case_id, cookies.get("lien_ABCDE")) == ("normandie", "secret")
        return OpenVotes(sparing=("ABCDE",)) if spared else OpenVotes(closing=("ABCDE",))


def answer_to(cookie):
    headers = [(b"cookie", cookie.encode())]
    scope = {"type": "http", "method": "GET", "headers": headers, "query_string": ASKED.encode()}
    return asyncio.run(ranking_picture(Request(scope)))


def test_while_a_meeting_votes_the_case_is_drawn_for_its_facilitator_and_leads_only(monkeypatch):
    monkeypatch.setattr(module, "current_room", Voting)
    found = answer_to("present_ABCDE=1")
    assert found.status_code == 403
    assert "Les résultats du vote ne sont pas encore montrés" in found.body.decode()
    assert answer_to("lien_ABCDE=secret").status_code == 200
    assert answer(ASKED).status_code == 200, "whoever is of no meeting"


def test_without_a_store_pictures_are_drawn_for_those_of_no_meeting(monkeypatch):
    monkeypatch.setattr(module, "current_room", lambda: Voting(StoreUnavailable("gone")))
    assert answer(ASKED).status_code == 200
    found = answer_to("present_ABCDE=1")
    assert (found.status_code, found.media_type) == (503, "text/plain")
    assert int(found.headers["retry-after"]) > 0
    assert "On ne peut pas savoir si un vote est en cours" in found.body.decode()


def test_a_meeting_named_in_the_address_is_refused_not_ignored():
    found = answer(f"{ASKED}&seance=AQBKM")
    assert found.status_code == 400
    assert "seance : les poids d’une séance sont dans ses propres documents" in (
        found.body.decode().replace("\u00a0", " ")
    )

"""Any method at any address gets an answer of ours: never a 500, never an error that escapes."""

import asyncio
import json
import logging
import re
import subprocess
import sys
import threading
import tomllib
from html import unescape
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from starlette.applications import Starlette

from prioritisation.analysis.ballots.ballot import Mode
from prioritisation.documents.making import preview_of, recorded_note
from prioritisation.documents.writing.content import Paragraph
from prioritisation.drawing.decision import departs_text
from prioritisation.drawing.projector import projector_view
from prioritisation.meeting.room.facilitation import drawn_invitations
from prioritisation.meeting.rules import Act, Role
from prioritisation.meeting.rules.decision import Decision, to_json
from prioritisation.meeting.store import StoreUnavailable
from prioritisation.settings import THRESHOLDS
from prioritisation.web import documents
from prioritisation.web.guard import HEADERS
from prioritisation.web.meetings import ROUTES, Meetings, process_name
from prioritisation.wording.nouns import PLURALS
from tests.conftest import NORMANDIE
from tests.each import each
from tests.other_cases import OTHERS, other_sitting
from tests.prioritisation.web.visitor import TYPE
from tests.sitting import PhoneSitting
from tests.thresholds import facts_of

METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "CONNECT", "ODD")
ADDRESSES = {
    "/vote": {"GET", "HEAD"},
    "/vote/{}": {"GET", "HEAD", "POST"},
    "/vote/{}/entrer": {"POST"},
    "/vote/{}/recu": {"GET", "HEAD", "POST"},
    "/vote/{}/flux": {"GET", "HEAD"},
    "/vote/aide.pdf": {"GET", "HEAD", "POST"},  # a code could be named so
    "/vote/{}/aide.pdf": {"GET", "HEAD"},
    "/vote/{}/papier.pdf": {"GET", "HEAD"},
    "/i/{}/ABCDE": {"GET", "HEAD", "POST"},
    "/confidentialite": {"GET", "HEAD"},
    "/seance/{}/flux": {"GET", "HEAD"},
    "/seance/{}/qr.svg": {"GET", "HEAD"},
    "/seance/{}/invitations.pdf": {"GET", "HEAD", "POST"},
    "/entrer/{}/secret": {"GET", "HEAD"},
    "/demarrer/secret": {"GET", "HEAD"},
    "/documents/{}/pdf": {"GET", "HEAD"},
    "/documents/projet/pdf": {"GET", "HEAD"},
    "/readyz": {"GET", "HEAD"},
    "/projection": {"GET", "HEAD"},
    "/dossiers/modele.xlsx": {"GET", "HEAD"},
    "/dossiers/envoi": {"POST"},
}


def guarded(page):
    """Whether a browser is told what it may do with it, a file or a page; links tell even less."""
    given = {name.title(): value for name, value in page.headers.items()}
    policy, referrer = (given.get(n, "") for n in ("Content-Security-Policy", "Referrer-Policy"))
    silent = referrer in (HEADERS["Referrer-Policy"], "no-referrer", "strict-origin")
    others = HEADERS.items() - {("Referrer-Policy", HEADERS["Referrer-Policy"])}
    return silent and others <= given.items() and "frame-ancestors 'none'" in policy


def test_a_preview_of_an_invitation_does_not_use_it(sitting, device):
    here = sitting(invited=True).open()
    (invitation,) = here.room.new_invitations(here.code, here.secret, drawn_invitations(1))
    visitor = device()
    for method in ("HEAD", "GET", "GET"):
        assert visitor.ask(method, f"/i/{here.code}/{invitation}").status == 200
    assert here.room.invitations(here.code) == (1, 0)
    assert here.stage().present == 0


ODD = st.one_of(
    st.sampled_from(
        [
            *("٠", "１２", "²", "\x00", "%", "%00", "%D9%A0", "..", ".", "", " ", "\n", "\ud800"),
            *("\ufffd", "é", "<b>", "a" * 5_000, "٠" * 300, "K7\x00", "projet", "pdf", "\x7f"),
            *("\u202e", "[", "]", ";", "a;b", "'", '"', "\\", "∞", "ß", "ſ", "İ", "\r\nX: y"),
        ]
    ),
    st.text(max_size=40),
)
SHAPES = st.sampled_from(
    [
        *("/vote/{0}", "/vote/{0}/{1}", "/vote/{0}/entrer", "/vote/{0}/aide.pdf", "/i/{0}/{1}"),
        *("/vote/{0}/papier.pdf", "/vote/{0}/flux", "/seance/{0}/flux", "/seance/{0}/qr.svg"),
        *("/seance/{0}/invitations.pdf", "/entrer/{0}/{1}", "/demarrer/{0}", "/seance/{0}/{1}"),
        *("/documents/{0}/{1}", "/documents/projet/{1}", "/{0}/../vote/{1}", "/vote?code={0}"),
        *("/vote/{0}?changer={1}", "/confidentialite{0}", "/i/{0}/{1}/{0}", "/vote/{0}/"),
    ]
)
TEXTS = ("/vote/", "/i/", "/seance/", "/entrer/", "/demarrer/", "/documents/", "/vote?")


@settings(
    max_examples=250, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    shape=SHAPES, first=st.one_of(st.just(None), ODD), second=ODD, method=st.sampled_from(METHODS)
)
def test_no_address_gives_a_500(here, device, shape, first, second, method):
    """``None`` stands for the code of a meeting whose round is open."""
    path = shape.format(here.code if first is None else first, second)
    if not path.startswith(TEXTS) or path.endswith("/flux"):
        return
    answer = device().ask(method, path)
    assert answer.status < 500, (method, path)
    assert all("\n" not in value for value in answer.headers.values())
    assert guarded(answer)


# --- bodies that are cut, writes that are refused


def cut(app, runner, path, begun=b"jeton=x&premier="):
    """A form whose sender leaves in the middle."""
    sent = []
    messages = [
        {"type": "http.request", "body": begun, "more_body": True},
        {"type": "http.disconnect"},
    ]

    async def receive():
        return messages.pop(0) if messages else await asyncio.Future()

    async def send(message):
        sent.append(message)

    scope = {
        "type": "http",
        "method": "POST",
        "scheme": "http",
        "path": path,
        "root_path": "",
        "query_string": b"",
        "headers": [
            (b"content-type", b"application/x-www-form-urlencoded"),
            (b"content-length", b"900"),
        ],
        "client": ("192.0.2.9", 1),
        "server": ("salle.test", 80),
    }
    runner.run(app(scope, receive, send))
    return sent


POSTED = [address for address, allowed in ADDRESSES.items() if "POST" in allowed]


def test_a_body_that_is_cut_is_one_line_of_the_log(here, app, runner, caplog):
    for address in POSTED:
        caplog.clear()
        with caplog.at_level(logging.WARNING):
            cut(app, runner, address.format(here.code))
        assert len(caplog.records) <= 1, (address, caplog.text)
        assert all(r.exc_info is None and "\n" not in r.getMessage() for r in caplog.records)
    assert here.ballots() == []


@pytest.mark.parametrize(
    ("address", "cause"), [("/vote/{}", "full"), ("/vote/{}/entrer", "locked")]
)
def test_a_write_that_is_refused_is_one_line_of_the_log(
    here, device, monkeypatch, caplog, address, cause
):
    def refuse(*_args, **_more):
        raise StoreUnavailable(cause)

    visitor = device()
    answers = {"premier": "ghg_impact", "n_partner_ecosystem": "6", "n_existing_coverage": "3"}
    form = {**visitor.get(here.path).fields, **answers}
    monkeypatch.setattr(here.room, "cast_soon", refuse)
    monkeypatch.setattr(here.room, "join_soon", refuse)
    with caplog.at_level(logging.WARNING):
        page = visitor.post(address.format(here.code), form)
    assert page.status == 503
    (line,) = caplog.records
    assert (line.exc_info, cause in line.getMessage()) == (None, True)


# Which addresses are answered here, and that none of them tells anything while people vote.

ANSWERS = {"premier": "ghg_impact", "n_partner_ecosystem": "60", "n_existing_coverage": "35"}


@each(
    ("path", "ours"),
    [
        ("/vote", True), ("/vote/ABCDE", True), ("/seance/ABCDE/flux", True),
        ("/confidentialite", True), ("/", False), ("/seance", False), ("/projection", True),
        ("/projection/_stcore/health", False), ("/seance/_stcore/health", False),
        ("/voter", False), ("/static/vote/x.js", False),
    ],
)  # fmt: skip
def test_the_addresses_of_meetings_do_not_reach_streamlit(room, path, ours):
    reached = []

    async def behind(scope, _receive, _send):
        reached.append(scope["path"])

    async def send(_message):
        pass

    async def receive():
        return {"type": "http.request", "body": b"", "more_body": False}

    scope = {"type": "http", "method": "GET", "path": path, "headers": [], "client": None}
    scope |= {"query_string": b"", "root_path": "", "scheme": "http", "server": ("a", 80)}
    asyncio.run(Meetings(behind, rooms=lambda: room)(scope, receive, send))
    assert (reached == []) == ours


def test_while_a_round_is_open_no_page_tells_anything_of_others(sitting, device):
    here = sitting(colleges=["État"], asks_carrying=True).open()
    here.others_vote(7)
    voter, stranger = device(), device()
    token = voter.get(here.path).fields["jeton"]
    voter.post(f"{here.path}/entrer", {"jeton": token, "college": "État"})
    form = {**voter.get(here.path).fields, **ANSWERS, "raison": "Ma raison à moi"}
    pages = [
        voter.post(here.path, form), voter.get(here.path), voter.get(f"{here.path}?changer"),
        voter.get(here.path, x_part="1"),
        voter.post(here.path, {**form, "n_partner_ecosystem": "999"}), stranger.get(here.path),
        stranger.get("/vote"), stranger.get(f"{here.path}/papier.pdf"),
        stranger.get(f"/seance/{here.code}/qr.svg"),
        stranger.get(f"/seance/{here.code}/invitations.pdf"),
        stranger.post(here.path, {**form, "jeton": "x"}),
    ]  # fmt: skip
    case = here.stage().case
    secrets = [b.receipt for b in here.room.store.ballots(here.code, 1) if b.kind == "paper"]
    labels = [text for v in case.levers for text in (v.label, v.short_label, v.id)]
    for page in pages:
        text = page.body.decode("latin-1") + json.dumps(dict(page.headers))
        for word in (*labels, *secrets):
            assert word.encode().decode("latin-1") not in text, (page.title, word)
    # Own shares are the voter's; no other share is there.
    assert "51" in pages[0].words
    assert all("%" not in page.words for page in pages[5:6])


def test_what_others_voted_changes_nothing_in_what_a_voter_sees(sitting, device):
    """Two meetings that differ by the ballots of others only show the same pages."""
    seen = []
    for first in (0, 1):
        here = sitting().open()
        visitor = device()
        here.others_vote(5, first=first)
        form = {**visitor.get(here.path).fields, **ANSWERS}
        page = visitor.post(here.path, form)
        words = page.words.replace(here.code, "")
        seen.append(words[: words.index("Votre reçu")])
    assert seen[0] == seen[1]


# What nobody should send, and settings that nobody should write: each gets its page in French.

ENGLISH = re.compile(r"Traceback|Error\b|Exception|\b(must be|such as|not found|invalid)\b")
CRITERIA = ("ghg_impact", "partner_ecosystem", "existing_coverage")
HOSTILE = (
    *("-1", "101", "0.5", "1e2", "１００", "٣", "nan", "inf", "9" * 5_000, "<b>", "\x00", " "),
    *("\ud800".encode("utf-8", "surrogatepass"), b"\xff"),
)
PLACES = ("/vote/{}", "/vote/{}?changer", "/vote/{}/papier.pdf", "/vote/{}/aide.pdf")


@pytest.fixture(params=[None, *(asked.variable for asked in THRESHOLDS)])
def malformed(request):
    return request.param


def test_a_malformed_threshold_keeps_nobody_from_voting(sitting, device, monkeypatch, malformed):
    here, visitor = sitting(), device()
    here.open()
    if malformed:
        monkeypatch.setenv(malformed, "beaucoup")
    assert visitor.get(here.path).status == 200
    form = {**visitor.get(here.path).fields, "premier": CRITERIA[0]}
    sent = visitor.post(here.path, form | {f"n_{c}": "40" for c in CRITERIA[1:]})
    assert sent.status == 200
    assert len(here.ballots()) == 1
    here.others_vote(6).reveal()
    for place in PLACES:
        page = visitor.get(place.format(here.code))
        assert page.status in (200, 403, 404, 503), place
        if "text/html" in page.headers.get("content-type", ""):
            assert not ENGLISH.search(page.words), page.words


@each("mode", list(Mode))
def test_forged_answers_are_told_and_never_recorded(sitting, device, mode):
    here, visitor = sitting(), device()
    setup = here.stage().setup
    frame = {"combination": setup.combination, "criteria": setup.criteria, "weighting": mode}
    here.room.choose_frame(here.code, here.secret, **frame)
    here.open()
    fields = visitor.get(here.path).fields
    name = "rang_" if mode.ordered else "n_"
    good = {f"{name}{c}": "1" for c in CRITERIA} | {"premier": CRITERIA[0]}
    for found in HOSTILE:
        page = visitor.post(here.path, fields | good | {f"{name}{CRITERIA[1]}": found})
        assert not ENGLISH.search(page.words), (found, page.words)
        assert here.ballots() == [], found
    for told in ("", "SWING", "roc ", "x" * 5_000, "\x00", *(m for m in Mode if m is not mode)):
        page = visitor.post(here.path, fields | good | {"facon": told})
        assert not ENGLISH.search(page.words), told
        assert here.ballots() == [], told
    here.act(Act.REVEAL)
    assert visitor.get(here.path).status == 200


@each(
    "body",
    [
        b"premier=ghg_impact&premier=existing_coverage", b"&" * 100_000, b"n_ghg_impact" * 20_000,
        b"%", b"%ff%fe=%ff", b"facon[]=roc&facon[__proto__]=1", b'{"premier": "ghg_impact"}',
    ],
)  # fmt: skip
def test_forms_that_are_none_are_told(sitting, device, body):
    here, visitor = sitting(), device()
    here.open()
    visitor.get(here.path)
    page = visitor.post(here.path, body)
    assert page.status in (400, 403, 409, 413, 422)
    assert not ENGLISH.search(page.words)
    assert here.ballots() == []


def test_the_help_sheet_and_the_paper_ballot_are_for_anybody(sitting, device):
    here = sitting()
    for path in ("/vote/aide.pdf", f"{here.path}/papier.pdf"):
        page = device().get(path)
        assert (page.status, page.headers["content-type"]) == (200, "application/pdf")
        assert page.body.startswith(b"%PDF")


@each("path", ["papier.pdf"])
def test_an_unknown_code_has_no_sheet(device, path):
    assert device().get(f"/vote/ZZZZZ/{path}").status == 404
    assert device().get("/seance/ZZZZZ/qr.svg").status == 404


def facilitator(here, visitor):
    visitor.get(f"/entrer/{here.code}/{here.secret}")
    return visitor


def test_invitations_are_for_the_facilitator(sitting, device):
    here = sitting(invited=True)
    path = f"/seance/{here.code}/invitations.pdf"
    given = {"combien": "3", "adresse": "http://192.0.2.1"}
    assert device().get(path).status == 403
    assert device().post(path, given).status == 403
    lead = device(
        cookies={f"lien_{here.code}": here.room.new_link(here.code, here.secret, Role.LEAD)}
    )
    assert (lead.get(path).status, lead.post(path, given).status) == (403, 403)
    assert here.room.invitations(here.code) == (0, 0)


def test_invitations_are_made_once_asked(sitting, device):
    here = sitting(invited=True)
    path = f"/seance/{here.code}/invitations.pdf"
    visitor = facilitator(here, device())
    page = visitor.get(path)
    assert "0 invitation faite, 0 utilisée." in page.words
    assert re.search(r'name="adresse"[^>]*value="http://salle.test"', page.text)
    made = visitor.post(path, {"combien": "3", "adresse": "http://192.0.2.1:8501/"})
    assert (made.status, made.headers["content-type"]) == (200, "application/pdf")
    assert here.room.invitations(here.code) == (3, 0)


def test_a_sheet_of_invitations_is_downloaded_as_its_page_says(sitting, device):
    here = sitting(invited=True)
    path, visitor = f"/seance/{here.code}/invitations.pdf", facilitator(here, device())
    said = visitor.get(path).words
    assert "La feuille est téléchargée une seule fois, en PDF" in said
    assert "Un second clic fait d’autres invitations" in said
    assert "les liens ne sont gardés nulle part" in said.lower()
    assert "empreintes" not in said
    given = {"combien": "3", "adresse": "http://192.0.2.1"}
    for made in (3, 6):
        assert visitor.post(path, given).headers["content-disposition"].startswith("attachment;")
        assert here.room.invitations(here.code) == (made, 0)


def test_without_javascript_a_link_reads_the_count_again_with_its_address(sitting, device):
    here = sitting(invited=True)
    path = f"/seance/{here.code}/invitations.pdf"
    visitor = facilitator(here, device())
    visitor.post(path, {"combien": "3", "adresse": "http://192.0.2.1:8501"})
    page = visitor.get(f"{path}?adresse=http://192.0.2.1:8501")
    (again,) = re.findall(r'<noscript><a class="[^"]*" href="([^"]*)">Relire', page.main)
    page = visitor.get(again)
    assert "3 invitations faites" in page.words
    assert page.fields["adresse"] == "http://192.0.2.1:8501"


@pytest.fixture
def press(monkeypatch):
    """What makes sheets, stopped until told; each sheet that it was given."""
    print_, opened, printed = documents.sheet_pdf, threading.Event(), []

    def slow(sheet, data):
        printed.append((sheet, data))
        assert opened.wait(30)
        return print_(sheet, data)

    monkeypatch.setattr(documents, "sheet_pdf", slow)
    slow.printed, slow.open = printed, opened.set
    yield slow
    opened.set()


def all_at_once(runner, press, asked, are_waiting):
    """The pages of all these requests; no sheet is made until they wait, or were told to leave."""

    async def crowd():
        tasks = [asyncio.create_task(one) for one in asked]
        async with asyncio.timeout(30):
            while not are_waiting(tasks):  # noqa: ASYNC110 (what is waited for tells nobody)
                await asyncio.sleep(0.01)
        press.open()
        return await asyncio.gather(*tasks)

    return runner.run(crowd())


def have_left(n):
    return lambda tasks: sum(task.done() for task in tasks) == n


def test_more_different_sheets_than_may_wait_are_told_to_come_back(sitting, device, runner, press):
    visitor, refused = device(), 20 - documents.WAITING - 1
    asked = [visitor.asked("GET", f"{sitting().path}/papier.pdf") for _ in range(20)]
    pages = all_at_once(runner, press, asked, have_left(refused))
    told = [page for page in pages if page.status == 503]
    assert len(told) == refused
    for page in told:
        assert page.headers["retry-after"] == "5"
        assert "redemandez" in page.words
    assert len(press.printed) == documents.WAITING + 1


def test_too_many_sheets_of_invitations_make_no_invitation(sitting, device, runner, press):
    here = sitting(invited=True)
    visitor, refused = facilitator(here, device()), 20 - documents.INVITING
    path, body = f"/seance/{here.code}/invitations.pdf", b"combien=3&adresse=http://192.0.2.1"
    headers = {"origin": "http://salle.test", "content_type": TYPE}
    asked = [visitor.asked("POST", path, body, **headers) for _ in range(20)]
    pages = all_at_once(runner, press, asked, have_left(refused))
    assert [page.status for page in pages].count(200) == documents.INVITING
    assert [page.status for page in pages].count(503) == refused
    assert here.room.invitations(here.code) == (3 * documents.INVITING, 0)


def test_who_may_make_no_invitation_takes_no_place_of_who_may(sitting, device, runner, press):
    here = sitting(invited=True)
    visitor, stranger = facilitator(here, device()), device()
    path, body = f"/seance/{here.code}/invitations.pdf", b"combien=3&adresse=http://192.0.2.1"
    headers = {"origin": "http://salle.test", "content_type": TYPE}
    by = [stranger] * 19 + [visitor]
    asked = [one.asked("POST", path, body, **headers) for one in by]
    pages = all_at_once(runner, press, asked, have_left(19))
    assert [page.status for page in pages] == [403] * 19 + [200]


CONFIG = Path(__file__).parents[3] / ".streamlit" / "config.toml"
FACES = tomllib.loads(CONFIG.read_text())["theme"]["fontFaces"]


@pytest.fixture
def ask(exchange):
    app = Starlette(routes=ROUTES)
    return lambda *args, **headers: asyncio.run(exchange(app, *args, **headers))


def test_the_health_of_the_server_is_told_in_json_and_never_cached(ask):
    reply = ask("/healthz")
    assert (reply.status, json.loads(reply.body)) == (200, {"status": "ok"})
    assert reply.headers["content-type"] == "application/json"
    assert reply.headers["cache-control"] == "no-store"
    assert reply.headers["x-started"] == process_name()


@each("url", [face["url"] for face in FACES])
def test_each_font_of_the_theme_is_served_for_a_year(ask, url):
    reply = ask(url)
    assert reply.status == 200
    assert reply.body.startswith(b"wOF2")
    assert reply.headers["content-type"] == "font/woff2"
    assert reply.headers["cache-control"] == "public, max-age=31536000, immutable"


ASKS_NOBODY = """
from streamlit import net_util
from streamlit.web import bootstrap

def never(*_args, **_settings):
    raise AssertionError("another host is asked")

net_util._make_blocking_http_get = net_util.get_internal_ip = never
bootstrap.load_config_options({"server_address": "0.0.0.0"})
bootstrap._print_url(False)
"""


def test_a_server_open_to_the_network_asks_nobody_for_its_own_address():
    """Streamlit reads its settings where it starts, once: hence another process."""
    told = subprocess.run(  # noqa: S603  our own code
        [sys.executable, "-c", ASKS_NOBODY],
        cwd=CONFIG.parents[1],
        capture_output=True,
        text=True,
        check=True,
    )
    assert "http://127.0.0.1:8501" in told.stdout


# Meetings of cases that compare different things, answered by one process at the same time.

NOUNS = {"normandie": "levier", "sites": "site", "three": "chantier"}


@pytest.fixture
def voting(room, tmp_path):
    """Noun -> a meeting on a case of that noun, whose vote is open."""
    folders = {"normandie": lambda _folder: NORMANDIE} | OTHERS
    return {
        noun: other_sitting(room, folders[name](tmp_path / name)).lobby().open()
        for name, noun in NOUNS.items()
    }


def test_answers_at_the_same_time_never_mix_nouns(voting, app, exchange, runner):
    asked = [
        (noun, path, query)
        for noun, sitting in voting.items()
        for path, query in (
            (f"/vote/{sitting.code}", b""),
            ("/projection", f"seance={sitting.code}".encode()),
        )
    ] * 6

    async def all_at_once():
        return await asyncio.gather(
            *(exchange(app, path, query=query) for _, path, query in asked)
        )

    for (noun, path, _), reply in zip(asked, runner.run(all_at_once()), strict=True):
        text = re.sub(
            "<style>.*?</style>|<script.*?</script>", "", reply.body.decode(), flags=re.DOTALL
        )
        words = set(re.findall(r"\w+", text.lower()))
        others = {n for n in NOUNS.values() if n != noun}
        assert reply.status == 200
        assert words & {noun, PLURALS[noun]}, path
        assert not words & (others | {PLURALS[n] for n in others}), path


# Where a proposal departs from the ranking: the same sentence wherever the proposal is read.

NBSP = "\u00a0"


@pytest.fixture
def deciding(room):
    here = PhoneSitting(room).open()
    here.others_vote(6).reveal()
    return here.act(Act.START_ANALYSIS).act(Act.START_DECISION)


def plain(markup):
    text = unescape(re.sub("<[^>]+>", " ", markup)).replace(NBSP, " ")
    return re.sub(r"\s+", " ", text)


def surfaces(here, device):
    """Name -> all the words of a surface, spaces alike."""
    room = here.room
    made = recorded_note(facts_of(room.rationale(here.code, here.secret)))
    note, preview = made.note, preview_of(made.record, made.note)
    return {
        "phone": device().get(here.path).words,
        "projector": projector_view(room, here.stage()).html,
        "minutes": note.minutes,
        "preview": preview.replace(r"\n", " "),
        "note": " ".join(b.text for b in note.sections[0].blocks if isinstance(b, Paragraph)),
        "slides": " ".join(slide.notes for slide in note.slides).replace("\n", " "),
    }


def test_every_surface_says_it_or_none_does(deciding, device):
    levers = [lever.id for lever in deciding.stage().case.levers]
    results = deciding.room.results(deciding.code, Role.FACILITATOR)
    departing = 0
    for version, lever in enumerate(levers[:4]):
        decision = Decision(proposed=(lever,))
        room = deciding.room
        room.write_text(deciding.code, deciding.secret, "decision", to_json(decision), version)
        sentence = plain(departs_text(results, decision))
        departing += "s’écarte" in sentence
        for name, words in surfaces(deciding, device).items():
            assert sentence in plain(words), name
            assert ("s’écarte" in plain(words)) == ("s’écarte" in sentence), name
    assert 0 < departing < len(levers[:4])

"""Any method at any address gets an answer of ours: never a 500, never an error that escapes."""

import asyncio
import logging
from http import HTTPMethod

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from prioritisation.meeting.room.facilitation import drawn_invitations
from prioritisation.meeting.store import StoreUnavailable
from prioritisation.web.guard import HEADERS
from tests.each import each

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
HEADED = [address for address, allowed in ADDRESSES.items() if "HEAD" in allowed]


def guarded(page):
    """Whether a browser is told what it may do with it, a file or a page; links tell even less."""
    given = {name.title(): value for name, value in page.headers.items()}
    policy, referrer = (given.get(n, "") for n in ("Content-Security-Policy", "Referrer-Policy"))
    silent = referrer in (HEADERS["Referrer-Policy"], "no-referrer", "strict-origin")
    others = HEADERS.items() - {("Referrer-Policy", HEADERS["Referrer-Policy"])}
    return silent and others <= given.items() and "frame-ancestors 'none'" in policy


def test_another_method_is_told_which_are_allowed(here, device):
    wrong, visitor = {}, device()
    for address, allowed in ADDRESSES.items():
        for method in set(METHODS) - allowed:
            answer = visitor.ask(method, address.format(here.code))
            told = set(answer.headers.get("allow", "").split(", "))
            french = method == "HEAD" or "cette adresse" in answer.text
            found = answer.status, told, guarded(answer), french
            if found != (405, allowed, True, True):
                wrong[address, method] = found
    assert wrong == {}


def test_head_says_what_get_would_without_its_body(here, device):
    visitor = device()
    for address in HEADED:
        path = address.format(here.code)
        head = visitor.ask("HEAD", path)
        assert (head.body, guarded(head)) == (b"", True), path
        kind = head.headers.get("content-type")
        if path.endswith("flux"):
            assert (head.status, kind) == (200, "text/event-stream; charset=utf-8"), path
        elif not path.startswith("/i/"):
            got = visitor.get(path)
            assert (head.status, kind) == (got.status, got.headers.get("content-type")), path


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
    max_examples=250,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    shape=SHAPES,
    first=st.one_of(st.just(None), ODD),
    second=ODD,
    method=st.sampled_from(METHODS),
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


@each(
    "path",
    ["/i/{}/٠", "/i/{}/é", "/i/{}/\x00", "/i/{}/\ud800", "/i/{}/A\r\nB", "/i/{}/" + "٠" * 99],
)
def test_an_odd_invitation_is_an_unknown_one(sitting, device, path):
    for invited in (True, False):
        here = sitting(invited=invited).open()
        answer = device().get(path.format(here.code))
        assert (answer.status, answer.title) == (403, "Ce lien est inconnu")


@each("host", ["[", "é", "a b", "x" * 3_000, ""])
def test_an_odd_host_gives_no_500(here, device, host):
    for path in (f"/seance/{here.code}/qr.svg", f"/seance/{here.code}/invitations.pdf", here.path):
        assert device().get(path, host=host).status < 500, path


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


def test_the_methods_of_the_language_are_all_tried():
    assert set(HTTPMethod) <= set(METHODS)

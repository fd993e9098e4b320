"""Where phones can reach the server, and who sits at it."""

import socket

import pytest

from prioritisation.web import requests
from prioritisation.web.requests import addresses, is_local
from tests.each import each

LOCAL = {"Host": "127.0.0.1:8501"}


@pytest.fixture(autouse=True)
def _nothing_kept():
    requests._own.cache_clear()  # noqa: SLF001 (each test has its own addresses)


@each("host", ["localhost:8501", "127.0.0.1", "[::1]:8501"])
def test_who_asks_this_machine_by_its_own_name_sits_at_it(host):
    assert is_local(None, {"Host": host}, "")


@each(
    ("ip", "headers"),
    [
        ("192.168.1.7", LOCAL),
        (None, {"Host": "priorites.example.fr"}),
        (None, {"Host": "192.168.1.20:8501"}),
        (None, {**LOCAL, "X-Forwarded-For": "127.0.0.1"}),
        (None, {**LOCAL, "Forwarded": "for=127.0.0.1"}),
        (None, {**LOCAL, "via": "1.1 proxy"}),
    ],
)
def test_nobody_else_does_whatever_a_proxy_or_a_false_name_says(ip, headers):
    assert not is_local(ip, headers, "http://localhost:8501/seance")


def test_addresses_that_answer_come_before_those_that_do_not(monkeypatch):
    monkeypatch.setattr(requests, "own_ips", lambda: ("10.0.0.9", "192.168.1.20"))
    monkeypatch.setattr(requests, "_answers", lambda ip, _port: ip.startswith("192"))
    found = addresses("http://localhost:8501/seance")
    assert [(a.origin, a.answers) for a in found] == [
        ("http://192.168.1.20:8501", True),
        ("http://10.0.0.9:8501", False),
    ]


def test_a_server_that_listens_on_localhost_only_is_not_reached_by_phones(monkeypatch):
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        port = closed.getsockname()[1]
    monkeypatch.setattr(requests, "own_ips", lambda: ("127.0.0.1",))
    assert not any(a.answers for a in addresses(f"http://localhost:{port}/seance"))

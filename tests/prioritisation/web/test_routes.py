import asyncio
import json
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from starlette.applications import Starlette

from prioritisation.web.guard import Shell
from prioritisation.web.meetings import ROUTES, process_name
from tests.each import each

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


@each(("method", "status"), [("GET", 200), ("HEAD", 200), ("POST", 405)])
def test_the_health_of_the_server_is_read_only(ask, method, status):
    assert ask("/healthz", method).status == status


@each("url", [face["url"] for face in FACES])
def test_each_font_of_the_theme_is_served_for_a_year(ask, url):
    reply = ask(url)
    assert reply.status == 200
    assert reply.body.startswith(b"wOF2")
    assert reply.headers["content-type"] == "font/woff2"
    assert reply.headers["cache-control"] == "public, max-age=31536000, immutable"


def test_the_font_asked_for_first_is_one_of_the_theme():
    shell = Shell(title="", noscript="", missing="", home="", skip="", lost="")
    assert shell.font in [face["url"] for face in FACES]


def test_the_licence_of_the_fonts_comes_with_them(ask):
    assert b"SIL OPEN FONT LICENSE Version 1.1" in ask("/fonts/OFL.txt").body


@each("path", ["/fonts/none.woff2", "/fonts/../routes.py", "/fonts/"])
def test_nothing_else_is_served_beside_the_fonts(ask, path):
    reply = ask(path)
    assert reply.status == 404
    assert "cache-control" not in reply.headers


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

import asyncio
import shutil

import pytest
from starlette.requests import Request

from prioritisation.settings import CASE_VARIABLE, DEFAULT_CASE
from prioritisation.web.picture import picture

ASKED = "poids.ghg_impact=50&poids.partner_ecosystem=30&poids.existing_coverage=20"


def answer(query):
    scope = {"type": "http", "method": "GET", "headers": [], "query_string": query.encode()}
    return asyncio.run(picture(Request(scope)))


def test_an_address_gives_its_picture_as_a_file_to_save():
    found = answer(ASKED)
    assert (found.status_code, found.media_type) == (200, "image/png")
    assert found.body.startswith(b"\x89PNG")
    assert 'filename="classement.png"' in found.headers["content-disposition"]


def test_the_same_address_is_drawn_once():
    assert answer(ASKED).body is answer(ASKED).body


@pytest.mark.parametrize(
    "query", ["perimetre=lune", "poids.ghg_impact=5", "x=1", "sens.ghg_impact=min"]
)
def test_nothing_is_replaced_in_a_picture(query):
    found = answer(query)
    assert (found.status_code, found.media_type) == (400, "text/plain")
    assert "adresse" in found.body.decode()


def test_a_broken_case_has_no_picture(tmp_path, monkeypatch):
    folder = tmp_path / "case"
    shutil.copytree(DEFAULT_CASE, folder)
    (folder / "criteria.toml").write_text("[", "utf-8")
    monkeypatch.setenv(CASE_VARIABLE, str(folder))
    found = answer(ASKED)
    assert found.status_code == 503
    assert "criteria.toml" in found.body.decode()

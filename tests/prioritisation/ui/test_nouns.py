"""A page calls what is compared as the case it shows does, whichever other was shown before."""

import re

import pytest
from streamlit.testing.v1 import AppTest

from prioritisation.ui.shared.pages import FIRST, NOTE
from tests.conftest import NORMANDIE
from tests.each import each
from tests.other_cases import SITES, other_sitting
from tests.prioritisation.ui.reading import SEANCE, opened, page, words

CLASSER = FIRST


@pytest.fixture
def sites(room, holds):
    """A meeting on sites, on a server that shows Normandie; its facilitator looks."""
    made = other_sitting(room, SITES).lobby().open()
    made.vote(5)
    made.reveal()
    holds(**{f"lien_{made.code}": made.secret})
    return made


@pytest.mark.usefixtures("today")
def test_the_pages_of_a_meeting_say_the_noun_of_its_case(sites, normandie):
    for file in (SEANCE, CLASSER, NOTE):
        # What people typed stays: the title of the server's own case is above its meetings.
        shown = words(page(file, seance=sites.code)).replace(normandie.title, "")
        assert re.findall("(?i).{,40}leviers?", shown) == []
    assert "3 sites peuvent encore être premiers" in words(page(CLASSER, seance=sites.code))


@pytest.mark.usefixtures("today")
def test_back_on_the_case_of_the_folder_its_own_noun_is_said(sites):
    app = page(CLASSER, seance=sites.code)
    assert "Quel site d’abord" in words(app)
    app.query_params.clear()
    app.query_params["poids.ghg_impact"] = "50"
    app.run()
    assert "Quel levier d’abord" in words(app)
    assert "site" not in words(app).split()


def drawn_alone():
    import contextvars  # noqa: PLC0415 (a script of its own)

    import streamlit as st  # noqa: PLC0415

    from prioritisation.settings import current_case  # noqa: PLC0415
    from prioritisation.ui.shared.page import speak_of_case  # noqa: PLC0415
    from prioritisation.wording import t  # noqa: PLC0415

    speak_of_case(current_case())
    # A part that is drawn again runs in a thread where nothing was said yet.
    st.html(contextvars.Context().run(lambda: t("Which lever first?")))


@each(("folder", "noun"), [(SITES, "site"), (NORMANDIE, "levier")])
def test_a_part_drawn_alone_knows_the_noun_of_its_page(folder, noun, monkeypatch):
    monkeypatch.setenv("PRIORITISATION_CASE", str(folder))
    app = AppTest.from_function(drawn_alone).run()
    assert not app.exception
    assert words(app).startswith(f"Quel {noun}")


def test_the_name_of_the_page_in_the_browser_is_that_of_its_case(monkeypatch):
    monkeypatch.setenv("PRIORITISATION_CASE", str(SITES))
    assert opened().session_state["option"] == "site"

"""The second line through the life of a meeting: true on every page, for everyone; it leads on."""

from itertools import islice

import pytest

from prioritisation.meeting.rules import Act
from prioritisation.ui.shared.pages import PAGES
from prioritisation.ui.visit import looking
from tests.each import each
from tests.prioritisation.ui.reading import SCORES, page, second_line
from tests.sitting import Sitting

pytestmark = pytest.mark.usefixtures("fresh")

OF_CASE = [path for path in PAGES if path not in ("seance", "dossiers", "compte-rendu")]
FOLDER = "Dossier de départ, poids égaux"
MASKED = "vote ouvert : classement masqué"
GROUP = "poids du groupe (5 votes)"


def decide(sitting):
    sitting.act(Act.START_ANALYSIS)
    sitting.act(Act.START_DECISION)


LIFE = {
    "before": ("poids égaux", lambda _: None),
    "voting": (MASKED, lambda s: s.open().vote(5)),
    "revealed": (GROUP, lambda s: s.reveal()),
    "second vote": (MASKED, lambda s: s.open().vote(5, seed=2)),
    "revealed again": (GROUP, lambda s: s.reveal()),
    "decision": (GROUP, decide),
    "closed": (GROUP, lambda s: s.act(Act.CLOSE)),
}


def ways(app):
    return {b.key for b in app.button if (b.key or "").startswith("look_")}


def lived(sitting):
    """Each step of the meeting, once it is reached: its name, and what people are to read."""
    for step, (line, go) in LIFE.items():
        go(sitting)
        yield step, line


def who(sitting):
    """Somebody -> their cookies and the address that they open."""
    code = sitting.code
    return {
        "facilitator": ({f"lien_{code}": sitting.secret}, {}),
        "participant": ({f"present_{code}": "1"}, {}),
        "by its code": ({}, {"seance": code}),
        "stranger": ({}, {}),
    }


@each("file", OF_CASE)
def test_each_page_says_whose_weights_these_are_or_that_they_are_hidden(room, holds, file):
    sitting = Sitting(room).lobby()
    for step, line in islice(lived(sitting), 3):
        for name in ("facilitator", "participant"):
            holds(**who(sitting)[name][0])
            assert second_line(page(file)) == f"Séance {sitting.code}, {line}", (step, name)
    app = page("comparer", seance=sitting.code, **{"poids.ghg_impact": "100"})
    assert "Vote du groupe" in app.pills(key="columns").options


def test_the_second_line_is_true_at_each_step_for_each_person_and_leads_on(room, holds):
    sitting = Sitting(room).lobby()
    for step, line in lived(sitting):
        for name, (cookies, query) in who(sitting).items():
            holds(**cookies)
            app = page(SCORES, **query)
            said = second_line(app)
            where = (step, name)
            if name == "stranger":
                assert (said, ways(app)) == (FOLDER, {"look_start"}), where
            elif line == MASKED and name != "facilitator":
                assert (said, ways(app)) == (f"Séance {sitting.code}, {MASKED}", set()), where
            else:
                assert said == f"Séance {sitting.code}, {line}", where
                start = set() if line == MASKED else {"look_start"}
                assert ways(app) == {"look_folder", *start}, where
                app.button(key="look_folder").click().run()
                assert second_line(app) == FOLDER, where
                app.button(key="look_meeting").click().run()
                assert second_line(app) == f"Séance {sitting.code}, {line}", where


@each("name", ["facilitator", "participant", "by its code"])
def test_a_meeting_that_is_erased_leaves_the_starting_case_and_says_why(room, holds, name):
    sitting = Sitting(room).lobby()
    cookies, query = who(sitting)[name]
    holds(**cookies)
    app = page(OF_CASE[-1], **query)
    assert second_line(app).startswith(f"Séance {sitting.code}")
    room.purge(sitting.code, sitting.secret)
    app.run()
    assert second_line(app) == FOLDER
    assert ways(app) == {"look_start"}
    assert second_line(page(OF_CASE[0], **query)) == FOLDER


@each("name", ["facilitator", "participant"])
def test_a_page_on_the_starting_case_is_drawn_again_as_votes_open_and_end(
    room, holds, monkeypatch, name
):
    """A ranking on screen when a vote opens would stay there through it."""
    watched = []
    monkeypatch.setattr(looking, "_watch", lambda *drawn: watched.append(drawn))
    sitting = Sitting(room).lobby()
    holds(**who(sitting)[name][0])
    app = page(SCORES)
    app.button(key="look_folder").click().run()
    for go in (sitting.open, sitting.reveal, sitting.open):
        assert not looking.has_moved_on(*watched[-1])
        go()
        assert looking.has_moved_on(*watched[-1])
        app.run()
        assert second_line(app) in (FOLDER, f"Dossier de départ, {MASKED}")


def test_two_tabs_of_one_person_look_at_what_each_has_chosen(room, holds):
    sitting = Sitting(room).lobby()
    holds(**who(sitting)["facilitator"][0])
    one, other = page(SCORES), page(SCORES)
    one.button(key="look_folder").click().run()
    other.run()
    assert (second_line(one), second_line(other)) == (
        FOLDER,
        f"Séance {sitting.code}, poids égaux",
    )
    sitting.open().vote(5)
    sitting.reveal()
    for tab in (one, other):
        tab.run()
    assert (second_line(one), second_line(other)) == (FOLDER, f"Séance {sitting.code}, {GROUP}")

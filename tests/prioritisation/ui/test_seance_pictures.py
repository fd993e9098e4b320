"""The pictures of the results: what comes after one that is beside, and what is said of each."""

import re

from prioritisation.drawing.projector import projectable_views, projector_view
from prioritisation.meeting.rules import Act
from prioritisation.meeting.rules.setup import PROJECT_WAITING
from tests.each import each
from tests.prioritisation.ui.reading import filled, html, page, press, words
from tests.sitting import in_portfolio

SAID = re.compile('class="tosay">(.*?)</p>', re.DOTALL)


def project(sitting, view):
    sitting.room.project(sitting.code, sitting.secret, view)
    return page(seance=sitting.code)


def sentences(app):
    return SAID.findall(html(app))


def test_after_a_picture_that_is_beside_the_order_goes_on_and_back_is_to_what_was_there(sitting):
    sitting.open().vote(8)
    sitting.reveal()
    for seen, label in (("auto", "Vote par vote"), ("firsts", "Le classement")):
        for beside in ("map", "choices", PROJECT_WAITING):
            project(sitting, seen)
            assert filled(project(sitting, beside)) == [f"Montrer « {label} »"]
    for beside in ("map", "choices", "firsts"):
        project(sitting, beside)
        app = project(sitting, PROJECT_WAITING)
        press(app, "Revenir à l’image")
        assert sitting.stage().setup.projection == beside
    sitting.act(Act.START_ANALYSIS)
    assert sitting.stage().setup.viewed == ()


@each("votes", [2, 8])
def test_what_is_said_to_the_room_is_of_what_it_sees(sitting, votes):
    for _ in sitting.results_steps(votes):
        role = sitting.room.role(sitting.code, sitting.secret)
        views = projectable_views(sitting.stage(), sitting.room.results(sitting.code, role))
        said = {}
        for view in views:
            said[view] = sentences(project(sitting, view))
            picture = projector_view(sitting.room, sitting.stage()).html
            withheld = "Trop peu de votes pour montrer" in picture
            assert any("trop peu de votes" in one for one in said[view]) == withheld
        assert said.pop(PROJECT_WAITING) == []
        # Each picture has its own sentence; that of the step has the one of its picture.
        assert len({tuple(one) for one in said.values()}) == max(1, len(views) - 2)


def test_a_small_picture_is_called_by_what_it_shows_and_by_nothing_that_the_room_does_not_see(
    sitting,
):
    sitting.open().vote(8)
    sitting.reveal()
    shown = html(page(seance=sitting.code))
    names = re.findall('class="thumb" role="img" aria-label="([^"]*)"', shown)
    assert len(names) == len(set(names)) > 3
    assert names.count("Ce que voit la salle") == 1


DRAWN = {"agreement": 'class="sw-plot"', "map": 'class="tri"', "ranking": 'class="bars"'}
"""A picture of the results -> how its larger drawing of the page starts."""


def drawn(app):
    """The pictures that the page draws besides those in small, each as often as it does."""
    shown = html(app)
    return {view: shown.count(mark) for view, mark in DRAWN.items()}


def test_once_the_results_are_spoken_of_each_picture_is_drawn_once(room, holds):
    made = in_portfolio(room, 8)
    holds(**{f"lien_{made.code}": made.secret})
    once = {"agreement": len(made.stage().criteria), "map": 1, "ranking": 1}
    assert drawn(page(seance=made.code)) == once
    holds(**{f"lien_{made.code}": ""})
    assert drawn(page(seance=made.code)) == once


def test_while_the_results_are_spoken_of_each_picture_is_drawn_in_small_only(sitting):
    for step in sitting.results_steps(8):
        app = page(seance=step.code)
        assert drawn(app) == dict.fromkeys(DRAWN, 0)
        assert "vote du milieu" in words(app)  # its figures are there

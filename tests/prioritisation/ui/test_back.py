"""« Back » and « Forward », heard by the server: which address is shown, and which one is told."""

import pytest

from prioritisation.ui.shared import state
from tests.each import each
from tests.prioritisation.ui.reading import go_to, opened, weigh, weights_of

POINTS = {"ghg_impact": 60, "partner_ecosystem": 20, "existing_coverage": 20}
TUNED = {f"poids.{c}": str(points) for c, points in POINTS.items()}
PATHS = ["classer", "est-ce-solide", "un-ou-deux"]


@pytest.fixture
def going_back(monkeypatch):
    """Runs an open page as « Back » does, to an address; something may be heard with it."""

    def run(app, address, **moved):
        monkeypatch.setattr(state, "goes_back", lambda: True)
        app.query_params.clear()
        for key, value in address.items():
            app.query_params[key] = value
        weigh(app, **moved) if moved else app.run()
        monkeypatch.setattr(state, "goes_back", lambda: False)
        assert not app.exception
        return app

    return run


def points(app):
    return {c: weights_of(app)[c] for c in POINTS}


@each("path", PATHS)
def test_the_first_change_of_a_page_opened_without_settings_is_undone(going_back, path):
    app = opened()
    go_to(app, path).run()
    start = points(app)
    weigh(app, ghg_impact=73)
    assert points(app) != start
    going_back(app, {})
    assert points(app) == start
    assert app.query_params == {}


def test_a_page_that_came_with_settings_has_no_start_to_go_back_to(going_back):
    """On its way to a page, a link shows its address without settings for an instant."""
    app = opened(**TUNED)
    go_to(app, PATHS[1]).run()
    assert points(app) == POINTS
    going_back(app, {})
    assert points(app) == POINTS
    assert TUNED.items() <= app.query_params.items()


def test_a_change_heard_together_with_going_back_is_before_it(going_back):
    app = opened(**TUNED)
    weigh(app, ghg_impact=70)
    going_back(app, TUNED, partner_ecosystem=80)
    assert points(app) == POINTS
    assert app.query_params == TUNED
    weigh(app, ghg_impact=10)
    assert points(app) == {**POINTS, "ghg_impact": 10}
    assert app.query_params["poids.ghg_impact"] == "10"

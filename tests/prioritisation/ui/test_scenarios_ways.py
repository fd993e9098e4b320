"""The weights of a scenario told by an order."""

import pytest

from prioritisation.analysis.opinions import Method
from prioritisation.analysis.weight_elicitation import Elicitation
from prioritisation.settings import current_case
from prioritisation.ui.scenarios.page import ranks_of_trials
from tests.prioritisation.ui.reading import plain_words
from tests.prioritisation.ui.scenarios import START, forks, links, page, words
from tests.thresholds import trial

pytestmark = pytest.mark.usefixtures("room")

IDS = tuple(START.scenario.points)


def way(app, chosen):
    app.selectbox(key="lab_way").set_value(chosen).run()
    assert not app.exception
    return app


def place(app, criterion, rank):
    app.pills(key=f"lab_place_{criterion}").set_value(rank).run()
    assert not app.exception


def test_an_order_gives_the_weights_and_is_kept_in_the_address():
    app = way(page(), "order")
    assert not app.slider
    for rank, criterion in enumerate(IDS, 1):
        place(app, criterion, rank)
    (fork,) = forks(app)
    assert fork.elicitation == Elicitation(IDS, (1, 2, 3))
    assert list(fork.scenario.points.values()) == pytest.approx((61.1, 27.8, 11.1), abs=0.05)
    again = page(scenario=app.query_params["scenario"])
    assert again.selectbox(key="lab_way").value == "order"
    assert forks(again) == [fork]


def test_what_was_told_is_said_beside_what_it_changes():
    told = START.named("Ordre").elicited(Elicitation(IDS, (1, 2, 2)))
    said = words(page(scenario=links(START, told)))
    assert "Poids par ordre d’importance" in said
    back = told.named("Points").weighed(told.scenario.points)
    assert "Poids donnés en points." in words(page(scenario=links(told, back)))


def test_going_back_to_points_keeps_the_weights_and_undo_gives_the_order_back():
    app = way(page(), "order")
    place(app, IDS[0], 1)
    points = forks(app)[0].scenario.points
    way(app, "points")
    assert (forks(app)[0].elicitation, forks(app)[0].scenario.points) == (None, points)
    app.button(key="lab_undo").click().run()
    assert forks(app)[0].elicitation is not None


def test_a_criterion_left_out_leaves_the_order_of_the_others():
    app = page(scenario=links(START.elicited(Elicitation(IDS, (3, 1, 2)))))
    app.pills(key="lab_criteria").set_value([IDS[0], IDS[2]]).run()
    assert forks(app)[0].elicitation == Elicitation((IDS[0], IDS[2]), (2, 1))


def test_points_stand_beside_the_ranks_that_they_make_alone():
    """Those of the weighted sum are not the points of another calculation."""
    case = current_case()
    for method in Method:
        shown = plain_words(ranks_of_trials((trial(case, START.by(method)),)))
        assert ("points" in shown) is (method is Method.ADDITIVE), method

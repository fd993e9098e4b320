"""How ballots ask for weights and what voting rules say, on *Séance*."""

import json

import pytest

from prioritisation.analysis.ballots.ballot import Mode
from prioritisation.meeting.rules import Act
from tests.each import each
from tests.prioritisation.ui.reading import page, plain_words, press, screened, words


def choose(sitting, mode):
    setup = sitting.stage().setup
    sitting.room.choose_frame(
        sitting.code,
        sitting.secret,
        combination=setup.combination,
        criteria=setup.criteria,
        weighting=mode,
    )


def simulated(sitting, n=12):
    sitting.lobby().act(Act.REHEARSE)
    sitting.open()
    sitting.room.simulate(sitting.code, sitting.secret, n)
    return sitting


def test_the_way_is_chosen_in_the_frame_checked_and_said_with_the_results(sitting):
    app = page(seance=sitting.code, onglet="preparer")
    app.radio(key=f"frame_weighting_{sitting.code}").set_value("points")
    press(app, "Voter sur ce cadre")
    assert sitting.stage().setup.weighting is Mode.POINTS
    simulated(sitting).reveal()
    assert "poids demandés : 100 points à répartir" in words(page(seance=sitting.code))


@pytest.mark.parametrize("mode", list(Mode))
def test_the_projector_asks_as_the_ballot_does(sitting, mode):
    choose(sitting, mode)
    sitting.open()
    text = plain_words(screened(sitting))
    assert ("partager 100 points" in text) == (mode is Mode.POINTS)
    assert ("Dans quel ordre" in text) == mode.ordered


def test_points_on_paper_must_make_100(sitting):
    choose(sitting, Mode.POINTS)
    sitting.open()
    app = page(seance=sitting.code, onglet="preparer")
    for c, points in zip(sitting.stage().criteria, (50, 30, 10), strict=True):
        app.number_input(key=f"paper_n_{c.id}_0").set_value(points)
    press(app, "Enregistrer ce vote sur papier")
    assert "il manque 10 points" in words(app)
    app.number_input(key=f"paper_n_{sitting.stage().criteria[2].id}_0").set_value(20)
    press(app, "Enregistrer ce vote sur papier")
    assert "Vote sur papier enregistré" in words(app)
    (ballot,) = sitting.room.store.ballots(sitting.code, 1)
    assert json.loads(ballot.points_json)["mode"] == "points"


def test_an_order_on_paper_has_ties_and_abstentions(sitting):
    choose(sitting, Mode.ROC)
    sitting.open()
    app = page(seance=sitting.code, onglet="preparer")
    press(app, "Enregistrer ce vote sur papier")
    assert "Ce vote n’est pas complet" in words(app)
    for c, place in zip(sitting.stage().criteria, ("1", "1", "abstention"), strict=True):
        app.radio(key=f"paper_r_{c.id}_0").set_value(place)
    press(app, "Enregistrer ce vote sur papier")
    (ballot,) = sitting.room.store.ballots(sitting.code, 1)
    assert list(json.loads(ballot.points_json)["points"].values()) == [1, 1, None]


@each("n", [4, 12])
def test_duels_stand_beside_who_is_first_from_five_ballots_only(sitting, n):
    sitting.open()
    sitting.vote(n)
    sitting.reveal().act(Act.START_ANALYSIS)
    assert ("tous ses duels" in words(page(seance=sitting.code))) is (n == 12)

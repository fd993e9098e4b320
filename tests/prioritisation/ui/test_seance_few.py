"""Below five votes nothing of the group is shown: no surface promises results, nor shows less."""

import pytest

from criteria.model import Sense
from prioritisation.meeting.rules import Act, Phase
from tests.prioritisation.ui.reading import button, filled, page, plain_words, screened, words

PROMISES = ("montrer les résultats", "Montrer les résultats", "les résultats arrivent")
UNSHOWN = "Fermer le premier vote (rien ne sera montré)"
NUMBER = "Montrer le nombre de votes"
LEAST = 5


def next_step(app):
    (step,) = [b for b in app.button if b.key == "next_step"]
    return step


def everything(app):
    """All words of the page, those of its buttons too."""
    return " ".join([words(app), *(b.label for b in app.button)])


def promised(app):
    shown = everything(app)
    return [one for one in PROMISES if one in shown]


@pytest.mark.parametrize("votes", [1, 4, 5, 6])
def test_results_are_promised_before_and_after_closing_exactly_when_some_are_shown(sitting, votes):
    few = votes < LEAST
    sitting.open().vote(votes)
    app = page(seance=sitting.code)
    assert bool(promised(app)) != few
    assert (next_step(app).proto.type == "primary") != few
    assert (next_step(app).label == f"{UNSHOWN}…") == few
    next_step(app).click().run()
    assert (sitting.stage().meeting.phase is Phase.REVEALED) != few
    if few:
        assert promised(app) == []
        button(app, UNSHOWN).click().run()
    assert sitting.stage().meeting.phase is Phase.REVEALED
    app = page(seance=sitting.code)
    assert ("Une image à la fois" in words(app)) != few


@pytest.mark.parametrize("votes", [4, 6])
def test_what_is_said_and_what_the_wall_says_of_a_closed_vote_agree(sitting, clock, votes):
    sitting.open().vote(votes)
    sitting.room.join_soon(sitting.code, sitting.room.new_token(sitting.code)).result()
    sitting.room.close_round(sitting.code, sitting.secret, missing=1)
    clock()
    app, wall = page(seance=sitting.code), plain_words(screened(sitting))
    said = words(app).partition("À dire à la salle")[2]
    none = "trop peu de votes pour les montrer"
    for surface in (said, wall):
        assert "voici les résultats" not in surface
        assert (none in surface) == (votes < LEAST)
    assert (
        ("les résultats arrivent" in said)
        == ("Les résultats viennent" in wall)
        == (votes >= LEAST)
    )
    assert (filled(app) == [NUMBER]) == (votes < LEAST)


@pytest.mark.parametrize("present", [4, 5])
def test_before_a_vote_opens_one_knows_whether_so_few_would_see_nothing(sitting, present):
    sitting.lobby()
    for _ in range(present):
        sitting.voter()
    warned = "aucun résultat ne pourrait être montré" in words(page(seance=sitting.code))
    assert warned == (present < LEAST)


def settled(sitting, present):
    """A short meeting that has answered everything, and so many people who have come in."""
    for criterion in sitting.stage().meeting.unconfirmed:
        sitting.room.confirm_direction(sitting.code, sitting.secret, criterion, Sense.MIN)
    for warning in sitting.stage().meeting.unanswered:
        sitting.act(Act.ANSWER_WARNING, warning=warning, reason="su et accepté")
    sitting.room.freeze(sitting.code, sitting.secret)
    for _ in range(present):
        sitting.voter()


@pytest.mark.parametrize("present", [3, 5])
def test_so_few_that_nothing_can_be_shown_are_told_before_the_vote(sitting, present):
    settled(sitting.lobby(), present)
    app = page(seance=sitting.code)
    few = "Moins de 5 personnes sont là : aucun résultat ne pourrait être montré" in words(app)
    assert few == (present < LEAST)
    next_step(app).click().run()
    assert sitting.stage().meeting.phase is Phase.ROUND


def test_a_reason_that_somebody_wrote_meanwhile_is_not_written_over(sitting):
    settled(sitting.lobby(), 3)
    sitting.act(Act.ANSWER_WARNING, warning="few_present", reason="les autres sont à distance")
    sitting.room.open_round(sitting.code, sitting.secret, answers={"few_present": "autre chose"})
    kept = {a.warning: a.answer for a in sitting.room.store.answers(sitting.code)}
    assert kept["few_present"] == "les autres sont à distance"

"""Closing a round from the desk: at once when all have voted, else asked, told and undone."""

import pytest

from prioritisation.analysis.ballots.ballot import Ballot
from prioritisation.meeting.room import Room, stage
from prioritisation.meeting.rules import Phase, RoundStatus
from tests.prioritisation.ui.reading import (
    button,
    filled,
    page,
    plain_words,
    press,
    screened,
    words,
)

CLOSE, AT_ONCE = "Fermer le premier vote", "Fermer le premier vote et montrer les résultats"
UNSHOWN = "Fermer le premier vote (rien ne sera montré)"
WAIT = "Attendre encore"
ANYWAY, REVEAL = "Fermer dans 10\u00a0secondes", "Montrer les résultats du premier vote"


@pytest.fixture
def voting(sitting):
    """Five have voted, two have not."""
    sitting.open()
    sitting.vote(5)
    join(sitting, 2)
    return sitting


def join(sitting, n):
    tokens = [sitting.room.new_token(sitting.code) for _ in range(n)]
    for token in tokens:
        sitting.room.join_soon(sitting.code, token).result()
    return tokens


def last(sitting):
    return sitting.stage().meeting.rounds[-1]


def labels(app):
    return [b.label.removesuffix("…") for b in app.button]


def press_close(app):
    """The label ends in dots where something is asked first."""
    (step,) = filled(app)
    assert step in (f"{CLOSE}…", AT_ONCE, f"{UNSHOWN}…")
    press(app, step)


@pytest.mark.parametrize(("votes", "others"), [(0, 2), (5, 2), (7, 0)])
def test_the_button_is_filled_once_there_is_nobody_to_wait_for_and_says_what_it_does(
    sitting, votes, others
):
    sitting.open().vote(votes)
    join(sitting, others)
    app = page(seance=sitting.code)
    (step,) = [b for b in app.button if b.key == "next_step"]
    waits = "Attendez" in words(app)
    assert waits == bool(others)
    assert (step.proto.type == "primary") == (not waits)
    assert ("montrer" in step.label) == (not waits)
    step.click().run()
    assert (sitting.stage().meeting.phase is Phase.REVEALED) == (not waits)


def test_whoever_votes_again_is_told_by_voice_and_on_the_wall_that_the_vote_before_is_over(
    sitting,
):
    again = "Renvoyez votre vote, même inchangé"
    sitting.open().vote(6)
    assert again not in words(page(seance=sitting.code)) + screened(sitting)
    sitting.reveal().open()
    assert again in words(page(seance=sitting.code)).partition("À dire à la salle")[2]
    assert again in screened(sitting)
    gone = sitting.stage().criteria[-1].plain_name()
    sitting.reveal().without_last_criterion("on le mesure mal").open()
    assert again not in words(page(seance=sitting.code)) + screened(sitting)
    assert f"On ne vote plus sur : {gone}." in plain_words(screened(sitting))


def test_it_is_asked_with_how_many_are_missing_and_waiting_is_the_filled_answer(voting):
    app = page(seance=voting.code)
    press_close(app)
    text = words(app)
    assert "Dans 10 secondes, les 2 autres personnes ne pourront plus voter." in words(app)
    assert "Un vote fermé ne se rouvre pas" in text
    assert last(voting).closes == ""
    wait = button(app, WAIT)
    assert wait.proto.type == "primary"
    wait.click().run()
    assert ANYWAY not in labels(app)
    assert last(voting).closes == ""


@pytest.mark.parametrize("votes", [0, 1, 5])
@pytest.mark.parametrize("missing", [1, 3])
def test_nothing_that_is_asked_says_how_many_votes_there_will_be(sitting, votes, missing):
    """A vote sent while it counts down still counts."""
    sitting.open()
    sitting.vote(votes)
    join(sitting, missing)
    app = page(seance=sitting.code)
    press_close(app)
    text = words(app)
    assert "ne comptera pas" not in text
    answers = {label for label in labels(app) if label.startswith("Fermer ")} - {CLOSE}
    assert answers == {ANYWAY}


def test_closing_counts_down_then_reveals_when_asked(voting, clock):
    app = page(seance=voting.code)
    press_close(app)
    press(app, ANYWAY)
    app.run()
    assert last(voting).closing
    assert "Le premier vote ferme dans" in words(app)
    assert "ferme dans" in screened(voting)
    assert not {CLOSE, AT_ONCE} & set(labels(app))
    clock()
    app.run()
    assert filled(app) == [REVEAL]
    assert "Le premier vote est fermé" in words(page(seance=voting.code))
    assert "Le vote est fermé" in screened(voting)
    press(app, REVEAL)
    assert voting.stage().meeting.phase is Phase.REVEALED


def test_one_may_wait_after_all_while_it_counts_down(voting):
    app = page(seance=voting.code)
    press_close(app)
    press(app, ANYWAY)
    app.run()
    press(app, WAIT)
    app.run()
    assert (last(voting).status, last(voting).closes) == (RoundStatus.OPEN, "")
    assert {CLOSE, AT_ONCE} & set(labels(app))


def test_who_joins_while_it_is_asked_is_counted_before_closing(voting):
    app = page(seance=voting.code)
    press_close(app)
    join(voting, 1)
    press(app, ANYWAY)
    app.run()
    assert last(voting).closes == ""
    assert "Dans 10 secondes, les 3 autres personnes ne pourront plus voter." in words(app)


def test_the_question_says_who_is_missing_as_ballots_come_in(sitting):
    sitting.open()
    sitting.vote(5)
    one, other = join(sitting, 2)
    app = page(seance=sitting.code)
    press_close(app)
    sitting.vote(1, tokens=[one], seed=2)
    app.run()
    assert "Dans 10 secondes, la personne qui manque ne pourra plus voter." in words(app)
    sitting.vote(1, tokens=[other], seed=3)
    app.run()
    assert "ne pourra" not in words(app)
    assert words(app).count("Tous les présents ont voté.") == 2  # in the question, and under it
    assert ANYWAY not in labels(app)
    assert WAIT in labels(app)
    press(app, REVEAL)
    assert sitting.stage().meeting.phase is Phase.REVEALED


def test_what_is_asked_is_what_was_counted_not_what_the_page_read_before(sitting, monkeypatch):
    sitting.open()
    sitting.vote(5)
    app = page(seance=sitting.code)
    monkeypatch.setattr(stage, "STAGE_FRESH_S", 3600.0)
    close = Room.close_round

    def late(self, *args, **options):
        """Somebody joins after the page was read, before it is asked."""
        join(sitting, 1)
        return close(self, *args, **options)

    monkeypatch.setattr(Room, "close_round", late)
    press_close(app)
    assert "Dans 10 secondes, la personne qui manque ne pourra plus voter." in words(app)


def test_two_facilitators_ask_at_once_and_both_see_the_same_seconds(voting):
    first, second = page(seance=voting.code), page(seance=voting.code)
    press_close(first)
    press_close(second)
    press(first, ANYWAY)
    closes = last(voting).closes
    press(second, ANYWAY)
    assert last(voting).closes == closes != ""
    second.run()
    assert "Le premier vote ferme dans" in words(second)
    assert ANYWAY not in labels(second)


def test_when_the_missing_vote_while_it_is_asked_nobody_waits_ten_seconds(sitting):
    sitting.open()
    sitting.vote(5)
    late = sitting.room.new_token(sitting.code)
    sitting.room.join_soon(sitting.code, late).result()
    app = page(seance=sitting.code)
    press_close(app)
    sitting.vote(1, seed=3, tokens=[late])
    press(app, ANYWAY)
    assert sitting.stage().meeting.phase is Phase.REVEALED


def test_ballots_typed_in_do_not_make_the_five_that_may_be_shown(sitting):
    sitting.open()
    sitting.vote(4)
    ids = [c.id for c in sitting.stage().criteria]
    typed = Ballot(dict.fromkeys(ids, 100), ids[0])
    sitting.room.paper_ballot(sitting.code, sitting.secret, typed)
    app = page(seance=sitting.code)
    assert "ceux saisis depuis le papier ne comptent pas ici" in words(app)
    press_close(app)
    assert sitting.stage().meeting.phase is Phase.ROUND, "there is nothing to show: it is asked"
    press(app, UNSHOWN)
    assert "5 votes, dont 1 saisi depuis le papier" in words(page(seance=sitting.code))
    assert "5 votes, dont 1 saisi depuis le papier" in screened(sitting)


NOTHING = "rien d’autre que le nombre de votes ne sera montré"
FINAL = "Un vote fermé ne se rouvre pas"


@pytest.mark.parametrize(
    ("voted", "said"),
    [(4, "Tous les présents ont voté."), (0, "Aucun vote n’est encore arrivé")],
)
def test_when_nothing_could_be_shown_it_is_asked_first_although_all_have_voted(
    sitting, voted, said
):
    sitting.open()
    sitting.vote(voted)
    app = page(seance=sitting.code)
    told = {one: words(app).count(one) for one in (said, NOTHING, FINAL)}
    press_close(app)
    assert sitting.stage().meeting.phase is Phase.ROUND
    more = {one: words(app).count(one) - before for one, before in told.items()}
    assert more == {said: 1, NOTHING: 1, FINAL: 1}
    assert button(app, WAIT).proto.type == "primary"
    press(app, WAIT)
    assert WAIT not in labels(app)
    assert last(sitting).status is RoundStatus.OPEN
    press_close(app)
    press(app, UNSHOWN)
    assert sitting.stage().meeting.phase is Phase.REVEALED


def test_when_something_can_be_shown_and_all_have_voted_nothing_is_asked(sitting):
    sitting.open()
    sitting.vote(5)
    press_close(page(seance=sitting.code))
    assert sitting.stage().meeting.phase is Phase.REVEALED


def test_a_round_that_another_has_closed_is_not_asked_about(sitting):
    sitting.open()
    sitting.vote(3)
    app = page(seance=sitting.code)
    assert UNSHOWN in labels(app)
    sitting.reveal().open()
    press_close(app)
    assert WAIT not in labels(app)
    assert len(sitting.stage().meeting.rounds) == 2
    assert sitting.stage().meeting.unrevealed_round


MAYBE = "sauf si des abstentions laissent moins de 5 votes sur un critère"


def abstain(sitting, people, weighing):
    """Ballots of people; as many as said give a weight to the last criterion."""
    for k, token in enumerate(people):
        points = (100, 50, 20 if k < weighing else None)
        sitting.cast(sitting.voter(token), points, nonce=f"a{k}-{weighing}")


def told(sitting, *, and_asked):
    """The words of the page before a reveal, and of the question of the end of the round."""
    app = page(seance=sitting.code)
    said = [words(app)]
    if and_asked:
        press_close(app)
        said.append(words(app))
        press(app, WAIT)
    return said


@pytest.mark.parametrize("voted", [6, 7])
def test_nothing_said_before_a_reveal_depends_on_who_abstains(sitting, clock, voted):
    """One who changed a ballot, and looked before and after, would learn of the others'."""
    sitting.open()
    people = join(sitting, 7)
    before = []
    for weighing in (7, 5, 4, 1):
        abstain(sitting, people[:voted], weighing)
        before.append(told(sitting, and_asked=voted < 7))
    assert all(said == before[0] for said in before)
    assert MAYBE in before[0][-1] or voted == 7
    if voted == 7:
        return
    app = page(seance=sitting.code)
    press_close(app)
    press(app, "Fermer dans 10\u00a0secondes")
    clock()
    app = page(seance=sitting.code)
    assert filled(app) == [REVEAL]
    assert MAYBE in words(app)


def test_after_a_reveal_that_abstentions_hide_another_round_comes_next(sitting):
    sitting.open()
    people = join(sitting, 6)
    abstain(sitting, people, 3)
    app = page(seance=sitting.code)
    press_close(app)
    app.run()
    assert filled(app) == ["Ouvrir le second vote"]
    assert "Continuer sans classement" in labels(app)

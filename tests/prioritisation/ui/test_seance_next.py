"""The next step of a meeting names what is to be done, leads to it, and has the filled button."""

import json
import re

import pytest

from criteria.model import Sense
from prioritisation.analysis.ballots.ballot import Ballot, Mode
from prioritisation.analysis.crossing import ChoiceKind, open_choices
from prioritisation.analysis.warnings import IN_THE_CASE
from prioritisation.drawing.projector import projectable_views, projector_view
from prioritisation.meeting.rules import Act, Phase, RoundStatus
from prioritisation.meeting.rules.decision import (
    Decision,
    Objection,
    Outcome,
    ShowOfHands,
    Step,
    to_json,
)
from prioritisation.meeting.rules.setup import PROJECT_WAITING
from tests.each import each
from tests.prioritisation.ui.reading import (
    SEANCE,
    button,
    filled,
    html,
    page,
    plain_words,
    press,
    screened,
    words,
)

FILLED_LINK = r'<a class="enter" href="([^"]*)" target="_self">([^<]*)</a>'
CLOSE = "Clore la séance…"


def at_decision(sitting):
    sitting.open().vote(6)
    sitting.reveal()
    for act in (Act.START_ANALYSIS, Act.START_DECISION):
        sitting.act(act)


def led_to(app):
    """Where the filled links of the next step lead, and how many buttons are filled besides."""
    buttons = [b for b in app.button if b.key == "next_step" and b.proto.type == "primary"]
    return re.findall(FILLED_LINK, html(app)), len(buttons)


def test_as_long_as_no_lever_is_proposed_the_next_step_leads_to_the_form_and_not_to_the_end(
    sitting,
):
    at_decision(sitting)
    app = page(seance=sitting.code)
    assert "Écrivez ce que le groupe propose" in words(app)
    ((address, _),), filled_buttons = led_to(app)
    assert filled_buttons == 0
    assert f'id="{address.removeprefix("#")}"' in html(app)
    assert filled(app) == [CLOSE]
    texts = Decision(proposed=("mieux_produire",))
    sitting.room.write_text(sitting.code, sitting.secret, "decision", to_json(texts), 0)
    app = page(seance=sitting.code)
    assert "Écrivez ce que le groupe propose" not in words(app)


LEVER = ("mieux_produire",)
KEPT = Objection(text="Trop cher", answer="Partagé", outcome=Outcome.KEPT, raised_for=LEVER)
WRITTEN = Decision(
    proposed=LEVER,
    objections=(KEPT,),
    vote=ShowOfHands(favour=5, against=1, abstaining=0),
    minority="Attendons.",
    motives="Parce que.",
    motives_for=LEVER,
    steps=(Step(action="Écrire au comité", who="", when=""),),
)


def test_once_nothing_is_missing_the_next_step_is_to_close(sitting):
    at_decision(sitting)
    sitting.room.write_text(sitting.code, sitting.secret, "decision", to_json(WRITTEN), 0)
    for warning in sitting.room.warnings(sitting.code):
        if not warning.answer:
            sitting.act(Act.ANSWER_WARNING, warning=warning.id, reason="su")
    app = page(seance=sitting.code)
    assert led_to(app) == ([], 1)
    assert filled(app) == [CLOSE.removesuffix("…")]


def test_all_is_not_said_to_be_settled_while_a_point_waits_and_a_word_is_asked_for_by_its_name(
    sitting,
):
    sitting.lobby()
    sitting.voter()
    app = page(seance=sitting.code)
    lines = {one.label for one in app.text_input}
    assert "Dites pourquoi, si vous voulez" in lines
    assert "Un mot, si vous voulez" not in lines
    for warning in sitting.room.warnings(sitting.code):
        if warning.kind in IN_THE_CASE:
            sitting.act(Act.ANSWER_WARNING, warning=warning.id, reason="su")
    for choice in open_choices(sitting.stage().case, sitting.stage().scenario()):
        take = {ChoiceKind.DIRECTION: sitting.room.confirm_direction}.get(choice.kind)
        option = choice.options[0]
        if take:
            take(sitting.code, sitting.secret, choice.about, Sense(option))
        else:
            sitting.room.settle_reading(sitting.code, sitting.secret, option)
    shown = words(page(seance=sitting.code))
    assert "1 point sur 1 attend une réponse" in shown
    assert "Les questions sont réglées" in shown


# The pictures of the results: what comes after one that is beside, and what is said of each.

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


# Below five votes nothing of the group is shown: no surface promises results, nor shows less.

PROMISES = ("montrer les résultats", "Montrer les résultats", "les résultats arrivent")
UNSHOWN = "Fermer le premier vote (rien ne sera montré)"
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


# What the desk says to whoever leads a meeting for the first time.

CHANGES, NO_DEVICE = "Chacun retrouve son vote", "Aucun appareil n’est encore entré"


def typed(sitting, n):
    """Ballots typed in from paper."""
    ids = [c.id for c in sitting.stage().criteria]
    for _ in range(n):
        ballot = Ballot(dict.fromkeys(ids, 100), ids[0])
        sitting.room.paper_ballot(sitting.code, sitting.secret, ballot)


def second_vote(sitting):
    """What is said of the button of a second vote."""
    app = page(seance=sitting.code)
    return next(b.help for b in app.button if b.label == "Ouvrir le second vote")


def test_nobody_is_said_to_get_the_ballot_on_a_phone_that_they_do_not_have(sitting):
    sitting.open().vote(4)
    typed(sitting, 2)
    sitting.reveal()
    said = second_vote(sitting)
    assert CHANGES in said
    assert NO_DEVICE not in said


# How ballots ask for weights and what voting rules say, on *Séance*.


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


# A second round on other criteria, as the pages of the meeting tell it.

FRAME = {"combination": "gt", "criteria": ("ghg_impact", "partner_ecosystem", "existing_coverage")}
APART = "Le second vote ne se compare pas au premier"


@pytest.mark.parametrize(
    ("frame", "sense", "said"),
    [
        (
            {"criteria": (*FRAME["criteria"], "labour_shortage")},
            Sense.MIN,
            "les critères ne sont pas les mêmes",
        ),
        ({"combination": "sgpe"}, Sense.MAX, "un critère ne compte plus dans le même sens"),
        ({}, Sense.MIN, ""),
    ],
    ids=["criteria", "direction, perimeter", "nothing"],
)
def test_the_page_says_that_rounds_do_not_compare(sitting, holds, frame, sense, said):
    sitting.open()
    tokens = sitting.vote(7)
    sitting.reveal().act(Act.REOPEN, target=Phase.REVIEW, reason="on change")
    sitting.room.choose_frame(sitting.code, sitting.secret, **(FRAME | frame))
    for criterion in {*sitting.stage().meeting.unconfirmed, "existing_coverage"}:
        sitting.room.confirm_direction(sitting.code, sitting.secret, criterion, sense)
    sitting.room.freeze(sitting.code, sitting.secret)
    sitting.act(Act.START_CHECKS)
    sitting.open()
    sitting.vote(7, seed=2, tokens=tokens)
    sitting.reveal()
    desk, projected = words(page(SEANCE, seance=sitting.code)), plain_words(screened(sitting))
    assert "ne se compare" not in projected, "the picture is of one round, and compares nothing"
    holds()
    watched = words(page(seance=sitting.code))
    for told in (desk, watched):
        assert "Depuis le vote d’avant" in told
        assert ("ayant voté les deux fois" in told) != bool(said)
        assert (APART in told) == bool(said)
        assert said in told


# Closing a round from the desk: at once when all have voted, else asked, told and undone.

SEANCE_CLOSING_CLOSE, AT_ONCE = (
    "Fermer le premier vote",
    "Fermer le premier vote et montrer les résultats",
)
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
    assert step in (f"{SEANCE_CLOSING_CLOSE}…", AT_ONCE, f"{UNSHOWN}…")
    press(app, step)


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
    answers = {label for label in labels(app) if label.startswith("Fermer ")} - {
        SEANCE_CLOSING_CLOSE
    }
    assert answers == {ANYWAY}


def test_closing_counts_down_then_reveals_when_asked(voting, clock):
    app = page(seance=voting.code)
    press_close(app)
    press(app, ANYWAY)
    app.run()
    assert last(voting).closing
    assert "Le premier vote ferme dans" in words(app)
    assert "ferme dans" in screened(voting)
    assert not {SEANCE_CLOSING_CLOSE, AT_ONCE} & set(labels(app))
    clock()
    app.run()
    assert filled(app) == [REVEAL]
    assert "Le premier vote est fermé" in words(page(seance=voting.code))
    assert "Le vote est fermé" in screened(voting)
    press(app, REVEAL)
    assert voting.stage().meeting.phase is Phase.REVEALED


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
    ("voted", "said"), [(4, "Tous les présents ont voté."), (0, "Aucun vote n’est encore arrivé")]
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

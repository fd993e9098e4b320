"""Each way of asking for weights through HTTP, without JavaScript."""

import re

import pytest

from prioritisation.analysis.ballots.ballot import Mode, ballot_shares_of, from_json
from prioritisation.meeting.rules import Act
from prioritisation.meeting.rules.setup import TRIAL_IDS
from tests.each import each

POINTS = {"n_ghg_impact": "50", "n_partner_ecosystem": "30", "n_existing_coverage": "20"}
PLACES = {
    "rang_ghg_impact": "1",
    "rang_partner_ecosystem": "3",
    "rang_existing_coverage": "2",
}
ANSWERS = {Mode.POINTS: POINTS, Mode.ROC: PLACES}


@pytest.fixture
def asking(sitting):
    """A meeting that asks for weights in a way."""

    def made(mode, **options):
        here = sitting(**options)
        choose(here, mode)
        return here

    return made


def choose(here, mode):
    setup = here.stage().setup
    here.room.choose_frame(
        here.code,
        here.secret,
        combination=setup.combination,
        criteria=setup.criteria,
        weighting=mode,
    )


def send(visitor, here, answers, **more):
    form = {**visitor.get(f"{here.path}?changer").fields, **answers, **more}
    return visitor.post(here.path, {k: v for k, v in form.items() if v is not None})


@each("mode", Mode)
def test_beside_what_may_be_counted_otherwise_stands_how_it_is_counted(asking, device, mode):
    here, visitor = asking(mode).open(), device()
    words = visitor.get(f"{here.path}?changer").words
    assert words.replace("\xa0", " ").count("Compté ainsi : groupes normands.") == 1


@each("mode", list(ANSWERS))
def test_a_vote_in_each_way_is_recorded_as_it_was_answered(asking, device, mode):
    here, visitor = asking(mode).open(), device()
    page = send(visitor, here, ANSWERS[mode])
    assert page.status == 200, page.words
    (kept,) = here.ballots()
    assert (kept["mode"], kept["first"]) == (mode.value, "")
    assert list(kept["points"].values()) == [int(v) for v in ANSWERS[mode].values()]
    told = {
        Mode.POINTS: ("50", "30", "20"),
        Mode.ROC: ("61", "11", "28"),
    }
    assert re.findall(
        r"([\d,]+)\xa0%", re.search("<figure.*?</figure>", page.main, re.DOTALL)[0]
    ) == [*told[mode]]


@each(
    ("third", "said"),
    [
        ("10", "Il manque 10 points."),
        ("21", "1 point de trop."),
    ],
)
def test_a_wrong_total_is_said_and_nothing_is_lost(asking, device, third, said):
    here, visitor = asking(Mode.POINTS).open(), device()
    page = send(visitor, here, POINTS, n_existing_coverage=third, raison="Parce que")
    assert page.status == 422
    assert said.replace("\xa0", " ") in page.words
    assert page.fields["n_existing_coverage"] == third
    assert page.fields["raison"] == "Parce que"
    assert here.ballots() == []


def test_points_are_shared_between_the_criteria_without_abstention(asking, device):
    here, visitor = asking(Mode.POINTS).open(), device()
    form = {"n_ghg_impact": "70", "n_partner_ecosystem": "30", "abstention_existing_coverage": "1"}
    assert send(visitor, here, form, n_existing_coverage="").status == 200
    assert here.ballots()[0]["points"]["existing_coverage"] is None


@each(
    ("change", "said"),
    [
        (
            {"rang_ghg_impact": None},
            "Impact GES : choisissez une place, ou ne vous prononcez pas.",
        ),
        ({"rang_ghg_impact": "4"}, "Impact GES : choisissez une place, ou ne vous prononcez pas."),
        ({"rang_lune": "1"}, "d’autres critères que ceux du vote"),
        (
            {"rang_ghg_impact": "abstention", "rang_partner_ecosystem": "abstention"},
            "il n’y a rien à comparer",
        ),
    ],
)
def test_a_wrong_order_is_said_and_nothing_is_lost(asking, device, change, said):
    here, visitor = asking(Mode.ROC).open(), device()
    page = send(visitor, here, PLACES | change)
    assert (page.status, here.ballots()) == (422, [])
    assert said in page.words
    assert page.fields["rang_existing_coverage"] == "2"


def test_ties_and_abstentions_have_their_weights(asking, device):
    here, visitor = asking(Mode.ROC).open(), device()
    send(visitor, here, PLACES, rang_partner_ecosystem="1", rang_existing_coverage="abstention")
    (stored,) = here.room.store.ballots(here.code, 1)
    assert ballot_shares_of(from_json(stored.points_json)) == {
        "ghg_impact": 0.5,
        "partner_ecosystem": 0.5,
        "existing_coverage": None,
    }


@each("mode", list(ANSWERS))
def test_a_resend_is_one_ballot_and_a_change_shows_the_answers(asking, device, mode):
    here, visitor = asking(mode).open(), device()
    form = {**visitor.get(here.path).fields, **ANSWERS[mode]}
    assert [visitor.post(here.path, form).status for _ in range(3)] == [200] * 3
    assert len(here.room.store.ballots(here.code, 1)) == 1
    back = visitor.get(f"{here.path}?changer").fields
    assert {k: back[k] for k in ANSWERS[mode]} == ANSWERS[mode]


def test_the_trial_follows_the_way_and_a_form_made_before_a_change_is_said_so(asking, device):
    here, visitor = asking(Mode.POINTS), device()
    before = visitor.get(here.path)
    assert "Répartissez 100 points" in before.words
    choose(here, Mode.ROC)
    points = dict(zip((f"n_{c}" for c in TRIAL_IDS), ("50", "30", "20"), strict=True))
    page = visitor.post(here.path, {**before.fields, **points})
    assert page.status == 422
    assert "La façon de demander les poids a changé" in page.words
    places = {f"rang_{c}": "1" for c in TRIAL_IDS}
    assert visitor.post(here.path, {**page.fields, **places}).status == 200


@each("mode", list(Mode))
def test_the_page_before_the_round_and_the_results_follow_the_way(asking, device, mode):
    here, visitor = asking(mode), device()
    here.act(Act.REHEARSE).open()
    here.room.simulate(here.code, here.secret, 12)
    here.reveal()
    results = here.room.results(here.code, here.room.role(here.code, here.secret))
    assert results.weighting is mode
    assert {b.mode for b in results.ballots} == {mode}
    assert results.group.mean.sum() == pytest.approx(1)
    sheet = visitor.get(f"{here.path}/papier.pdf")
    assert (sheet.status, sheet.body[:5]) == (200, b"%PDF-")
    helping = visitor.get(f"{here.path}/aide.pdf")
    assert (helping.status, helping.body[:5]) == (200, b"%PDF-")


@each("mode", list(Mode))
def test_a_ballot_page_is_small_enough_in_each_way(asking, device, mode):
    here, visitor = asking(mode).open(), device()
    assert len(visitor.get(here.path).body) <= 40_000

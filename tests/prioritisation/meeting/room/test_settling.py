"""Open choices of a meeting: one write takes an answer, which is then crossed no more."""

import pytest

from criteria.model import Sense
from prioritisation.analysis.crossing import open_choices
from prioritisation.drawing.projector import projector_view
from prioritisation.meeting.room.choices import pin_of, settled_choices
from prioritisation.meeting.rules import Act, Form, Reason, Refused
from prioritisation.settings import CASE_VARIABLE
from tests.conftest import NORMANDIE
from tests.sitting import Sitting

COVERAGE, PARTNERS = "existing_coverage", "partner_ecosystem"


@pytest.fixture
def sitting(room, monkeypatch):
    """A meeting on the case that the program starts with."""
    monkeypatch.setenv(CASE_VARIABLE, str(NORMANDIE))
    return Sitting(room).lobby()


def left(sitting):
    stage = sitting.stage()
    return [choice.about for choice in open_choices(stage.case, stage.scenario())]


def test_taking_a_reading_leaves_the_other_choices_open(sitting):
    assert left(sitting) == [COVERAGE, PARTNERS, "perimeter", "links"]
    sitting.room.settle_reading(sitting.code, sitting.secret, "all_links")
    stage = sitting.stage()
    assert stage.setup.combination == "gt-all_links"
    assert left(sitting) == [COVERAGE, PARTNERS, "perimeter"]
    assert stage.case.tables[stage.setup.combination].score("mieux_produire", COVERAGE).low == 10


def test_a_reading_that_is_taken_is_warned_of_no_more(sitting):
    warned = {w.id: w.what for w in sitting.room.warnings(sitting.code)}
    assert warned["perimeter"] == ("gt", "primary")
    for reading in ("gt", "sure_links"):
        sitting.room.settle_reading(sitting.code, sitting.secret, reading)
    assert "perimeter" not in {w.id for w in sitting.room.warnings(sitting.code)}


def test_nobody_but_the_facilitator_takes_one_nor_while_people_vote(sitting):
    with pytest.raises(Refused):
        sitting.room.settle_reading(sitting.code, "", "gt")
    sitting.open()
    with pytest.raises(Refused):
        sitting.room.settle_reading(sitting.code, sitting.secret, "gt")


def opened_with(sitting, *readings):
    """Open a round, these readings being taken with all that it asks for."""
    warnings = sitting.room.warnings_taking(sitting.code, readings)
    sitting.room.open_round(
        sitting.code,
        sitting.secret,
        senses=dict.fromkeys(sitting.stage().meeting.unconfirmed, Sense.MIN),
        answers={w.id: "le groupe l’accepte" for w in warnings},
        readings=readings,
    )


def test_readings_are_taken_with_the_opening_of_a_round_or_nothing_is_done(sitting):
    with pytest.raises(Refused):
        sitting.room.open_round(sitting.code, sitting.secret, readings=("sgpe",))
    assert sitting.stage().setup.combination == "gt-primary"
    opened_with(sitting, "sgpe", "all_links")
    stage = sitting.stage()
    assert stage.meeting.rounds
    assert stage.setup.combination == "sgpe-all_links"
    assert left(sitting) == [PARTNERS]


def test_the_warnings_that_a_round_waits_for_are_those_of_the_readings_taken(sitting):
    ids = [w.id for w in sitting.room.warnings_taking(sitting.code, ("sgpe", "primary"))]
    assert "perimeter" not in ids
    assert "perimeter" in [w.id for w in sitting.room.warnings_taking(sitting.code, ("sgpe",))]


def test_an_opening_takes_no_reading_over_one_that_was_taken_meanwhile(sitting):
    sitting.room.settle_reading(sitting.code, sitting.secret, "gt")
    with pytest.raises(Refused) as refused:
        opened_with(sitting, "sgpe")
    assert refused.value.refusal.reason is Reason.OVERTAKEN
    opened_with(sitting, "gt")
    assert sitting.stage().setup.combination == "gt-primary"


def test_before_the_vote_the_room_sees_scores_and_whom_they_help_never_a_ranking(
    room, monkeypatch
):
    monkeypatch.setenv(CASE_VARIABLE, str(NORMANDIE))
    sitting = Sitting(room, Form.FULL).lobby()
    sitting.act(Act.START_REVIEW)
    assert "▲" not in projector_view(room, sitting.stage()).html
    stage = sitting.stage()
    gains = "y gagne le plus sur les autres"
    questions = (
        ("plus ou moins prioritaire", "avantage aux leviers du haut"),
        ("Dans quel ordre vont les mots", gains),
        ("le fret, le tertiaire et les déchets", gains),
        ("Quelles fiches", gains),
    )
    for choice, (question, helped) in zip(
        open_choices(stage.case, stage.scenario()), questions, strict=True
    ):
        room.project(sitting.code, sitting.secret, pin_of(choice))
        html = projector_view(room, sitting.stage()).html
        assert question in html
        assert helped in html.lower()
        for word in ("en tête", "points", "rang"):
            assert word not in html.lower()


def test_what_is_settled_stays_known_with_its_other_answers(sitting):
    sitting.room.settle_reading(sitting.code, sitting.secret, "sgpe")
    sitting.room.confirm_direction(sitting.code, sitting.secret, COVERAGE, Sense.MAX)
    stage = sitting.stage()
    settled = settled_choices(stage.case, stage.setup)
    assert [(c.about, c.options) for c in settled] == [
        (COVERAGE, ("max", "min")),
        ("perimeter", ("sgpe", "gt", "gt_freight")),
    ]

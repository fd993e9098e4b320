"""A second round on other criteria, as the pages of the meeting tell it."""

import pytest

from criteria.model import Sense
from prioritisation.meeting.rules import Act, Phase
from tests.prioritisation.ui.reading import SEANCE, page, plain_words, screened, words

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
        (
            {"combination": "sgpe"},
            Sense.MAX,
            "un critère ne compte plus dans le même sens",
        ),
        ({}, Sense.MIN, ""),
    ],
    ids=["criteria", "direction, perimeter", "nothing"],
)
def test_the_page_says_that_rounds_do_not_compare(
    sitting,
    holds,
    frame,
    sense,
    said,
):
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

import asyncio

import pytest

from prioritisation.web.ballot.casting import cast
from prioritisation.web.ballot.desk import Desk

ANSWERS = {"premier": "ghg_impact", "n_partner_ecosystem": "60", "n_existing_coverage": "35"}


@pytest.fixture
def here(sitting):
    return sitting().open()


@pytest.fixture
def send(here, room):
    desk = Desk(lambda: room)

    def sent(fields, cookie="", n=1):
        async def together():
            return await asyncio.gather(*(cast(desk, here.code, cookie, fields) for _ in range(n)))

        return asyncio.run(together())

    return sent


def test_who_votes_joins(here, send):
    token = here.room.new_token(here.code)
    (page,) = send({**ANSWERS, "jeton": token, "tour": "1"})
    assert (page.name, here.stage.present, here.stage.ballots) == ("receipt", 1, 1)


def test_the_same_form_sent_many_times_at_once_is_one_ballot(here, send):
    token = here.room.new_token(here.code)
    pages = send({**ANSWERS, "jeton": token, "tour": "1", "envoi": "x"}, n=10)
    assert {page.name for page in pages} == {"receipt"}
    assert len({page.late["receipt"] for page in pages}) == 1
    assert (here.stage.present, here.stage.ballots) == (1, 1)


def test_the_cookie_is_enough_when_the_form_has_no_token(here, send):
    (page,) = send({**ANSWERS, "tour": "1"}, cookie=here.room.new_token(here.code))
    assert page.name == "receipt"


@pytest.mark.parametrize("number", ["", "2", "-1", "x", "9" * 9])
def test_a_ballot_that_does_not_say_its_round_is_not_taken(here, send, number):
    token = here.room.new_token(here.code)
    (page,) = send({**ANSWERS, "jeton": token, "tour": number})
    assert (page.status, here.stage.ballots) == (409, 0)


def test_characters_that_no_database_takes_are_told(here, send):
    token = here.room.new_token(here.code)
    (page,) = send({**ANSWERS, "jeton": token, "tour": "1", "raison": "a\ud800"})
    assert (page.status, page.values["faults"][0].at) == (422, "reason")

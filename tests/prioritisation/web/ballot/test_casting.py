import asyncio

import pytest

from prioritisation.meeting.room.facilitation import drawn_invitations
from prioritisation.meeting.rules import Act
from prioritisation.meeting.store import StoreUnavailable
from prioritisation.web.ballot.async_room import AsyncRoom
from prioritisation.web.ballot.casting import answer_ballot
from tests.each import each

ANSWERS = {"premier": "ghg_impact", "n_partner_ecosystem": "60", "n_existing_coverage": "35"}


@pytest.fixture
def send_in(room, monkeypatch):
    """Nothing read of the room is kept between two forms."""
    monkeypatch.setattr("prioritisation.web.ballot.async_room.ROUTE_STAGE_FRESH_S", 0.0)
    monkeypatch.setattr("prioritisation.meeting.room.stage.STAGE_FRESH_S", 0.0)
    desk = AsyncRoom(lambda: room)

    def sender(here):
        def sent(fields, cookie="", n=1):
            async def together():
                casts = (answer_ballot(desk, here.code, cookie, fields) for _ in range(n))
                return await asyncio.gather(*casts)

            return asyncio.run(together())

        return sent

    return sender


@pytest.fixture
def send(here, send_in):
    return send_in(here)


def test_who_votes_joins(here, send):
    token = here.room.new_token(here.code)
    (page,) = send({**ANSWERS, "jeton": token, "tour": "1"})
    assert (page.name, here.stage().present, here.stage().ballots) == ("receipt", 1, 1)


def test_the_same_form_sent_many_times_at_once_is_one_ballot(here, send):
    token = here.room.new_token(here.code)
    pages = send({**ANSWERS, "jeton": token, "tour": "1", "envoi": "x"}, n=10)
    assert {page.name for page in pages} == {"receipt"}
    assert len({page.late["receipt"] for page in pages}) == 1
    assert (here.stage().present, here.stage().ballots) == (1, 1)


def test_the_cookie_is_enough_when_the_form_has_no_token(here, send):
    (page,) = send({**ANSWERS, "tour": "1"}, cookie=here.room.new_token(here.code))
    assert page.name == "receipt"


@each("number", ["", "2", "-1", "x", "9" * 9])
def test_a_ballot_that_does_not_say_its_round_is_not_taken(here, send, number):
    token = here.room.new_token(here.code)
    (page,) = send({**ANSWERS, "jeton": token, "tour": number})
    assert (page.status, here.stage().ballots) == (409, 0)


def test_characters_that_no_database_takes_are_told(here, send):
    token = here.room.new_token(here.code)
    (page,) = send({**ANSWERS, "jeton": token, "tour": "1", "raison": "a\ud800"})
    assert (page.status, page.values["faults"][0].at) == (422, "reason")


@pytest.mark.parametrize("cause", ["gone", "locked", "slow"])
def test_a_ballot_on_disk_has_its_receipt_when_nothing_can_be_read_after_it(
    here, send, monkeypatch, cause
):
    read = AsyncRoom.stage

    async def cut(desk, code):
        if here.ballots():
            raise StoreUnavailable(cause)
        return await read(desk, code)

    monkeypatch.setattr(AsyncRoom, "stage", cut)
    (page,) = send({**ANSWERS, "jeton": here.room.new_token(here.code), "tour": "1"})
    assert (page.name, page.status) == ("receipt", 200)


@each("invited", [False, True])
def test_who_voted_in_a_rehearsal_votes_again_once_it_is_erased(sitting, send_in, invited):
    here = sitting(invited=invited)
    token, claim = here.room.new_token(here.code), {}
    if invited:
        (made,) = here.room.new_invitations(here.code, here.secret, drawn_invitations(1))
        claim = {"invitation": made}
    send = send_in(here)
    here.act(Act.REHEARSE).open()
    here.room.join_soon(here.code, token, **claim).result()
    assert send({**ANSWERS, "jeton": token, "tour": "r1"})[0].name == "receipt"
    here.reveal().act(Act.END_REHEARSAL).open()
    if invited:
        assert send({**ANSWERS, "jeton": token, "tour": "1"})[0].status == 403
        here.room.join_soon(here.code, token, **claim).result()
    assert send({**ANSWERS, "jeton": token, "tour": "1"})[0].name == "receipt"
    assert (here.stage().present, here.stage().ballots) == (1, 1)

import asyncio

import pytest

from prioritisation.meeting.store import StoreUnavailable, UnknownMeeting
from prioritisation.web.ballot import async_room as module
from prioritisation.web.ballot.async_room import AsyncRoom, Look


@pytest.fixture
def desk(room):
    return AsyncRoom(lambda: room)


def test_a_stage_is_read_once_for_all_who_ask_at_the_same_time(sitting, desk, monkeypatch):
    here, read = sitting(), []
    stage = here.room.stage
    monkeypatch.setattr(here.room, "stage", lambda *args: read.append(args) or stage(*args))

    async def many():
        return await asyncio.gather(*(desk.stage(here.code) for _ in range(20)))

    assert len(set(map(id, asyncio.run(many())))) == 1
    assert len(read) == 1


def test_an_unknown_meeting_is_not_kept(desk):
    for _ in range(2):
        with pytest.raises(UnknownMeeting):
            asyncio.run(desk.stage("ZZZZZ"))


def test_a_room_that_could_not_be_opened_is_tried_again(room):
    tries = [StoreUnavailable("gone"), room]

    def rooms():
        found = tries.pop(0)
        if isinstance(found, Exception):
            raise found
        return found

    desk = AsyncRoom(rooms)
    with pytest.raises(StoreUnavailable):
        asyncio.run(desk.room())
    assert asyncio.run(desk.room()) is room


def test_only_so_many_voters_are_remembered(desk, monkeypatch):
    monkeypatch.setattr(module, "MOST_VOTERS_KEPT", 2)
    for voter in "abc":
        desk.joined(voter)
    assert [desk.has_joined(voter) for voter in "abc"] == [False, True, True]


def test_a_token_of_another_meeting_is_replaced(sitting, desk):
    here, other = sitting(), sitting()
    token = other.room.new_token(other.code)
    opened = asyncio.run(desk.opened(Look(here.code, token)))
    assert opened.new_token not in ("", token)
    assert here.room.voter_of(here.code, opened.new_token)

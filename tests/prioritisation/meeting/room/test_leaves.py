import re
from dataclasses import replace

import pytest

from prioritisation.analysis.sets.discussion import starting_discussion
from prioritisation.analysis.sets.question import PairSynergy, Synergy, with_synergy
from prioritisation.analysis.sets.text import InvalidText, OtherCase
from prioritisation.meeting.room import InvalidFrame, writings
from prioritisation.meeting.store import UnknownLeaf
from prioritisation.settings import current_case
from tests.shelving import Shelved

CASE = current_case()
START = starting_discussion(CASE)
TOLD = replace(
    START,
    question=with_synergy(
        START.question, PairSynergy("mieux_produire", "mieux_se_loger", Synergy.HELP, "là")
    ),
)


def test_what_is_told_is_kept_under_a_key_and_read_by_it_alone(room):
    key = room.keep_discussion(CASE, TOLD)
    assert re.fullmatch(r"[\w-]{22}", key)
    assert room.discussion(CASE, key).discussion == TOLD
    assert room.keep_discussion(CASE, TOLD) == key
    assert room.keep_discussion(CASE, START) != key


def test_what_is_told_of_two_dossiers_is_kept_for_each(room):
    keys = [Shelved(room, title).key for title in ("Bretagne", "Occitanie")]
    told = [room.keep_discussion(CASE, TOLD, key) for key in (*keys, "")]
    assert len(set(told)) == 3
    room.store.dossiers.erase(keys[0])
    with pytest.raises(UnknownLeaf):
        room.discussion(CASE, told[0])
    assert {room.discussion(CASE, key).discussion for key in told[1:]} == {TOLD}


def test_a_key_nobody_has_another_case_and_what_is_no_text_are_told_apart(room):
    with pytest.raises(UnknownLeaf):
        room.discussion(CASE, "rien")
    other = replace(CASE, id="autre")
    with pytest.raises(OtherCase):
        room.discussion(CASE, room.keep_discussion(other, TOLD))
    room.store.keep_leaf("abc", "{")
    with pytest.raises(InvalidText):
        room.discussion(CASE, "abc")


def test_what_is_longer_than_any_is_not_kept(room, monkeypatch):
    monkeypatch.setattr(writings, "LONGEST_LEAF", 20)
    with pytest.raises(InvalidFrame):
        room.keep_discussion(CASE, TOLD)

"""Who sees what ranked while a meeting on a dossier votes: tried as somebody who wants to know."""

import datetime as dt

import pytest

from prioritisation.cases.reading import DoorOrigin
from prioritisation.cases.shelf import copied_files, shelf_of
from prioritisation.meeting.room import Sight, open_votes
from prioritisation.meeting.room.identity import PRESENT
from prioritisation.meeting.room.warnings import lineage
from prioritisation.meeting.rules import Act, Role
from prioritisation.settings import current_case
from tests.shelving import Shelved
from tests.sitting import Sitting
from tests.voting import as_kept

pytestmark = pytest.mark.usefixtures("fresh")


class Voting:
    """Two dossiers made from one region, each with its meeting; and one of another region."""

    def __init__(self, room):
        self.room = room
        self.one, self.same = Shelved(room, "Bretagne"), Shelved(room, "Bretagne")
        self.other = Shelved(room, "Corse", ident="corse")
        self.mine, self.theirs, self.far = (
            Sitting(room, about=one.meeting()).lobby() for one in (self.one, self.same, self.other)
        )

    def views(self):
        """What may be looked at: the name of its case, its meeting, its dossier."""
        region = current_case().id
        return {
            "folder": (region, "", ""),
            "one": (region, "", self.one.key),
            "same": (region, "", self.same.key),
            "other": ("corse", "", self.other.key),
            "mine": (region, self.mine.code, ""),
            "theirs": (region, self.theirs.code, ""),
            "far": ("corse", self.far.code, ""),
        }

    def free(self, cookies):
        """What a visitor with these cookies sees ranked."""
        carried = as_kept(self.room, cookies)

        def sight(case, code, key):
            return open_votes(lambda: self.room, case, carried, code, key).sight

        return {name for name, view in self.views().items() if sight(*view) is Sight.FREE}


@pytest.fixture
def voting(room):
    return Voting(room)


EVERYTHING = {"folder", "one", "same", "other", "mine", "theirs", "far"}


def joined(meeting):
    return {PRESENT + meeting.code: "1"}


def link(meeting, secret=None):
    return {f"lien_{meeting.code}": secret or meeting.secret}


def test_whoever_votes_sees_neither_their_dossier_nor_its_twin_nor_the_folder_ranked(voting):
    assert voting.free(joined(voting.mine)) == EVERYTHING
    voting.mine.open()
    assert voting.free(joined(voting.mine)) == {"other", "far"}


def test_a_vote_hides_nothing_of_its_twin_from_whoever_is_of_another_meeting(voting):
    voting.mine.open()
    for people in ({}, joined(voting.theirs), joined(voting.far), link(voting.theirs)):
        assert voting.free(people) == EVERYTHING - {"mine"}


def test_a_link_of_a_dossier_is_no_way_round_the_vote(voting):
    """Opened through the key of any of them, with the link of its facilitator too."""
    voting.mine.open()
    held = voting.one.cookie() | voting.same.cookie() | voting.other.cookie()
    assert voting.free(joined(voting.mine) | held) == {"other", "far"}
    recorder = voting.room.new_link(voting.mine.code, voting.mine.secret, Role.RECORDER)
    assert voting.free(link(voting.mine, recorder) | held) == {"other", "far"}
    assert voting.free(held) == EVERYTHING - {"mine"}, "who is of no meeting has no vote"


def test_who_runs_it_still_sees_the_dossier_and_nothing_of_the_meeting(voting):
    voting.mine.open()
    assert voting.free(link(voting.mine)) == EVERYTHING - {"mine"}


def ranked(room, cookies, key="", code="", secret=""):
    """Whether a dossier, or the case of a meeting, is ranked for a visitor."""
    case = shelf_of(room).open(key, secret).case if key else room.stage(code).case
    carried = as_kept(room, cookies)
    return open_votes(lambda: room, case.id, carried, code, key).sight is Sight.FREE


def copied(room, source, title):
    """A copy, as its door makes it."""
    made = source.opened()
    origin = DoorOrigin(
        "copy", made.case.title, made.sha256, lineage(made.case.id, made.origin.line)
    )
    files = copied_files(source.files(), title, dt.date(2026, 12, 1))
    return Shelved(room, title, files=files, origin=origin)


def test_a_vote_closes_copies_and_what_was_copied_to_its_people_and_to_nobody_else(room):
    """A copy has another name and another key, and the same scores."""
    first = Shelved(room, "Bretagne")
    one, two = copied(room, first, "Copie"), copied(room, first, "Autre copie")
    chain = (first, one, two, copied(room, one, "Copie de la copie"))
    stranger = Shelved(room, "Corse", ident="corse")
    assert len({dossier.opened().case.id for dossier in chain}) == len(chain)
    meetings = [Sitting(room, about=dossier.meeting()).lobby() for dossier in chain]
    apart = Sitting(room, about=stranger.meeting()).lobby()
    for meeting in meetings:
        meeting.open()
        mine, others = joined(meeting), joined(apart)
        for dossier in (*chain, stranger):
            door = {"key": dossier.key, "secret": dossier.secret}
            assert ranked(room, mine, **door) is (dossier is stranger)
            assert ranked(room, others, **door)
            assert ranked(room, {}, **door)
        for other in meetings:
            assert not ranked(room, mine, code=other.code), "the case of another meeting on it"
        meeting.vote(6)
        meeting.reveal()
        assert all(ranked(room, mine, key=d.key, secret=d.secret) for d in chain)


def test_a_copy_stays_closed_once_what_lay_between_is_erased(room):
    first = Shelved(room, "Bretagne")
    between = copied(room, first, "Copie")
    last = copied(room, between, "Copie de la copie")
    between.shelf.erase(between.key, between.secret)
    meeting = Sitting(room, about=first.meeting()).open()
    assert not ranked(room, joined(meeting), key=last.key, secret=last.secret)


def test_all_is_there_again_once_the_vote_is_over(voting):
    voting.mine.open().vote(6)
    voting.mine.reveal()
    assert voting.free(joined(voting.mine)) == EVERYTHING


def told(meeting):
    acts = meeting.room.store.audit(meeting.code)
    return sum(entry.act == Act.SEE_CASE_RANKING for entry in acts)


def test_the_log_of_a_meeting_tells_of_its_own_dossier_and_of_its_own_people(voting):
    """A stranger who looked at another group's dossier was written in the log of this one."""
    room, region = voting.room, current_case().id

    def opened(cookies, code="", key=""):
        before = told(voting.mine), told(voting.theirs)
        room.ranking_opened(region, as_kept(room, cookies), code, key)
        return told(voting.mine) - before[0], told(voting.theirs) - before[1]

    assert opened({}, key=voting.one.key) == (1, 0)
    assert opened({}, key=voting.same.key) == (0, 1)
    assert opened({}) == (0, 0), "the case of the folder is no dossier's"
    assert opened({}, voting.theirs.code) == (0, 1)
    assert opened(joined(voting.mine), key=voting.same.key) == (1, 1), "seen by one of its own"
    assert opened(joined(voting.mine)) == (1, 0)
    copy = copied(room, voting.one, "Copie")
    room.ranking_opened(copy.opened().case.id, as_kept(room, joined(voting.mine)), "", copy.key)
    room.ranking_opened(copy.opened().case.id, {}, "", copy.key)
    assert told(voting.mine) == 4, "a copy, by one of its own; a stranger's look is not its affair"


def test_what_a_meeting_took_is_known_for_ever(room, voting):
    taken = room.dossier_of(voting.mine.code)
    assert (taken.key, taken.seq) == (voting.one.key, voting.one.seq)
    assert taken.sha256 == shelf_of(room).open(voting.one.key, voting.one.secret).sha256
    voting.one.shelf.erase(voting.one.key, voting.one.secret)
    assert room.dossier_of(voting.mine.code) == taken
    assert room.dossier_of(Sitting(room).code) is None

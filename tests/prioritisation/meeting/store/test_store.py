import pytest
from sqlalchemy.exc import IntegrityError

from prioritisation.cases.reading import DoorOrigin
from prioritisation.cases.shelf import Shelf
from prioritisation.meeting.room import Room
from prioritisation.meeting.rules import Role
from prioritisation.meeting.store import (
    ERASED_VERSION,
    Conflict,
    Entry,
    NewVoter,
    StoreUnavailable,
    TooManyVoters,
    UnknownMeeting,
    UnknownVoter,
    Unstorable,
    changing,
    open_store,
)
from tests.conftest import INTERVALS
from tests.each import each
from tests.prioritisation.meeting.store.made import CODE, ballot, first, meeting, second, voting
from tests.sitting import Sitting


class Closed(Exception):
    pass


def closed(_state):
    raise Closed


# --- meetings


def test_a_meeting_comes_back_as_it_was_created(store):
    key = store.create(meeting(purge_after="2026-12-25"))
    found = store.meeting(CODE)
    assert (found.id, found.code, found.title, found.case_id) == (
        key,
        CODE,
        "Priorités 2027",
        "normandie",
    )
    assert (found.state, found.extra, found.version) == ('{"phase": "draft"}', "{}", 1)
    assert (found.created_at, found.purge_after) == ("2026-11-25T09:30:00+00:00", "2026-12-25")
    assert dict(store.files(CODE)) == dict(meeting().files)
    assert store.audit(CODE) == (Entry("facilitator", "create", "", "2026-11-25T09:30:00+00:00"),)


def test_meetings_come_the_newest_first_whatever_the_clock_said(store, clock):
    for code in ("A", "B", "C"):
        store.create(meeting(code))
        clock.move(-3600)
    assert [found.code for found in store.meetings()] == ["C", "B", "A"]
    assert store.versions() == {"A": 1, "B": 1, "C": 1}


def test_a_code_is_taken_once_and_the_first_meeting_is_untouched(store):
    store.create(meeting())
    with pytest.raises(Conflict, match="code"):
        store.create(meeting(title="Une autre"))
    assert store.meeting(CODE).title == "Priorités 2027"


def test_rows_that_do_not_go_together_are_no_code_that_is_taken(store, monkeypatch):
    """Whoever draws codes until one is free would draw them for ever."""

    def refused(*_of):
        raise IntegrityError("", {}, ValueError())

    monkeypatch.setattr(changing, "write_case", refused)
    with pytest.raises(IntegrityError):
        store.create(meeting())
    assert store.meetings() == ()


@each(
    "ask",
    [
        lambda store: store.meeting(CODE),
        lambda store: store.version(CODE),
        lambda store: store.files(CODE),
        lambda store: store.ballots(CODE, 1),
        lambda store: store.ballot(CODE, 1, "v1"),
        lambda store: store.ballot_count(CODE, 1),
        lambda store: store.attendance(CODE),
        lambda store: store.voter(CODE, "v1"),
        lambda store: store.links(CODE),
        lambda store: store.audit(CODE),
        lambda store: store.answers(CODE),
        lambda store: store.edits(CODE),
        lambda store: store.matrices(CODE),
        lambda store: store.invitations(CODE),
        lambda store: store.join(CODE, "v1"),
        lambda store: store.cast(ballot(), first),
        lambda store: store.change(CODE).__enter__(),
        lambda store: store.purge(CODE),
    ],
)
def test_an_unknown_code_is_told_by_every_method(store, ask):
    with pytest.raises(UnknownMeeting, match=CODE):
        ask(store)


def test_everything_is_there_after_closing_and_opening_again(store, url):
    voting(store, "v1").cast(ballot(), first)
    store.close()
    again = open_store(url)
    assert again.meeting(CODE).version == 3
    assert [b.token_hash for b in again.ballots(CODE, 1)] == ["v1"]
    again.close()


def test_a_closed_store_refuses(store):
    voting(store, "v1").close()
    for ask in (
        store.meetings,
        lambda: store.cast(ballot(), first),
        lambda: store.create(meeting("B")),
    ):
        with pytest.raises(StoreUnavailable, match="gone"):
            ask()


# --- voters


def test_joining_twice_is_joining_once(store, clock):
    store.create(meeting())
    assert store.join(CODE, "v1", college="elus", carries=1)
    clock.move(60)
    assert not store.join(CODE, "v1", college="services")
    found = store.voter(CODE, "v1")
    assert (found.college, found.carries, found.kind) == ("elus", 1, "device")
    assert found.joined_at == "2026-11-25T09:30:00+00:00"
    assert store.voter(CODE, "v2") is None
    assert store.version(CODE) == 2


def test_attendance_counts_all_who_joined_whatever_their_college(store):
    store.create(meeting())
    for number, college in enumerate(("elus", "elus", "services", None)):
        store.join(CODE, f"v{number}", college=college)
    assert store.attendance(CODE) == 4


def test_no_more_voters_join_than_may(store):
    store.create(meeting())
    assert store.join(CODE, "v1", most=2)
    assert store.join(CODE, "v2", most=2)
    with pytest.raises(TooManyVoters) as error:
        store.join(CODE, "v3", most=2)
    assert (error.value.code, error.value.most) == (CODE, 2)
    assert not store.join(CODE, "v2", most=2), "who is in stays in"
    assert store.attendance(CODE) == 2


def test_an_invitation_serves_once(store):
    store.create(meeting())
    with store.change(CODE) as change:
        change.add_invitations(["i1", "i2"])
    assert store.join(CODE, "v1", kind="invitation", invitation_hash="i1")
    assert not store.join(CODE, "v1", kind="invitation", invitation_hash="i1")
    with pytest.raises(Conflict, match="invitation"):
        store.join(CODE, "v2", kind="invitation", invitation_hash="i1")
    with pytest.raises(UnknownVoter):
        store.join(CODE, "v2", kind="invitation", invitation_hash="forged")
    assert store.invitations(CODE) == (2, 1)
    assert store.attendance(CODE) == 1


# --- ballots


def test_a_ballot_comes_back_as_it_was_cast(store):
    voting(store, "v1")
    found = store.cast(ballot(reason="Le climat d'abord"), first)
    assert (found.round, found.version, found.token_hash) == (1, 3, "v1")
    assert (found.points_json, found.reason) == (ballot().points_json, "Le climat d'abord")
    assert (found.receipt, found.kind, found.at) == ("A7K2", "device", "2026-11-25T09:30:00+00:00")
    assert store.ballot(CODE, 1, "v1") == found
    assert store.ballots(CODE, 1) == (found,)
    assert (store.ballot_count(CODE, 1), store.ballot_count(CODE, 2)) == (1, 0)
    assert store.ballot(CODE, 2, "v1") is None


def test_the_last_ballot_of_a_voter_counts_whatever_the_clock_says(store, clock):
    voting(store, "v1")
    store.cast(ballot(nonce="n1"), first)
    clock.move(-7200)
    last = store.cast(ballot(nonce="n2", points_json='{"ges": 1}'), first)
    assert store.ballots(CODE, 1) == (last,)
    assert store.ballot_count(CODE, 1) == 1
    assert store.version(CODE) == 4


def test_rounds_are_apart(store):
    voting(store, "v1")
    one = store.cast(ballot(), first)
    two = store.cast(ballot(), second)
    assert store.ballots(CODE, 1) == (one,)
    assert store.ballots(CODE, 2) == (two,)


def test_a_ballot_sent_again_is_the_same_and_writes_nothing(store, clock):
    voting(store, "v1")
    one = store.cast(ballot(receipt="A7K2"), first)
    clock.move(60)
    assert store.cast(ballot(receipt="other"), first) == one
    assert store.version(CODE) == 3


def test_a_ballot_sent_again_late_does_not_undo_the_next_one(store):
    voting(store, "v1")
    store.cast(ballot(nonce="n1"), first)
    two = store.cast(ballot(nonce="n2", points_json="{}"), first)
    assert store.cast(ballot(nonce="n1"), first) == two  # the one that counts
    assert store.ballot(CODE, 1, "v1") == two


def test_a_form_seen_again_and_filled_otherwise_is_another_ballot(store):
    """The back button shows the form with its old nonce."""
    voting(store, "v1")
    store.cast(ballot(nonce="n1"), first)
    two = store.cast(ballot(nonce="n1", points_json='{"ges": 7}'), first)
    assert store.ballot(CODE, 1, "v1") == two


def test_a_ballot_whose_answer_was_lost_is_told_stored_after_the_round_is_over(store):
    voting(store, "v1", "v2")
    one = store.cast(ballot(), first)
    assert store.cast(ballot(), closed) == one
    with pytest.raises(Closed):
        store.cast(ballot(voter="v2"), closed)
    assert store.ballot_count(CODE, 1) == 1


def test_a_forged_token_and_one_of_another_meeting_are_refused(store):
    voting(store, "v1")
    voting(store, "w1", code="B")
    for voter in ("forged", "w1"):
        with pytest.raises(UnknownVoter, match=CODE):
            store.cast(ballot(voter=voter), first)
    assert store.version(CODE) == 2


def test_the_rules_are_asked_with_the_state_under_the_lock(store):
    voting(store, "v1")
    seen = []

    def rule(state):
        seen.append(state)
        return 1

    with store.change(CODE) as change:
        change.set_state('{"phase": "round"}')
        waiting = store.cast_soon(ballot(), rule)
        assert not waiting.done()
    waiting.result(30)
    assert seen == ['{"phase": "round"}']


def test_ballots_asked_together_have_each_their_own_verdict(store):
    voting(store, "v1", "v2")
    with store.change(CODE):  # they gather behind it
        futures = [
            store.cast_soon(ballot(voter="v1"), first),
            store.cast_soon(ballot(voter="forged"), first),
            store.cast_soon(ballot(voter="v2"), closed),
            store.cast_soon(ballot(voter="v1"), first),
            store.cast_soon(ballot(voter="v2", code="none"), first),
            store.cast_soon(ballot(voter="v2"), first),
            store.join_soon(NewVoter(CODE, "v3")),
        ]
    errors = [type(future.exception(30)) for future in futures]
    none = type(None)
    assert errors == [none, UnknownVoter, Closed, none, UnknownMeeting, none, none]
    assert futures[0].result() == futures[3].result()
    assert {b.token_hash for b in store.ballots(CODE, 1)} == {"v1", "v2"}
    assert store.version(CODE) == 6


def test_a_text_that_no_database_takes_is_refused_alone(store):
    voting(store, "v1")
    for reason in ("zero\0", "half \ud83d"):
        with pytest.raises(Unstorable):
            store.cast(ballot(reason=reason), first)
        with pytest.raises(Unstorable):
            store.create(meeting("B", title=reason))
        with pytest.raises(Unstorable), store.change(CODE) as change:
            change.set_extra(reason)
    assert store.version(CODE) == 2


def test_the_order_of_ballots_says_nothing_and_differs_between_rounds(store):
    names = [f"v{number}" for number in range(12)]
    voting(store, *names)
    for name in names:
        store.cast(ballot(voter=name), first)
        store.cast(ballot(voter=name), second)
    orders = [[b.token_hash for b in store.ballots(CODE, number)] for number in (1, 2, 1)]
    assert orders[0] == orders[2]
    assert orders[0] != orders[1]
    assert names not in orders
    assert sorted(names) == sorted(orders[0])


# --- the rest


def test_listeners_learn_of_each_commit_until_they_leave(store):
    told = []
    leave = store.add_listener(lambda code, version: told.append((code, version)))
    voting(store, "v1").cast(ballot(), first)
    store.cast(ballot(), first)
    with store.change(CODE):
        pass
    with store.change(CODE) as change:
        change.audit("facilitator", "project")
    leave()
    store.join(CODE, "v2")
    assert told == [(CODE, 1), (CODE, 2), (CODE, 3), (CODE, 4)]


def test_listeners_learn_that_a_meeting_is_erased(store):
    told = []
    store.create(meeting())
    store.add_listener(lambda *news: told.append(news))
    store.purge(CODE)
    assert told == [(CODE, ERASED_VERSION)]


def test_a_listener_that_fails_harms_nobody(store, caplog):
    told = []
    store.add_listener(lambda *_: 1 / 0)
    store.add_listener(lambda code, version: told.append((code, version)))
    voting(store, "v1").cast(ballot(), first)
    assert told[-1] == (CODE, 3)
    assert "ZeroDivisionError" in caplog.text


def test_a_setting_is_made_once_for_all(store, url, opened):
    assert store.setting("secret", lambda: "drawn") == "drawn"
    assert store.setting("secret", lambda: "again") == "drawn"
    assert opened(url).setting("secret", lambda: "again") == "drawn"


def test_a_ballot_leaves_nothing_in_the_audit(store):
    voting(store, "v1").cast(ballot(), first)
    assert [entry.act for entry in store.audit(CODE)] == ["create"]


def test_a_server_keeps_a_whole_meeting_and_a_dossier(base, opened):
    """What `make test` asks of PostgreSQL beside its own ways; `make soak` asks all the rest."""
    held = opened(base)
    sitting = Sitting(Room(held)).open()
    sitting.vote(6)
    sitting.reveal()
    files = {path.name: path.read_text("utf-8") for path in INTERVALS.iterdir()}
    made = Shelf(held).create(files, DoorOrigin("copy"))
    sha256 = Shelf(held).open(made.key, made.secret).sha256
    held.close()
    again = opened(base)
    assert Room(again).results(sitting.code, Role.OBSERVER)
    assert len(again.ballots(sitting.code, 1)) == 6
    assert Shelf(again).open(made.key, made.secret).sha256 == sha256
    Room(again).purge(sitting.code, sitting.secret)
    Shelf(again).erase(made.key, made.secret)
    assert (again.meetings(), again.dossiers.dossiers([made.key])) == ((), ())

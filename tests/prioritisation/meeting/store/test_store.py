from concurrent.futures import ThreadPoolExecutor
from dataclasses import astuple
from threading import Barrier

import pytest

from prioritisation.cases.reading import DoorOrigin
from prioritisation.cases.shelf import Shelf
from prioritisation.meeting.room import Room
from prioritisation.meeting.rules import Role
from prioritisation.meeting.store import (
    Conflict,
    Entry,
    NewText,
    NewVoter,
    Overtaken,
    StoredLink,
    StoredText,
    TooManyVoters,
    UnknownMeeting,
    UnknownVoter,
    Unstorable,
    open_store,
    reading,
)
from prioritisation.meeting.store.casting import content, join_all
from prioritisation.meeting.store.records import StoredAnswer, check_storable
from tests.conftest import INTERVALS
from tests.each import each
from tests.prioritisation.meeting.store.made import (
    CODE,
    ballot,
    first,
    meeting,
    papers,
    second,
    voting,
)
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


def test_a_code_is_taken_once_and_the_first_meeting_is_untouched(store):
    store.create(meeting())
    with pytest.raises(Conflict, match="code"):
        store.create(meeting(title="Une autre"))
    assert store.meeting(CODE).title == "Priorités 2027"


@each(
    "ask",
    [
        lambda store: store.meeting(CODE), lambda store: store.version(CODE),
        lambda store: store.files(CODE), lambda store: store.ballots(CODE, 1),
        lambda store: store.ballot(CODE, 1, "v1"), lambda store: store.ballot_count(CODE, 1),
        lambda store: store.attendance(CODE), lambda store: store.voter(CODE, "v1"),
        lambda store: store.links(CODE), lambda store: store.audit(CODE),
        lambda store: store.answers(CODE), lambda store: store.edits(CODE),
        lambda store: store.matrices(CODE), lambda store: store.invitations(CODE),
        lambda store: store.join(CODE, "v1"), lambda store: store.cast(ballot(), first),
        lambda store: store.change(CODE).__enter__(), lambda store: store.purge(CODE),
    ],
)  # fmt: skip
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


# --- voters


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


AT = "2026-11-25T09:30:00+00:00"


def test_one_block_is_one_version_whatever_it_writes(store):
    store.create(meeting())
    with store.change(CODE) as change:
        change.set_state('{"phase": "lobby"}')
        change.set_extra('{"note": "été"}')
        change.audit("facilitator", "open_lobby", "à 9 h 30")
        assert change.meeting.state == '{"phase": "lobby"}'
    found = store.meeting(CODE)
    assert (found.state, found.extra) == ('{"phase": "lobby"}', '{"note": "été"}')
    assert found.version == 2
    last = store.audit(CODE)[-1]
    assert (last.role, last.act, last.detail) == ("facilitator", "open_lobby", "à 9 h 30")


def test_a_block_that_writes_nothing_changes_nothing(store):
    store.create(meeting())
    with store.change(CODE) as change:
        assert change.meeting == store.meeting(CODE)
    assert store.version(CODE) == 1


def test_a_block_that_fails_leaves_no_trace(store):
    voting(store, "v1").cast(ballot(), first)
    before = store.meeting(CODE)

    def spoil():
        with store.change(CODE) as change:
            change.set_state("{}")
            change.audit("facilitator", "reveal")
            change.add_matrix("00", "{}")
            change.add_voter("p1", kind="paper")
            change.cast_all([ballot(voter="p1", kind="paper")], 1)
            raise ZeroDivisionError

    told = []
    store.add_listener(lambda *news: told.append(news))
    with pytest.raises(ZeroDivisionError):
        spoil()
    assert store.meeting(CODE) == before
    assert (store.ballot_count(CODE, 1), store.matrices(CODE), told) == (1, (), [])
    assert len(store.audit(CODE)) == 1
    assert store.attendance(CODE) == 1


def test_edits_and_answers_are_all_kept_in_order(store):
    store.create(meeting())
    with store.change(CODE) as change:
        ids = [change.add_edit('{"score": 4}', "expert"), change.add_edit('{"score": 5}', "lead")]
        change.answer("W3", "gardé")
        change.answer("W3", "retiré")
    found = store.edits(CODE)
    assert [astuple(edit) for edit in found] == [
        (ids[0], '{"score": 4}', "expert", AT),
        (ids[1], '{"score": 5}', "lead", AT),
    ]
    assert store.answers(CODE) == (
        StoredAnswer("W3", "gardé", AT),
        StoredAnswer("W3", "retiré", AT),
    )


def test_a_link_opens_until_it_is_revoked(store, clock):
    store.create(meeting())
    with store.change(CODE) as change:
        key = change.add_link("facilitator", "hash")
        change.add_link("recorder", "hush")
    assert store.link("hash") == StoredLink(key, CODE, "facilitator", AT, None)
    assert store.link("forged") is None
    clock.move(60)
    with store.change(CODE) as change:
        assert change.revoke_link(key)
        assert not change.revoke_link(key)
    assert store.link("hash") is None
    assert [one.revoked_at for one in store.links(CODE)] == ["2026-11-25T09:31:00+00:00", None]


def test_the_office_enters_a_ballot_on_paper(store):
    voting(store, "v1").cast(ballot(), first)
    with store.change(CODE) as change:
        assert change.add_voter("p1", college="elus", kind="paper")
        typed = [ballot(voter="p1", kind="paper")]
        (one,) = change.cast_all(typed, 1)
        assert change.cast_all(typed, 1) == (one,)
        change.audit("recorder", "enter_paper")
    assert (one.kind, one.version) == ("paper", 4)
    assert store.version(CODE) == 5
    assert store.ballot_count(CODE, 1) == 2
    assert store.voter(CODE, "p1").kind == "paper"
    assert store.cast(ballot(nonce="n2"), first).version == 6


@each("changes", [{"nonce": "n2"}, {"points_json": "{}"}, {"reason": "Parce que"}])
def test_a_ballot_is_known_by_its_nonce_and_what_it_says(changes):
    assert content(ballot()) == content(ballot(receipt="other", voter="v2", kind="paper"))
    assert content(ballot()) != content(ballot(**changes))


def test_a_ballot_sent_twice_at_once_is_stored_once(store):
    voting(store, "v1")
    with store.change(CODE):  # both gather behind it
        futures = [store.cast_soon(ballot(), first) for _ in range(5)]
    assert len({future.result(30) for future in futures}) == 1
    assert store.version(CODE) == 3


def test_the_same_ballot_in_two_rounds_is_two_ballots(store):
    voting(store, "v1")
    one, two = store.cast(ballot(), first), store.cast(ballot(), second)
    assert (one.round, two.round) == (1, 2)
    assert store.cast(ballot(), first) == one
    assert store.cast(ballot(), second) == two


def test_an_older_ballot_sent_again_is_answered_with_the_one_that_counts(store):
    voting(store, "v1", "v2")
    one = store.cast(ballot(), first)
    two = store.cast(ballot(nonce="n2", points_json="{}"), first)
    other = store.cast(ballot(voter="v2"), first)
    assert store.cast(ballot(), first) == two != one
    assert store.cast(ballot(voter="v2"), first) == other
    assert [b.version for b in store.ballots(CODE, 1)] != []
    assert store.ballot_count(CODE, 1) == 2


def test_an_older_ballot_sent_again_in_the_same_instant_is_not_the_one_that_counts(store):
    voting(store, "v1")
    sent = [ballot(), ballot(nonce="n2", points_json="{}"), ballot()]
    with store.change(CODE):  # they gather behind it
        futures = [store.cast_soon(one, first) for one in sent]
    one, two, again = [future.result(30) for future in futures]
    assert again == two != one


def test_an_older_ballot_sent_again_when_the_round_is_over_is_not_the_one_that_counts(store):
    def over(_state):
        raise LookupError

    voting(store, "v1")
    store.cast(ballot(), first)
    two = store.cast(ballot(nonce="n2", points_json="{}"), first)
    assert store.cast(ballot(), over) == two


def test_of_two_who_use_one_invitation_together_one_gets_in(store):
    store.create(meeting())
    with store.change(CODE) as change:
        change.add_invitations(["i1"])
    with store.change(CODE):  # they gather behind it
        futures = [
            store.join_soon(NewVoter(CODE, voter, kind="invitation", invitation_hash="i1"))
            for voter in ("v1", "v2")
        ]
    assert futures[0].result(30)
    with pytest.raises(Conflict, match="invitation"):
        futures[1].result(30)
    assert (store.attendance(CODE), store.invitations(CODE)) == (1, (1, 1))


def test_many_join_at_once_each_with_its_own_verdict(store):
    """In one batch: the same twice, one too many, an invitation used, one that is not there."""
    voting(store, "v1")
    with store.change(CODE) as change:
        change.add_invitations(["i1"])
    asked = [
        NewVoter(CODE, "v1", most=4),
        NewVoter(CODE, "v2", most=4),
        NewVoter(CODE, "v2", most=4),
        NewVoter(CODE, "i1", invitation_hash="i1", most=4),
        NewVoter(CODE, "x1", invitation_hash="none", most=4),
        NewVoter(CODE, "v3", most=4),
        NewVoter(CODE, "v4", most=4),
    ]
    with store._database.write() as connection:  # noqa: SLF001 (one transaction for all)
        meeting = reading.locked_meeting(connection, CODE)
        found = join_all(connection, meeting, asked, "2026-11-25T09:30:00+00:00")
    kinds = [v if isinstance(v, bool) else type(v) for v in found]
    assert kinds == [False, True, False, True, UnknownVoter, True, TooManyVoters]
    assert store.attendance(CODE) == 4


@pytest.fixture
def invited(store):
    """A meeting with three invitations, two of them used, and two rounds of ballots."""
    voting(store)
    with store.change(CODE) as change:
        change.add_invitations(["i1", "i2", "i3"])
    for voter, invitation in (("v1", "i1"), ("v2", "i2")):
        store.join(CODE, voter, kind="invitation", invitation_hash=invitation)
        store.cast(ballot(voter), first)
        store.cast(ballot(voter, "n2"), second)
    return store


def released(store, invitation, number):
    with store.change(CODE) as change:
        return change.release(invitation, number)


def test_an_invitation_says_which_device_has_it(invited):
    assert [invited.claimed_by(CODE, i) for i in ("i1", "i2", "i3")] == ["v1", "v2", None]
    with pytest.raises(UnknownVoter):
        invited.claimed_by(CODE, "i4")


def test_a_lost_device_leaves_with_its_ballot_of_that_round_only(invited):
    assert released(invited, "i1", 2)
    assert [invited.ballot_count(CODE, n) for n in (1, 2)] == [2, 1]
    assert (invited.attendance(CODE), invited.invitations(CODE)) == (1, (3, 1))
    assert invited.voter(CODE, "v1").kind == "lost"
    with pytest.raises(UnknownVoter):
        invited.cast(ballot("v1", "n3"), second)
    with pytest.raises(UnknownVoter):
        invited.cast(ballot("v1", "n2"), second)  # sent again, it is not back
    assert not invited.join(CODE, "v1", kind="invitation", invitation_hash="i1")
    assert invited.claimed_by(CODE, "i1") is None
    assert invited.join(CODE, "v9", kind="invitation", invitation_hash="i1")
    invited.cast(ballot("v9", "n2"), second)
    assert (invited.ballot_count(CODE, 2), invited.attendance(CODE)) == (2, 2)


def test_without_a_round_that_takes_ballots_none_leaves(invited):
    assert not released(invited, "i1", None)
    assert [invited.ballot_count(CODE, n) for n in (1, 2)] == [2, 2]


def test_a_release_and_a_ballot_at_the_same_moment_leave_one_or_the_other(invited):
    with invited.change(CODE) as change:
        late = invited.cast_soon(ballot("v1", "n5"), second)  # waits for the lock
        change.release("i1", 2)
    with pytest.raises(UnknownVoter):
        late.result(30)
    assert invited.ballot_count(CODE, 2) == 1


def test_a_rehearsal_gives_back_the_invitations_used_in_it(invited):
    with invited.change(CODE) as change:
        change.mark("facilitator")
    invited.join_soon(NewVoter(CODE, "v3", invitation_hash="i3")).result(30)
    with invited.change(CODE) as change:
        change.rewind()
    assert (invited.claimed_by(CODE, "i3"), invited.claimed_by(CODE, "i1")) == (None, "v1")


def test_threads_that_make_a_setting_together_get_the_same(store):
    together = Barrier(8)

    def made(number):
        together.wait(30)
        return store.setting("secret", lambda: str(number))

    with ThreadPoolExecutor(8) as pool:
        assert len(set(pool.map(made, range(8)))) == 1


def test_the_last_ballot_of_a_round_is_known_by_the_version_it_made(store):
    voting(store, "v1", "v2")
    assert store.last_cast(CODE, 1) == 0
    store.cast(ballot("v1"), first)
    with store.change(CODE) as change:
        change.mark("facilitator")
    last = store.cast(ballot("v2", "n2"), first)
    assert (store.last_cast(CODE, 1), store.last_cast(CODE, 2)) == (last.version, 0)
    with store.change(CODE) as change:
        change.rewind()
    store.cast(ballot("v1", "n3"), first)
    assert store.last_cast(CODE, 1) > last.version


@each("text", ["", "été", "👍", "\n\t", None])
def test_ordinary_texts_are_taken(text):
    check_storable(text)


@each("text", ["\0", "a\0b", "\ud83d", "a\udc00"])
def test_texts_that_some_database_refuses_are_refused_for_all(text):
    with pytest.raises(Unstorable):
        check_storable("good", text)


def write(store, content, expected, name="portfolio", code=CODE):
    with store.change(code) as change:
        return change.write_text(NewText(name, content, "recorder", expected))


def test_each_version_is_kept_and_the_last_is_read(store):
    voting(store)
    assert write(store, '{"a": 1}', 0).version == 1
    assert write(store, '{"a": "é"}', 1).version == 2
    assert store.text(CODE, "portfolio") == StoredText(
        "portfolio", 2, '{"a": "é"}', "recorder", AT
    )
    assert [(p.version, p.content) for p in papers(store, "portfolio")] == [
        (1, '{"a": 1}'),
        (2, '{"a": "é"}'),
    ]


def test_who_comes_second_is_told_what_is_there_and_writes_nothing(store):
    voting(store)
    write(store, '{"a": 1}', 0)
    before = store.version(CODE)
    with pytest.raises(Overtaken) as error:
        write(store, '{"a": 2}', 0)
    found = error.value
    assert (found.name, found.version, found.content) == ("portfolio", 1, '{"a": 1}')
    assert isinstance(found, Conflict)
    assert store.version(CODE) == before
    assert len(papers(store, "portfolio")) == 1


def test_a_write_tells_those_who_listen_and_grows_the_version(store):
    voting(store)
    told = []
    store.add_listener(lambda *news: told.append(news))
    before = store.version(CODE)
    write(store, "{}", 0)
    assert told == [(CODE, before + 1)]

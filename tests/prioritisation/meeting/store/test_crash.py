"""A short one; ``tests/soak`` kills more often, servers too."""

from tests.prioritisation.meeting.store.crash import VOTERS, name
from tests.prioritisation.meeting.store.killing import killed, logged, missing
from tests.prioritisation.meeting.store.made import CODE, ballot, first, voting

LINES = 100


def test_every_acknowledged_ballot_outlives_a_kill(url, opened):
    store = opened(url)
    voting(store, *map(name, range(VOTERS)))
    told = killed(url, CODE, 1, LINES)
    stored = logged(url)
    assert len(told) >= LINES
    assert missing(told, stored) == {}
    assert sorted(stored) == list(range(VOTERS + 2, VOTERS + 2 + len(stored)))
    assert store.version(CODE) == max(stored)
    last = {voter: version for version, (voter, _nonce) in sorted(stored.items())}
    assert {b.token_hash: b.version for b in store.ballots(CODE, 1)} == last
    after = store.cast(ballot(voter=name(0), nonce="after"), first)
    assert after.version == 1 + max(stored)

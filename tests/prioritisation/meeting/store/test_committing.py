from concurrent.futures import ThreadPoolExecutor, wait

from prioritisation.meeting.store import NewVoter
from tests.prioritisation.meeting.store.made import CODE, ballot, first, meeting, voting

THREADS, EACH = 16, 20


def test_versions_are_gap_free_while_many_threads_write(store):
    voting(store, *(f"v{number}" for number in range(THREADS)))
    start = store.version(CODE)
    told = []
    store.add_listener(lambda _code, version: told.append(version))

    def vote(number):
        return [
            store.cast(ballot(voter=f"v{number}", nonce=f"n{turn}"), first).version
            for turn in range(EACH)
        ]

    def move(_number):
        for _ in range(EACH):
            with store.change(CODE) as change:
                change.audit("facilitator", "project")

    with ThreadPoolExecutor(THREADS + 2) as pool:
        moves = [pool.submit(move, number) for number in range(2)]
        voted = list(pool.map(vote, range(THREADS)))
        wait(moves)
    versions = [version for versions in voted for version in versions]
    assert len(set(versions)) == THREADS * EACH
    assert all(own == sorted(own) for own in voted)
    last = start + THREADS * EACH + 2 * EACH
    assert store.version(CODE) == last == max(told)
    assert len(store.audit(CODE)) == 1 + 2 * EACH
    assert {b.version for b in store.ballots(CODE, 1)} == {own[-1] for own in voted}


def test_two_servers_on_one_database_write_in_one_order(url, opened):
    one, two = opened(url), opened(url)
    voting(one, *(f"v{number}" for number in range(8)))

    def vote(number):
        server = (one, two)[number % 2]
        return [
            server.cast(ballot(voter=f"v{number}", nonce=f"n{turn}"), first).version
            for turn in range(EACH)
        ]

    with ThreadPoolExecutor(8) as pool:
        versions = sorted(v for own in pool.map(vote, range(8)) for v in own)
    assert versions == list(range(10, 10 + 8 * EACH))
    assert one.version(CODE) == two.version(CODE) == versions[-1]


def test_a_reader_who_sees_a_version_sees_all_ballots_up_to_it(store):
    """The reason to number by the meeting's row: ids of a log may commit in another order."""
    voting(store, *(f"v{number}" for number in range(8)))

    def vote(number):
        for turn in range(EACH):
            store.cast(ballot(voter=f"v{number}", nonce=f"n{turn}"), first)

    with ThreadPoolExecutor(8) as pool:
        votes = [pool.submit(vote, number) for number in range(8)]
        seen = 0
        while not all(future.done() for future in votes):
            known = store.version(CODE)
            newest = max((b.version for b in store.ballots(CODE, 1)), default=known)
            assert newest >= known
            seen += 1
    assert seen


def test_meetings_in_one_commit_keep_their_own_versions(store):
    for code in ("B", "A"):
        voting(store, "v1", "v2", code=code)
    with store.change("A"):  # they gather behind it
        futures = [
            store.cast_soon(ballot(voter=voter, code=code), first)
            for voter in ("v1", "v2")
            for code in ("A", "B")
        ]
    assert sorted(future.result(30).version for future in futures) == [4, 4, 5, 5]
    assert store.versions() == {"A": 5, "B": 5}


def test_many_ballots_take_few_commits(light):
    names = [f"v{number}" for number in range(100)]
    voting(light, *names)
    commits = []
    light.add_listener(lambda _code, version: commits.append(version))
    with light.change(CODE):  # they gather behind it
        futures = [light.cast_soon(ballot(voter=name), first) for name in names]
    wait(futures)
    assert light.ballot_count(CODE, 1) == 100
    assert len(commits) <= 3
    assert commits[-1] == light.version(CODE)


def test_a_voter_who_joins_and_votes_in_the_same_commit_is_in(store):
    store.create(meeting())
    with store.change(CODE):
        joined = store.join_soon(NewVoter(CODE, "v1"))
        voted = store.cast_soon(ballot(), first)
    assert joined.result(30)
    assert voted.result(30).version == 3

"""Nothing that is told, together, tells anybody's ballot, college or sheet: tried by force.

The adversary, one of the voters or somebody who only watches, keeps all that every channel told
after each reveal. They know the rule, who voted in which round, so who came and who left, and all
of their own answers; one of them besides knows everybody's college. They do not know anybody
else's answers, nor that anybody kept a ballot from one round to the next; where that nobody else
moved is what they go by (second ballots come filled in with the first), rooms where somebody did
are not played, and ballots are such as no figure in whole percents tells apart.

Every room of a kind is played in a real meeting. Rooms that tell the same are one for whoever
watches: what is the same in all of them for somebody is told of that person. Two people seen to
vote in the same rounds are told from each other by nothing: what is not the same of both in one of
these rooms is told of neither.

Whoever types ballots in from paper has read them, and knows them all.

Unanimous ballots give everybody away, whatever the rule: when all the others of a round, or of a
group of colleges that is shown, voted alike. That is left out, and nothing else.

A group hides its members from one of them when it has three; with three in the place of five,
rooms small enough to be played all have groups of colleges.
"""

from collections import Counter, defaultdict
from itertools import combinations, product
from itertools import combinations_with_replacement as bags

import pytest

from prioritisation.analysis.ballots import anonymity
from prioritisation.analysis.ballots.group import GroupWeights
from prioritisation.meeting.room import results
from prioritisation.meeting.rules import Act, Role
from tests.each import each
from tests.prioritisation.meeting.room import watched
from tests.prioritisation.meeting.room.conftest import begun
from tests.prioritisation.meeting.room.watched import Person, everything, play
from tests.sampled import part
from tests.voting import colleges


def leaks(played, *, colleges_known=False):
    """What is told of somebody: (room, adversary, person, secret)."""
    alike, every = defaultdict(list), defaultdict(set)
    for one in played:
        alike[one.told].append(one.people)
        _note(every, one.people, colleges_known)
    found = []
    for rooms in alike.values():
        for known in dict.fromkeys(known for room in rooms for known in _adversaries(room)):
            found += _told_to(known, rooms, every, colleges_known)
    return found


def _adversaries(room):
    """What somebody knows of a room beforehand: nobody, one voter, every ballot typed in."""
    yield ()
    yield from ((person,) for person in room)
    yield tuple(person for person in room if person.paper)


def _note(answers, people, colleges_known):
    """(mark, secret) -> the answers found in rooms."""
    for person in set(people):
        mark = _mark(person, colleges_known)
        for secret, answer in _secrets(person, colleges_known):
            answers[mark, secret].add(answer)


def _told_to(adversary, rooms, every, colleges_known):
    """As far as the adversary sees, theirs is any of the rooms where they know as much."""
    possible = defaultdict(lambda: defaultdict(set))
    theirs = [left for r in rooms if (left := _without(r, adversary)) is not None]
    for others in theirs:
        _note(possible[_known(others, colleges_known)], others, colleges_known)
    for others in theirs:
        answers = possible[_known(others, colleges_known)]
        for person in set(others):
            mark = _mark(person, colleges_known)
            for secret, _ in _secrets(person, colleges_known):
                # What all of these rooms were made with is told of nobody.
                told = len(answers[mark, secret]) == 1 < len(every[mark, secret])
                if told and not _unanimous(others, adversary, secret, person, colleges_known):
                    yield others, adversary, person, secret


def _without(room, adversary):
    """The people of a room that the adversary knows nothing of; None for another's room."""
    if Counter(adversary) - Counter(room):
        return None
    return list((Counter(room) - Counter(adversary)).elements())


def _known(others, colleges_known):
    return tuple(sorted(_mark(p, colleges_known) for p in others))


def _mark(person, colleges_known):
    """By what a person is known before anything is told."""
    return (person.seen, person.paper, person.college if colleges_known else "")


def _secrets(person, colleges_known):
    """(secret, answer) of what nobody else is to know."""
    yield from ((f"ballot {k + 1}", b) for k, b in enumerate(person.ballots) if b)
    if not colleges_known:
        yield "college", person.college
    yield "carries", person.carries


def _unanimous(others, adversary, secret, person, colleges_known):
    """Whether the others of the round, or of a group this person may be shown in, voted alike."""
    if not secret.startswith("ballot"):
        return False
    number = int(secret.split()[1]) - 1
    cast = [p for p in others if p.ballots[number]]
    if _alike(cast, number):
        return True
    everybody = [*cast, *adversary]
    colleges = {p.college for p in everybody} - {person.college} if colleges_known else ()
    for size in range(len(colleges) + 1):
        for some in combinations(sorted(colleges), size):
            group = {person.college, *some}
            if sum(p.college in group for p in everybody) < anonymity.MIN_SHOWN:
                continue
            if _alike([p for p in cast if p.college in group], number):
                return True
    return False


def _alike(cast, number):
    """Whether these, as many as hide each other from one of them, voted alike."""
    enough = len(cast) >= anonymity.MIN_SHOWN - 1
    return enough and len({p.ballots[number] for p in cast}) == 1


def rooms_of(*kinds):
    """Every room made of so many people of each kind of possible answers."""
    return [sum(parts, ()) for parts in product(*(bags(kind, n) for n, kind in kinds))]


def people(first, second=None, colleges=("",), carries=(False,), *, paper=False):
    """All possible answers of one person; "" is no ballot."""
    rounds = [first] if second is None else [first, second]
    return [
        Person(ballots, college, sheet, paper)
        for *ballots_, college, sheet in product(*rounds, colleges, carries)
        for ballots in [tuple(ballots_)]
    ]


SAID = ("État", "Région")
SHEET = (True, False)
STAYS, COMES = people("xy", "xy"), people([""], "xy")

TYPED = people("xy", paper=True)

FEW = [room for n in (1, 2, 3, 4) for room in rooms_of((n, people("xy", colleges=SAID)))]
FIVE = {
    "five to seven ballots": [r for n in (5, 6, 7) for r in rooms_of((n, people("xyz")))],
    "five ballots, and some typed in": rooms_of((5, people("xz")), (2, people("xz", paper=True))),
    "ballots typed in only": rooms_of((5, TYPED)),
}
"""Kind -> rooms, where five ballots are needed."""


def keeping(rounds, n, *others):
    """Rooms of n people who keep what they voted, v or w, and of others; 1 where they voted.

    Whoever keeps a unanimous vote tells it again: there are two of each at least in the first.
    """
    kinds = ((n, rounds), *((1, other) for other in others))
    every = rooms_of(*((k, [_in(form, b) for b in "vw"]) for k, form in kinds))
    return [room for room in every if min(_votes(room).values()) > 1 and len(_votes(room)) > 1]


def _votes(room):
    return Counter(p.ballots[0] for p in room if p.ballots[0])


def _in(form, ballot):
    return Person(tuple(ballot if there == "1" else "" for there in form))


UNMOVED = {
    "somebody leaves": (keeping("11", 5, "10"), ()),
    "somebody comes": (keeping("11", 5, "01"), ()),
    "one for another": (keeping("11", 4, "10", "01"), ()),
    "somebody leaves, after a vote that was declared void": (keeping("11", 5, "10"), (1,)),
    "somebody leaves and comes back": (keeping("111", 5, "101"), ()),
    "others each time": (keeping("111", 5, "100", "001"), ()),
}
"""Kind -> rooms where nobody else moved, and the rounds declared void once they were seen."""

SILENT = rooms_of((6, people("x", colleges=SAID)), (1, people([""], colleges=SAID)))
THREE = {
    "somebody comes": rooms_of((3, STAYS), (1, COMES)),
    "somebody comes, and the first round is hidden": rooms_of((2, STAYS), (1, COMES)),
    "the same people": rooms_of((4, STAYS)),
    "somebody comes, the first round is hidden but for those typed in": rooms_of(
        (2, STAYS), (1, COMES), (1, people("xy", "xy", paper=True))
    ),
    "three colleges": rooms_of((6, people("x", colleges=("", *SAID)))),
    "two small colleges together": rooms_of(
        (3, people("xy")),
        (2, people("xy", colleges=SAID[:1])),
        (1, people("xy", colleges=SAID[1:])),
    ),
    "two colleges": rooms_of((6, people("xy", colleges=SAID))),
    "colleges, and somebody who does not vote": SILENT,
    "carriers": rooms_of((6, people("xy", carries=SHEET))),
    "colleges and carriers": rooms_of((6, people("x", colleges=SAID, carries=SHEET))),
    "colleges, twice": rooms_of((6, people("x", "xy", SAID))),
    "somebody comes from a college, and carries a sheet": rooms_of(
        (6, people("x", "x", SAID)), (1, people([""], "x", SAID, SHEET))
    ),
    "two colleges, some typed in": rooms_of(
        (4, people("xy", colleges=SAID)), (1, people("xy", colleges=SAID, paper=True))
    ),
    "two colleges, one of them typed in": rooms_of(
        (4, people("xy", colleges=SAID[:1])), (3, people("xy", colleges=SAID[1:], paper=True))
    ),
    "two colleges, one of them typed in, and more": rooms_of(
        (7, people("x", colleges=SAID)), (1, people("x", colleges=SAID, paper=True))
    ),
    "carriers, some typed in": rooms_of(
        (6, people("x", carries=SHEET)), (2, people("x", paper=True))
    ),
}
"""Kind -> rooms, where three are."""


def test_every_role_is_told_the_same(room):
    here = begun(room)
    people = [here.voter() for _ in range(6)]
    here.open()
    for k, voter in enumerate(people):
        here.cast(voter, (100, 10 * k, 50))
    here.act(Act.REVEAL)
    assert len({id(room.results(here.code, role)) for role in Role}) == 1
    assert len({room.warnings(here.code, role) for role in Role}) == 1


def test_below_five_ballots_rooms_of_as_many_people_tell_the_same(room):
    told = {(len(one.people), one.told) for one in (play(room, people) for people in FEW)}
    assert len(told) == 4


def test_below_five_ballots_that_nobody_has_read_rooms_tell_the_same(room):
    typed = (people("x", paper=True)[0],) * 5
    kinds = [rooms_of((n, people("xy"))) for n in (1, 2, 3, 4)]
    played = [play(room, people + typed) for rooms in kinds for people in rooms]
    assert len({(len(one.people), one.told) for one in played}) == len(kinds)


@pytest.mark.sampled
@each("kind", part(FIVE, 0, 3))
def test_nobody_is_told_where_five_ballots_are_needed(room, kind):
    played = [play(room, people) for people in FIVE[kind]]
    assert len({one.told for one in played}) > 1
    assert leaks(played) == []


@pytest.mark.sampled
@pytest.mark.parametrize("kind", part(THREE, 2, 12))
def test_nobody_is_told_with_colleges_and_sheets(room, kind, monkeypatch):
    monkeypatch.setattr(anonymity, "MIN_SHOWN", 3)
    played = [play(room, people) for people in THREE[kind]]
    assert len({one.told for one in played}) > 1
    assert leaks(played) == []
    assert leaks(played, colleges_known=True) == []


@pytest.mark.sampled
@each("kind", part(UNMOVED, 0, 3))
def test_nobody_is_found_by_difference_where_nobody_else_moved(room, kind):
    rooms, void = UNMOVED[kind]
    played = [play(room, people, void) for people in rooms]
    assert len({one.told for one in played}) > 1
    assert leaks(played) == []


# What was told once must be found, or nothing above means anything.


def test_those_present_by_college_told_who_did_not_vote(room, monkeypatch):
    monkeypatch.setattr(anonymity, "MIN_SHOWN", 3)

    def and_present(here):
        found = colleges(here.room, here.code)
        return f"{everything(here)} {anonymity.shown_colleges(found)} {sorted(found.items())}"

    monkeypatch.setattr(watched, "everything", and_present)
    assert {secret for *_, secret in leaks([play(room, people) for people in SILENT])} == {
        "college"
    }


LISTS = (results, "voters_of", lambda _cast: 0)
FIGURES = (GroupWeights, "coarse", lambda weights: weights)


@pytest.mark.deep
@each(("told", "kind"), [*((LISTS, kind) for kind in UNMOVED), (FIGURES, "somebody leaves")])
def test_two_lists_or_two_exact_means_told_the_ballot_of_who_came_or_left(
    room, told, kind, monkeypatch
):
    monkeypatch.setattr(*told)
    rooms, void = UNMOVED[kind]
    found = leaks([play(room, people, void) for people in rooms])
    assert {"ballot 1", "ballot 2"} & {secret for *_, secret in found}


def test_paper_counted_among_the_five_told_the_fifth_to_who_typed_it(room, monkeypatch):
    monkeypatch.setattr(results, "unread_ballots", lambda cast: cast)
    rooms = rooms_of((1, people("xy")), (4, TYPED))
    found = leaks([play(room, people) for people in rooms])
    assert {(person.paper, secret) for _, _, person, secret in found} == {(False, "ballot 1")}


@pytest.mark.deep
def test_paper_counted_in_the_groups_told_ballots_and_colleges(room, monkeypatch):
    monkeypatch.setattr(anonymity, "MIN_SHOWN", 3)
    counted = results.shown_groups
    monkeypatch.setattr(results, "shown_groups", lambda *args: counted(*args[:2]))
    rooms = rooms_of((4, people("xy", colleges=SAID)), (2, people("x", colleges=SAID, paper=True)))
    found = leaks([play(room, people) for people in rooms], colleges_known=True)
    assert "ballot 1" in {secret for _, _, person, secret in found if not person.paper}

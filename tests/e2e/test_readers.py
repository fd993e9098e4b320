"""The five tasks of a reader (docs/readers.md), each in two taps at most, the answer in sight.

What a page says is compared with what is computed here, not with the sentences of the product.
"""

import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from criteria.load import load_case
from criteria.model import Status
from prioritisation.analysis.scenario import starting_scenario
from prioritisation.meeting.room import Room
from prioritisation.meeting.rules import Act
from prioritisation.meeting.rules.decision import to_json
from prioritisation.meeting.store import open_store
from prioritisation.settings import CASE_VARIABLE
from tests.conftest import NORMANDIE
from tests.e2e.conftest import READY, served, whole
from tests.projected import a_decision
from tests.referee import bounds, surely_first, with_value
from tests.sitting import Sitting
from tests.thresholds import analyse

MOST_TAPS = 2
PHONE = (390, 844)
PAGE = (Path(__file__).parents[2] / "docs" / "readers.md").read_text("utf-8")
FIGURE = re.compile(r"\d+(?:,\d+)?")
ABOVE, BELOW = "au moins", "au plus"


def plain(words):
    return " ".join(re.sub(r"[\u00a0\u202f\u2060]", " ", words).split())


def figures(words):
    return [float(one.replace(",", ".")) for one in FIGURE.findall(words)]


class Reader:
    """Whoever looks for an answer; each tap is counted."""

    def __init__(self, page):
        self.page, self.taps = page, 0

    def taps_on(self, target):
        """A tap; what is below the screen is first brought to its middle by hand."""
        target.evaluate("one => one.scrollIntoViewIfNeeded()")
        target.click()
        self.taps += 1
        self.rests()

    def rests(self):
        self.page.locator("h1").first.wait_for()
        if not self.page.url.rpartition("/vote/")[1]:
            self.page.wait_for_selector(READY)

    def reads(self, answer):
        """What stands whole in sight, in no closed fold, without a scroll after the last tap."""
        whole(answer)
        assert self.taps <= MOST_TAPS
        return plain(answer.inner_text())


@pytest.fixture
def reader(new_page):
    """Somebody new at the address that they were given."""

    def at(address):
        page = new_page(*PHONE)
        page.goto(address)
        reader = Reader(page)
        reader.rests()
        return reader

    return at


@pytest.fixture(scope="module")
def library(tmp_path_factory, start):
    """A room and its server, on the case that the program starts with."""
    url = f"sqlite:///{tmp_path_factory.mktemp('lecture')}/seances.db"
    store = open_store(url)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(CASE_VARIABLE, str(NORMANDIE))
        with served(start, DATABASE_URL=url, **{CASE_VARIABLE: str(NORMANDIE)}) as address:
            yield Room(store), address
    store.close()


@pytest.fixture(scope="module")
def computed():
    """The analysis of the case as it starts, without a page, its criteria named as for a room."""
    case = load_case(NORMANDIE)
    return analyse(case, starting_scenario(case)).in_plain_words()


def first_of(analysis):
    return analysis.case.levers[analysis.ranking.order[0]].short_label


def who_is_first(library, reader, computed):
    one = reader(library[1])
    answer = one.reads(one.page.locator(".answer strong"))
    assert one.taps == 0
    assert computed.ranking.necessary_firsts == ()
    assert "peuvent encore être premiers" in answer
    assert answer in PAGE
    assert figures(answer) == [len(computed.ranking.possible_firsts)]


def why(library, reader, computed):
    one = reader(library[1])
    one.taps_on(one.page.locator(".st-key-fold_why summary"))
    why = one.reads(one.page.locator(".st-key-fold_why li").first)
    row = computed.ranking.order[0]
    parts = [100 * part for part in computed.ranking.low_contributions[row]]
    assert computed.ranking.low_contributions[row] == pytest.approx(
        computed.ranking.high_contributions[row]
    )
    assert why in PAGE
    assert why.startswith(first_of(computed))
    assert figures(why.partition(":")[2]) == pytest.approx(parts, abs=0.05)
    assert figures(why.partition("points")[0])[-1] == pytest.approx(sum(parts), abs=0.5)


def what_would_change_it(library, reader, computed):
    """A score: with the value that is read, its lever is first whatever else is unknown."""
    one = reader(library[1])
    told = one.reads(one.page.locator(".then"))
    assert one.taps == 0
    assert told.partition(": ")[2] in PAGE
    (row,) = [i for i, v in enumerate(computed.case.levers) if f"de {v.label}." in told]
    (column,) = [j for j, c in enumerate(computed.case.criteria) if c.in_sentence in told]
    (level,) = [v for v in computed.case.criteria[column].scale.levels if f"« {v.label} »" in told]
    for value in (v.value for v in computed.case.criteria[column].scale.levels):
        low, high = bounds(with_value(computed.matrix, row, column, value), computed.weights)
        assert (surely_first(low, high) == {row}) is (value == level.value)


def what_is_unknown(library, reader, computed):
    one = reader(library[1])
    one.taps_on(one.page.get_by_role("link", name="Dossier", exact=True))
    one.page.wait_for_url(re.compile("leviers"))
    told = one.reads(one.page.locator(".answer"))
    scores = computed.table.scores.values()
    missing = sum(score.unknown for score in scores)
    deduced = sum(score.status is Status.INFERRED and not score.unknown for score in scores)
    assert told in PAGE
    assert figures(told) == [len(scores) - missing - deduced, len(scores), deduced, missing]


@pytest.fixture(scope="module")
def decided(library):
    """A meeting that is over, and the names of what it decided."""
    room, address = library
    here = Sitting(room).open()
    here.vote(7)
    here.reveal().act(Act.START_ANALYSIS).act(Act.START_DECISION)
    lever = here.stage().case.levers[1]  # not the first one of the ranking
    written = a_decision(lever.id)
    room.write_text(here.code, here.secret, "decision", to_json(written), 0)
    here.act(Act.CLOSE)
    return address, here.code, (lever.label, written.body)


def what_was_decided_for_whoever_was_in_the_room(decided, reader):
    address, code, names = decided
    one = reader(f"{address}/vote/{code}")
    said = one.reads(one.page.locator(".lead"))
    body = one.reads(one.page.get_by_text("À valider par"))
    assert one.taps == 0
    for name, words in zip(names, (said, body), strict=True):
        assert name in words
    one.taps_on(one.page.get_by_role("link", name="Lire la décision"))
    assert all(name in one.reads(one.page.locator(".proposal")) for name in names)


def what_was_decided_for_whoever_has_a_published_link(decided, reader, given, ways):
    address, code, names = decided
    one = reader(address + given.format(code))
    for way in ways:
        one.taps_on(one.page.get_by_role("link", name=way, exact=True).first)
    answer = one.page.locator(".proposal")
    expect(answer).to_be_visible()
    assert all(name in one.reads(answer) for name in names)


WAYS = (
    ("/seance?seance={}", ()),
    ("/?seance={}", ("Séance",)),
    ("/?seance={}", ("Compte rendu", "La page de la séance")),
)
"""An address that was published, and the links that lead from it to the decision."""


def test_the_five_tasks_of_a_reader(library, decided, reader, computed):
    for task in (who_is_first, why, what_would_change_it, what_is_unknown):
        task(library, reader, computed)
    what_was_decided_for_whoever_was_in_the_room(decided, reader)
    for given, ways in WAYS:
        what_was_decided_for_whoever_has_a_published_link(decided, reader, given, ways)

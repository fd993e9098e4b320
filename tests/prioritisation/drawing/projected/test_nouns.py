"""A wall cannot be tapped: each number on it has beside it what it counts, or its unit."""

import re
from html import unescape
from html.parser import HTMLParser

import pytest

from criteria.load import load_case
from prioritisation.drawing.projected.frame import Foot, framed_picture
from prioritisation.drawing.projector import projectable_views, projector_view
from prioritisation.meeting.room import Room
from prioritisation.meeting.rules import Act, Form
from prioritisation.meeting.rules.decision import Decision
from prioritisation.sentences.weight_limits import written_range
from prioritisation.settings import CASE_VARIABLE
from prioritisation.wording.nouns import speaking_of
from tests.conftest import NORMANDIE
from tests.each import each
from tests.other_cases import OTHERS, foreign_words, other_sitting, points_of
from tests.prioritisation.ui.reading import plain_words
from tests.projected import a_decision, every_page, new_sitting, pages_of_analysis
from tests.reading import forbidden_in
from tests.synthetic import mixed, unknown, write_case

N = r"\d+(?: \d{3})*(?:,\d+)?"
SPAN = rf"(?:entre |environ )?{N}(?: (?:à|et) (?:plus de )?{N})?"
COUNTED = [
    "votes?", "personnes?", "points?", "leviers?", "critères?", "critère", "arguments?", "fiches?",
    "notes?", "façons", "réponses?", "min", "autres?", "classements?", "classement",
    "répartitions?", "autre", "couples?", "ensembles?", "pour", "contre", "abstentions?",
]  # fmt: skip
"""What numbers of a wall count: a new noun is added here once it is looked at."""
NOUN = rf"(?:{'|'.join(COUNTED)})\b"
UNITS = r"%|ktCO₂e|millions de tonnes"
WITH_NOUN = (
    rf"{N} points : (?:(?:, | et )?{N} sur « [^»]+ »)+",
    rf"\bsur {N} (?:autres )?{NOUN}|(?:{N} )?{NOUN} sur {N}\b",
    rf"{N} (?:des|autres? {NOUN} sur) {N} {NOUN}",
    rf"\b(?:question|Critère) {N} sur {N}|{NOUN}, sur {N}\b|{N} min {N}",
    rf"{N} autres? {NOUN} sur {N}",
    rf"{N} points\s: {N} sur « [^»]*»(?:(?:,| et) {N} sur « [^»]*»)*",
    rf"{SPAN} (?:{UNITS}|{NOUN})",
)
NO_MEASURE = r"""(?x) \d{2}/\d{2}/\d{4} | \d+\ \w+\ 20\d\d | \bdiapos?\ \d+ | \b20\d\d\b
    | \d+er?\b(?:\ à\ \d+e)? | (?:\d+\.){3}\d+\S* | Code\ \w+ | Séance\ \w+ | \b\d[A-Z]\w*
    | \b(?:Levier|Critère)\ \d+(?!\ sur)"""
"""Dates, places in a list, slides, addresses, codes."""

LABELS = {
    "p-points": r"\bp-unit\b", "p-shares p-points": r"\bp-label\b", "p-amount": r"\bp-unit\b",
    "p-cell": r"\bp-unit\b", "p-things": r"\bp-unit\b", "p-steps": r"\bp-unit\b",
    "p-of": r"\bp-foot\b", "p-votes": r"\bp-key\b", "p-here": r"\bp-here\b",
    "p-figures": r"\bp-foot\b",
}  # fmt: skip
"""Figures of an axis or a column -> what has its title, in the same picture."""
TITLED = (
    rf"(?i)\bpoints\b|\bvotes\b|personnes?\b|\brang\b|répartitions|\ben (?:{UNITS}|{NOUN}|\w+)"
)
SHEETS = (
    'unit = "fiche"\nunits = "fiches"\nzero = "aucune fiche"\nmany = "{n} fiches"\nwhole = true'
)
BLOCKS = {"p", "li", "h1", "h2", "div"}
APART = {"p-code", "p-of", "p-rank", "p-points", "p-figures", "p-unit", "p-votes"}
"""Spans that stand alone."""
WITHOUT_END = {"meta", "link", "br", "img", "input"}


class Pieces(HTMLParser):
    """The blocks of a picture that have words of their own: the classes around, the words."""

    def __init__(self, page):
        super().__init__()
        self.open, self.blocks = [], []
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        if tag in WITHOUT_END:
            return
        around = self.open[-1] if self.open else ("", "", None)
        classes = dict(attrs).get("class") or ""
        css = f"{around[1]} {classes}".strip()
        own = tag in BLOCKS or APART & {*classes.split()} or around[2] is None
        block = [css, ""] if own else around[2]
        if block is not around[2]:
            self.blocks.append(block)
        self.open.append((tag, css, block))

    def handle_endtag(self, tag):
        while tag not in WITHOUT_END and self.open and self.open.pop()[0] != tag:
            pass

    def handle_data(self, data):
        if self.open and not any(tag in ("style", "title") for tag, *_ in self.open):
            self.open[-1][2][1] += f" {data}"


def bare(page):
    """The words around each number that says neither what it counts nor its unit."""
    pieces = [(css, " ".join(words.split())) for css, words in Pieces(page).blocks]
    faults = []
    for css, words in pieces:
        if "p-code" in css or "p-late" in css:
            continue
        left = re.sub(NO_MEASURE, "", words)
        for pattern in WITH_NOUN:
            left = re.sub(pattern, "", left, flags=re.IGNORECASE)
        if re.search(r"\d", left) and not _titled(css, pieces):
            faults.append((css.split()[-1:], words))
    return faults


def _titled(css, pieces):
    places = [
        place
        for figure, place in LABELS.items()
        if all(re.search(rf"\b{one}(?:\s|$)", css) for one in figure.split())
    ]
    return bool(places) and any(
        re.search(places[-1], at) and re.search(TITLED, words) for at, words in pieces
    )


def of_meeting(new_store, ballots, **options):
    store = new_store()
    pages = every_page(new_sitting(Room(store)), ballots, **options)
    store.close()
    return pages


def faults_of(pages):
    return {name: faults for name, page in pages.items() if (faults := bare(page))}


@each("votes", [14, 70])
def test_each_number_on_the_wall_says_what_it_counts(new_store, monkeypatch, votes):
    monkeypatch.setenv(CASE_VARIABLE, str(NORMANDIE))
    ballots = [[100, 10 + k % 7 * 9, 5 + k % 5 * 8] for k in range(votes)]
    pages = of_meeting(
        new_store, ballots, arrived=votes + 2, decision=a_decision("mieux_produire")
    )
    assert {"welcome", "vote", "agreement", "firsts", "ranking", "sets", "decision"} <= {*pages}
    assert faults_of(pages) == {}


def one_open(lever, criterion):
    """One score between two values, on which the first place rests."""
    if (lever, criterion) == (0, 0):
        return 2, 8
    return (5, 5) if criterion == 0 else (4 + lever % 2,) * 2


@each(("scores", "criteria"), [(mixed(5), 4), (unknown, 3), (one_open, 2)])
def test_so_does_each_number_of_a_case_made_up(new_store, tmp_path, monkeypatch, scores, criteria):
    folder = write_case(tmp_path / "case", 8, criteria, scores)
    described = (folder / "criteria.toml").read_text("utf-8").replace('unit = "u"', SHEETS)
    (folder / "criteria.toml").write_text(described, "utf-8")
    monkeypatch.setenv(CASE_VARIABLE, str(folder))
    ballots = [[100, *(10 * (k % 6 + j) for j in range(criteria - 1))] for k in range(9)]
    pages = of_meeting(new_store, ballots, decision=a_decision("l0"))
    pages |= pages_of_analysis(load_case(folder))
    assert scores is not one_open or 'class="p-steps"' in pages["page: ranking"]
    assert faults_of(pages) == {}


# The frame of a projected picture: names that turn nothing, a foot, a rehearsal that says so.


def test_what_people_wrote_stays_text():
    drawn = framed_picture("x", "<b>q</b>", "<i>a</i>", "", Foot())
    assert "<b>q" not in drawn
    assert "<i>a" not in drawn


def test_every_view_offered_may_be_asked_for_and_shows_something_of_its_own(sitting):
    def seen(results):
        pictures = []
        for view in projectable_views(sitting.stage(), results)[1:]:
            sitting.room.project(sitting.code, sitting.secret, view)
            pictures.append(projector_view(sitting.room, sitting.stage()).html)
        assert len(set(pictures)) == len(pictures) > 1

    seen(None)
    sitting.open().vote(6)
    sitting.reveal()
    role = sitting.room.role(sitting.code, sitting.secret)
    seen(sitting.room.results(sitting.code, role))


def test_a_rehearsal_says_so_on_every_picture(sitting):
    sitting.lobby().act(Act.REHEARSE)
    for view in projectable_views(sitting.stage(), None):
        sitting.room.project(sitting.code, sitting.secret, view)
        shown = projector_view(sitting.room, sitting.stage()).html
        assert "votes inventés" in re.sub("<[^>]+>", "", shown), view


@each("form", Form)
def test_no_picture_uses_the_words_of_specialists_whatever_they_come_from(room, monkeypatch, form):
    """Messages, names of the case, words of its files: all that is drawn, on the case of the room.

    A picture has no fold.
    """
    monkeypatch.setenv(CASE_VARIABLE, str(NORMANDIE))
    ballots = [
        [100, 40, 20], [30, 100, 60], [10, 50, 100], [100, 90, 0], [20, 100, 80], [100, 0, 9],
    ]  # fmt: skip
    pages = every_page(new_sitting(room, form), ballots, arrived=8)
    assert len(pages) > 10
    assert {
        name: found for name, page in pages.items() if (found := forbidden_in(plain_words(page)))
    } == {}


@each("percents", range(1, 100))
def test_a_whole_percent_has_no_decimals_however_it_was_computed(percents):
    for share in (percents / 100, percents * 0.01, 1 - (100 - percents) / 100):
        assert written_range(0.0, share, share).span == f"au plus {percents}\u00a0%"
    beyond = percents / 100 + 0.004
    assert "," in written_range(beyond, 1.0, beyond).span


# What a wall shows of cases that are nothing like Normandie.


@pytest.fixture(params=OTHERS)
def walls(request, room, tmp_path):
    """Name -> words of each picture, of a meeting and of the pages of analysis."""
    folder = OTHERS[request.param](tmp_path / "case")
    sitting = other_sitting(room, folder, Form.FULL)
    decision = Decision(proposed=(sitting.stage().case.levers[0].id,), body="le conseil")
    ballots = [points_of(sitting, k) for k in range(6)]
    pages = every_page(sitting, ballots, arrived=6, decision=decision)
    case = load_case(folder)
    with speaking_of(case.option):  # as the pages do
        pages |= pages_of_analysis(case)
    return {name: _words(page) for name, page in pages.items()}


def _words(page):
    body = re.sub("<style>.*?</style>", "", page, flags=re.DOTALL)
    return unescape(re.sub("<[^>]*>", " ", body))


def test_no_picture_of_another_case_says_what_it_does_not_have(walls):
    assert len(walls) > 12
    faults = {name: foreign_words(words) for name, words in walls.items()}
    assert {name: why for name, why in faults.items() if why} == {}


def test_a_ranking_is_projected_under_the_question_of_its_case(tmp_path):
    case = load_case(OTHERS["sites"](tmp_path))
    with speaking_of(case.option):
        walls = [_words(page).replace("\u00a0", " ") for page in pages_of_analysis(case).values()]
    assert any("Où ouvrir la ressourcerie ?" in words for words in walls)
    assert not any("Quel site d’abord" in words for words in walls)

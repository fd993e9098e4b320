"""A wall cannot be tapped: each number on it has beside it what it counts, or its unit."""

import re
from html.parser import HTMLParser

from criteria.load import load_case
from prioritisation.meeting.room import Room
from prioritisation.settings import CASE_VARIABLE
from tests.conftest import NORMANDIE
from tests.each import each
from tests.projected import a_decision, every_page, new_sitting, page_around, pages_of_analysis
from tests.synthetic import mixed, unknown, write_case

N = r"\d+(?: \d{3})*(?:,\d+)?"
SPAN = rf"(?:entre |environ )?{N}(?: (?:à|et) (?:plus de )?{N})?"
COUNTED = [
    "votes?",
    "personnes?",
    "points?",
    "leviers?",
    "critères?",
    "critère",
    "arguments?",
    "fiches?",
    "notes?",
    "façons",
    "réponses?",
    "min",
    "autres?",
    "classements?",
    "classement",
    "répartitions?",
    "autre",
    "couples?",
    "ensembles?",
    "pour",
    "contre",
    "abstentions?",
]
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
    "p-points": r"\bp-unit\b",
    "p-shares p-points": r"\bp-label\b",
    "p-amount": r"\bp-unit\b",
    "p-cell": r"\bp-unit\b",
    "p-things": r"\bp-unit\b",
    "p-steps": r"\bp-unit\b",
    "p-of": r"\bp-foot\b",
    "p-votes": r"\bp-key\b",
    "p-here": r"\bp-here\b",
    "p-figures": r"\bp-foot\b",
}
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


def test_so_does_each_number_of_a_page_of_analysis():
    assert faults_of(pages_of_analysis(load_case(NORMANDIE))) == {}


@each(
    "picture",
    [
        '<p class="p-told"><b class="p-figure">11</b> <span>Mieux produire</span></p>',
        '<div class="proj"><span class="p-points">81 à 94</span></div>',
        '<div class="proj"><p class="p-unit">En fiches</p><p>12</p></div>',
        '<div class="proj"><p>12 sabords</p></div>',
    ],
)
def test_a_bare_number_is_refused(picture):
    assert bare(page_around(picture))

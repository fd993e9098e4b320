"""Every picture in a browser: sizes, room, words, in both themes, for few levers and for many."""

import random
import re
from dataclasses import replace

import pytest

from criteria.load import load_case
from criteria.model import Sense
from prioritisation.analysis.scenario import starting_scenario
from prioritisation.drawing.projected.ranked import projected_ranking
from prioritisation.meeting.room import Room
from prioritisation.meeting.rules import Form
from prioritisation.meeting.rules.decision import ShowOfHands
from prioritisation.settings import CASE_VARIABLE
from prioritisation.ui.shared.page import STYLES
from tests.conftest import NORMANDIE
from tests.projected import (
    HEIGHT,
    LOOK,
    WIDTH,
    a_decision,
    every_page,
    fonts_of,
    names_of,
    new_sitting,
    page_around,
    page_of,
    pages_of_analysis,
)
from tests.synthetic import long_name, mixed, unknown, write_case
from tests.thresholds import analyse

ADDRESS = "http://picture/"


def looks(browser, pages, look, scheme="light", **context):
    """Name of a page -> what a look at it gives."""
    opened = browser.new_context(
        viewport={"width": WIDTH, "height": HEIGHT}, color_scheme=scheme, **context
    )
    page, now = opened.new_page(), [""]
    fonts_of(page)
    page.route(ADDRESS, lambda asked: asked.fulfill(body=now[0], content_type="text/html"))
    found = {}
    for name, content in pages.items():
        now[0] = content
        page.goto(ADDRESS)
        page.evaluate("document.fonts.ready.then(() => null)")
        found[name] = look(page)
    opened.close()
    return found


def seen(browser, pages, names, scheme, **context):
    """Name of a picture -> what is wrong with it."""
    found = looks(browser, pages, lambda page: page.evaluate(LOOK, names), scheme, **context)
    return {name: faults for name, faults in found.items() if faults}


def made_up(n, criteria, seed=1):
    """Points of as many votes, most of them for the first criterion."""
    draw = random.Random(seed)  # noqa: S311 (made-up ballots)
    votes = []
    for k in range(n):
        points = [draw.randint(0, 90) for _ in range(criteria)]
        points[0 if k % 3 else draw.randrange(criteria)] = 100
        votes.append(points)
    return votes


def strange_name(k):
    """Right to left, emoji, one very long word, and a name of sixty characters."""
    odd = (
        "تقليل انبعاثات الغازات الدفيئة",
        "🌱🚲 Vélo & forêt 🌳",
        "Anti" + "constitution" * 4 + "!",
    )
    return odd[k] if k < len(odd) else long_name(k)


CASES = {
    "three levers, two criteria": (3, 2, mixed(), 7, str),
    "eight levers, four criteria": (8, 4, mixed(5), 24, str),
    "twelve levers, six criteria, long names": (12, 6, mixed(7), 70, long_name),
    "nothing known, strange names": (6, 3, unknown, 40, strange_name),
}


def every_picture_of_a_case_made_up_fits_and_is_read_from_afar(
    browser, new_store, tmp_path, monkeypatch
):
    for k, given in enumerate(CASES.values()):
        of_a_case_made_up(browser, new_store, tmp_path / str(k), monkeypatch, given)


def of_a_case_made_up(browser, new_store, tmp_path, monkeypatch, given):
    levers, criteria, scores, votes, name = given
    named = {} if name is str else {"name": name}
    tmp_path.mkdir()
    folder = write_case(tmp_path / "case", levers, criteria, scores, **named)
    monkeypatch.setenv(CASE_VARIABLE, str(folder))
    store = new_store()
    words = "Un texte bien plus long que ce qui tient dans un bloc, avec des mots " * 3
    pages = every_page(
        new_sitting(Room(store)),
        made_up(votes, criteria),
        arrived=votes + 9,
        decision=a_decision("l0", words),
    )
    store.close()
    assert len(pages) >= 8
    case = load_case(folder)
    pages |= pages_of_analysis(case)
    assert seen(browser, pages, names_of(case), "light") == {}


def every_name_of_a_criterion_fits_in_either_direction(browser, new_store, monkeypatch, sense):
    """A criterion is named by what makes a lever first: the other name may be longer."""
    monkeypatch.setenv(CASE_VARIABLE, str(NORMANDIE))
    store = new_store()
    sitting = new_sitting(Room(store), Form.FULL)
    pages = every_page(sitting, made_up(14, 3), sense=sense)
    stage = sitting.stage()
    store.close()
    named = [c.plain_name(stage.setup.senses.get(c.id)) for c in stage.criteria]
    assert any(name in pages["agreement"] for name in named)
    assert seen(browser, pages, names_of(stage.case), "light") == {}


def of_few_votes_a_room_is_told_their_number_and_why(browser, new_store, monkeypatch, votes):
    monkeypatch.setenv(CASE_VARIABLE, str(NORMANDIE))
    store = new_store()
    sitting = new_sitting(Room(store)).open()
    for k, points in enumerate(made_up(votes, 3)):
        sitting.cast(sitting.voter(), points, nonce=f"n{k}")
    pages = {"voting": page_of(sitting), "withheld": page_of(sitting.reveal())}
    store.close()
    assert "à moins de 5" in pages["withheld"].replace("\u00a0", " ")
    assert "Mieux produire" not in pages["withheld"]
    assert seen(browser, pages, [], "light") == {}


def as_thumbnail(page):
    """The same picture as the pages of the meeting have it, under all of their styles."""
    picture = re.search("<main[^>]*>(.*)</main>", page, re.DOTALL)[1]
    faces = " ".join(re.findall("@font-face [{][^}]*[}]", page))
    sheets = " ".join(sheet.read_text("utf-8") for sheet in STYLES)
    own = (
        "body { margin: 0; } html { font-size: 16px !important; } .stApp { color-scheme: light; }"
        ".thumb { width: 1920px; max-width: none !important; }"
        ".thumb { border: 0 !important; margin: 0 !important; }"
    )
    style = f'<!doctype html><meta charset="utf-8"><style>{faces} {sheets} {own}</style>'
    small = picture.replace("<h1", "<p").replace("</h1", "</p")
    return f'{style}<div class="stApp"><div class="thumb">{small}</div></div>'


BELOW = """() => {
  const box = name => document.querySelector(name).getBoundingClientRect();
  const [own, beyond] = document.querySelectorAll('.p-under span');
  const of = one => { const r = document.createRange(); r.selectNodeContents(one);
    return r.getBoundingClientRect(); };
  const diamond = box('.p-zone .p-diamond'), zone = box('.p-zone'), sure = box('.p-zone .p-sure');
  const hatched = [[zone.left, sure.left], [sure.right, zone.right]].filter(([a, b]) => b > a + 1);
  const [mine, other] = [own, beyond].map(of), middle = (diamond.left + diamond.right) / 2;
  const far = ([a, b]) => Math.abs(a - other.left) < 2 && a === zone.left
    || Math.abs(b - other.right) < 2 && b === zone.right;
  return [mine.left <= middle && middle <= mine.right, mine.top >= zone.bottom - 2,
    hatched.some(far), mine.bottom <= other.top + 2];
}"""


def the_words_of_the_track_are_below_what_they_speak_of(browser, normandie):
    """The weight of the group below its diamond, who may come ahead below the hatched part."""
    start = starting_scenario(normandie)
    pages = {}
    for points in ((60, 60, 33), (50, 50, 50), (10, 50, 20), (45, 35, 20), (1, 50, 1)):
        given = replace(start, points=dict(zip(start.points, points, strict=True)))
        picture = projected_ranking(analyse(normandie, given), "", ours=True)
        if "p-under" in picture:
            pages[str(points)] = page_around(picture)
    assert len(pages) > 1
    found = looks(browser, pages, lambda page: page.evaluate(BELOW))
    assert {name: each for name, each in found.items() if not all(each)} == {}


MARKS = """() => {
  const marks = [...document.querySelectorAll('.p-key .p-mark i')].map(mark => {
    const ring = /(\\d+(?:[.]\\d+)?)px(?: inset)?$/.exec(getComputedStyle(mark).boxShadow);
    const {left, right, top, bottom} = mark.getBoundingClientRect();
    const more = ring ? parseFloat(ring[1]) * Math.SQRT2 : 0;
    return [left - more, right + more, top - more, bottom + more];
  });
  const over = ([a, b, c, d], [e, f, g, h]) => a < f && e < b && c < h && g < d;
  return [marks.length, marks.flatMap((one, k) => marks.slice(k + 1).map(o => over(one, o)))];
}"""
LINES = """() => [...document.querySelectorAll('.p-hands b')].map(
  one => Math.round(one.getBoundingClientRect().bottom))"""


def what_stands_side_by_side_is_on_one_line_and_apart(
    browser, new_store, monkeypatch, look, expected
):
    """A diamond cut the square above it, and nobody who abstains stood a line too high."""
    monkeypatch.setenv(CASE_VARIABLE, str(NORMANDIE))
    store = new_store()
    hands = ShowOfHands(favour=5, against=1, abstaining=0)
    decided = a_decision("mieux_produire").model_copy(update={"vote": hands})
    pages = every_page(new_sitting(Room(store)), made_up(14, 3), decision=decided)
    store.close()
    (found,) = looks(
        browser, {expected: pages[expected]}, lambda page: page.evaluate(look)
    ).values()
    if expected == "map":
        count, over = found
        assert count > 2
        assert not any(over)
    else:
        assert len(found) == 3
        assert len(set(found)) == 1


def what_the_facilitator_sees_is_what_the_room_sees(browser, new_store, monkeypatch):
    """But for its scale: no style of the pages reaches into the picture."""
    monkeypatch.setenv(CASE_VARIABLE, str(NORMANDIE))
    store = new_store()
    pages = every_page(new_sitting(Room(store)), made_up(14, 3))
    store.close()
    small = {name: as_thumbnail(page) for name, page in pages.items()}
    room, desk = (looks(browser, each, lambda page: page.screenshot()) for each in (pages, small))
    assert [name for name in pages if room[name] != desk[name]] == []


@pytest.mark.deep
def test_pictures_of_any_case_fit_and_their_words_and_marks_are_apart(
    browser, new_store, tmp_path, monkeypatch, normandie
):
    every_picture_of_a_case_made_up_fits_and_is_read_from_afar(
        browser, new_store, tmp_path, monkeypatch
    )
    every_name_of_a_criterion_fits_in_either_direction(browser, new_store, monkeypatch, Sense.MAX)
    for look, expected in ((MARKS, "map"), (LINES, "decision")):
        what_stands_side_by_side_is_on_one_line_and_apart(
            browser, new_store, monkeypatch, look, expected
        )
    for votes in (1, 4):
        of_few_votes_a_room_is_told_their_number_and_why(browser, new_store, monkeypatch, votes)
    the_words_of_the_track_are_below_what_they_speak_of(browser, normandie)
    what_the_facilitator_sees_is_what_the_room_sees(browser, new_store, monkeypatch)

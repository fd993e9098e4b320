"""The ballot as people read it: few words, room for large letters, names of any kind."""

from dataclasses import replace

import pytest

from criteria.model import Plain
from prioritisation.analysis.ballots.ballot import Mode
from prioritisation.sentences.ballot import vote_of
from prioritisation.settings import CASE_VARIABLE
from prioritisation.web.ballot.after import results_page
from prioritisation.web.ballot.form import Attempt, Visitor, ballot_form, empty
from prioritisation.web.ballot.rendering import render
from tests.conftest import NORMANDIE
from tests.sitting import PhoneSitting

MOST_WORDS, MOST_SCREENS = 180, 8
SMALL, USUAL = {"width": 320, "height": 568}, {"width": 390, "height": 844}
WORDS = r"""() => {
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  let said = "";
  while (walk.nextNode()) {
    const holder = walk.currentNode.parentElement;
    const unseen = holder.closest("script, style, noscript, .off, #live figcaption");
    if (!unseen && holder.checkVisibility()) said += " " + walk.currentNode.textContent;
  }
  return said.split(/\s+/).filter(word => /[\p{L}\p{N}]/u.test(word)).length;
}"""
ANSWERS = """() => {
  const first = document.querySelector("[name=premier]");
  if (first) first.click();
  const shown = [...document.querySelectorAll(".num input")].filter(n => n.checkVisibility());
  shown.forEach((n, i) => {
    n.value = i ? 60 : 50; n.dispatchEvent(new Event("input", {bubbles: true}));
  });
}"""
LARGE = "document.documentElement.style.fontSize = '200%'"
OVER = "document.documentElement.scrollWidth - innerWidth"
SCREENS = "document.documentElement.scrollHeight / innerHeight"
CUT = """() => [...document.querySelectorAll("main p, main label, main legend, main b, main bdi")]
  .filter(e => e.checkVisibility() && !e.closest(".off"))
  .map(e => [e.getBoundingClientRect(), e.textContent])
  .filter(([box]) => box.left < -0.5 || box.right > innerWidth + 0.5)
  .map(([box, text]) => text)"""
OVERLAPS = """() => {
  const boxes = [...document.querySelectorAll(".card, .row, button, .step > legend")]
    .filter(e => e.checkVisibility()).map(e => e.getBoundingClientRect());
  const both = (a, b) => a.top < b.bottom - 1 && b.top < a.bottom - 1
    && a.left < b.right - 1 && b.left < a.right - 1;
  return boxes.filter((a, i) => boxes.slice(i + 1).some(b => both(a, b))).length;
}"""
LABELS = "() => [...document.querySelectorAll('.cmp')].map(c => [...c.querySelectorAll('text')]"
LABELS += ".map(t => t.getBoundingClientRect()).map(b => [b.left, b.top, b.right, b.bottom]))"


@pytest.fixture
def made(room, monkeypatch):
    """A meeting about the case that the program starts with, whose round is open."""
    monkeypatch.setenv(CASE_VARIABLE, str(NORMANDIE))

    def opened(mode=Mode.SWING):
        here = PhoneSitting(room)
        setup = here.stage().setup
        chosen = {"combination": setup.combination, "criteria": setup.criteria}
        room.choose_frame(here.code, here.secret, weighting=mode, **chosen)
        return here.open()

    return opened


@pytest.fixture
def shown(browser):
    """Opens a page rendered here, on a phone of a size."""
    contexts = []

    def opened(html, size=USUAL, **options):
        context = browser.new_context(viewport=size, locale="fr-FR", has_touch=True, **options)
        contexts.append(context)
        page = context.new_page()
        page.route("**/*", lambda route: route.fulfill(body=html, content_type="text/html"))
        page.goto("http://vote.test/")
        return page

    yield opened
    for context in contexts:
        context.close()


def form(stage):
    vote = vote_of(stage)
    return render(ballot_form(stage, Visitor("token", joined=True), Attempt(empty(vote.ids))))


def a_ballot_has_few_words_and_room_for_large_letters(made, shown):
    """Before and after it is filled, in each way of asking."""
    for mode in Mode:
        html = form(made(mode).stage())
        for size in (SMALL, USUAL):
            page = shown(html, size)
            before = page.evaluate(WORDS)
            page.evaluate(ANSWERS)
            assert max(before, page.evaluate(WORDS)) <= MOST_WORDS, mode
            total = page.locator("#total")
            if mode is Mode.POINTS:
                assert total.inner_text() == "70 points de trop"
            page.evaluate(LARGE)
            assert page.evaluate(OVER) <= 0, mode
            assert page.evaluate(CUT) == [], mode
            assert page.evaluate(SCREENS) <= MOST_SCREENS, mode
            if mode is Mode.POINTS and size is SMALL:
                assert total.inner_text() == "70 de trop"
                assert total.evaluate("e => e.scrollWidth <= e.clientWidth")


LONG = "Contribution du levier à la transition écologique régionale"
NAMES = {
    "long": f"{LONG} !",
    "one word": "Anticonstitutionnellement" * 2 + "extraordi!",
    "right to left": "خفض انبعاثات الغازات الدفيئة في المنطقة بحلول عام 2030",
    "emoji": "🌍🌱 Climat 🚲🏭👩‍👩‍👧‍👦",
}
SENTENCE = "Les partenaires agissent dans un cadre, avec un pilote et des moyens. " * 4


def renamed(stage, name, count):
    """The same stage with so many criteria of that name, and anchors that are long sentences."""
    one = next(c for c in stage.case.criteria if c.id == "partner_ecosystem")
    levels = {level.id: SENTENCE for level in one.scale.levels}
    sense = one.direction.default
    plain = Plain(names={sense: name}, questions={sense: f"{name} ?"}, levels=levels)
    many = tuple(replace(one, id=f"c{k}", plain=plain) for k in range(count))
    setup = replace(stage.setup, criteria=tuple(c.id for c in many))
    return replace(stage, case=replace(stage.case, criteria=many), setup=setup)


def names_of_any_kind_are_whole_and_overlap_nothing(made, shown):
    first = made().stage()
    for kind, count in zip(NAMES, (12, 3, 1, 3), strict=True):
        stage = renamed(first, NAMES[kind], count)
        assert [c.label for c in vote_of(stage).criteria] == [NAMES[kind]] * count
        for size, colours in ((SMALL, "none"), (USUAL, "active")):
            page = shown(form(stage), size, forced_colors=colours)
            page.evaluate(ANSWERS)
            assert page.evaluate(OVER) <= 0, kind
            assert page.evaluate(CUT) == [], kind
            assert page.evaluate(OVERLAPS) == 0, kind
    for points in ((100, 0, 0), (0, 0, 100), (100, 95, 95), (100, 54, 0)):
        my_share_and_the_groups_never_hide_each_other(made, shown, points)


def my_share_and_the_groups_never_hide_each_other(made, shown, points):
    """The group has voted all alike, as I did: marks and labels would be on each other."""
    here = made()
    voters = [here.voter() for _ in range(6)]
    for voter in voters:
        here.cast(voter, list(points))
    here.reveal()
    results = here.room.results(here.code, "voter")
    own = here.room.own_result(here.code, voters[0], results)
    page = shown(render(results_page(here.stage(), own, results)), SMALL)
    for size in ("100%", "200%"):
        page.evaluate(f"document.documentElement.style.fontSize = '{size}'")
        assert page.evaluate(OVER) <= 0
        for mine, group in page.evaluate(LABELS):
            assert mine[3] <= group[1]
            assert all(box[0] >= 0 and box[2] <= SMALL["width"] for box in (mine, group))


def test_a_ballot_is_short_and_has_room_for_large_letters_and_any_name(made, shown):
    a_ballot_has_few_words_and_room_for_large_letters(made, shown)
    names_of_any_kind_are_whole_and_overlap_nothing(made, shown)

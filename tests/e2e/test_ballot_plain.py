"""The ballot as people read it: few words, room for large letters, names of any kind."""

import pytest

from prioritisation.analysis.ballots.ballot import Mode
from prioritisation.sentences.ballot import vote_of
from prioritisation.settings import CASE_VARIABLE
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


def test_a_ballot_is_short_and_has_room_for_large_letters_and_any_name(made, shown):
    a_ballot_has_few_words_and_room_for_large_letters(made, shown)

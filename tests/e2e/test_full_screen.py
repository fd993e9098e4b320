"""« Plein écran » and « Image »: the projector's form of each page of analysis, in a browser."""

import base64
import re

import pytest
from playwright.sync_api import expect

from criteria.load import load_case
from prioritisation.meeting.rules import Act, Role
from prioritisation.meeting.rules.setup import PROJECT_RANKING
from prioritisation.ui.shared.pages import EXPERTS, FIRST
from tests.conftest import NORMANDIE
from tests.e2e.conftest import resized
from tests.projected import HEIGHT, LOOK, WIDTH, names_of
from tests.sitting import Sitting

SETTINGS = "poids.ghg_impact=80&poids.partner_ecosystem=50&poids.existing_coverage=20"
SAVED = "Enregistrer l’image"

UNLIKE = """async ([one, other]) => {
    const points = async (words) => {
        const image = new Image();
        image.src = `data:image/png;base64,${words}`;
        await image.decode();
        const canvas = document.createElement('canvas');
        [canvas.width, canvas.height] = [image.width, image.height];
        const drawing = canvas.getContext('2d');
        drawing.drawImage(image, 0, 0);
        return { size: [image.width, image.height],
            of: drawing.getImageData(0, 0, image.width, image.height).data };
    };
    const [first, second] = [await points(one), await points(other)];
    let unlike = 0;
    for (let at = 0; at < first.of.length; at += 4)
        unlike += [0, 1, 2].some((c) => Math.abs(first.of[at + c] - second.of[at + c]) > 60);
    return { sizes: [first.size, second.size], share: 4 * unlike / first.of.length };
}"""
"""A function of two pictures in base 64: their sizes, and the share of points that differ."""


def address(server, word, query=SETTINGS):
    return f"{server}/{'' if word == FIRST else word}?{query}"


def opened_full(page):
    """Full screen, as the menu gives it."""
    resized(page, WIDTH, HEIGHT)
    page.get_by_text("Partager", exact=True).click()
    page.get_by_role("button", name="Plein écran").click()
    page.wait_for_function("() => document.fullscreenElement !== null")
    return page


def words(locator):
    return " ".join(locator.inner_text().split())


def test_full_screen_is_the_projector_s_form_of_each_page(server, open_page):
    for word, query in ((FIRST, SETTINGS), (EXPERTS, "")):
        full_screen(open_page(address(server, word, query)), query)
    the_picture_of_a_page_is_what_full_screen_shows(open_page(address(server, EXPERTS)), EXPERTS)


def full_screen(page, query):
    question, answer = words(page.locator("h1")), words(page.locator(".answer strong").first)
    opened_full(page)
    assert page.evaluate(LOOK, names_of(load_case(NORMANDIE))) == []
    assert words(page.locator(".proj .p-ask")) == question
    assert words(page.locator(".proj .p-say")) == answer
    whose = "Dossier de départ" if not query else "Poids choisis par une personne"
    expect(page.locator(".proj .p-foot")).to_contain_text(whose)
    page.evaluate("document.exitFullscreen()")
    expect(page.locator(".proj")).to_be_hidden()


def the_picture_of_a_page_is_what_full_screen_shows(page, word):
    opened_full(page)
    seen = page.screenshot()
    page.evaluate("document.exitFullscreen()")
    page.get_by_text("Partager", exact=True).click()
    with page.expect_download() as waiting:
        page.get_by_role("button", name=SAVED).click()
    assert waiting.value.suggested_filename == f"{word}.png"
    both = [base64.b64encode(one).decode() for one in (seen, waiting.value.path().read_bytes())]
    found = page.evaluate(UNLIKE, both)
    assert found["sizes"] == [[WIDTH, HEIGHT]] * 2
    assert found["share"] < 0.01


def while_others_vote_nothing_of_the_ranking_is_shown_to_a_room(place, open_page):
    """A lead may see the starting case ranked; a room may not."""
    room, server = place
    here = Sitting(room).open()
    lead = room.new_link(here.code, here.secret, Role.LEAD)
    link = f"{server}/entrer/{here.code}/{lead}"
    page = open_page(address(server, EXPERTS, SETTINGS), by=link)
    opened_full(page)
    assert (
        words(page.locator(".st-key-projected"))
        == "Les résultats du vote ne sont pas encore montrés."
    )
    assert not re.search(r"\d", words(page.locator(".proj")))
    names = [lever.short_label for lever in load_case(NORMANDIE).levers]
    assert [name for name in names if name in page.locator(".proj").inner_html()] == []


SHOWN_FULL = """() => {
    const full = document.fullscreenElement;
    if (!full) return null;
    const at = document.elementFromPoint(innerWidth / 2, innerHeight / 2);
    return { within: full.contains(at), words: full.innerText.replace(/\\s+/g, ' ').trim() };
}"""
"""A function: the words of what the browser shows full screen, null when nothing is."""


def names_in(words):
    return [
        lever.short_label for lever in load_case(NORMANDIE).levers if lever.short_label in words
    ]


@pytest.fixture
def voted(made):
    """A meeting whose group has seen its first results."""
    made.open()
    made.vote(7)
    made.reveal()
    made.act(Act.START_ANALYSIS)
    return made


def goes_full(page):
    page.evaluate("document.documentElement.requestFullscreen().then(() => null)")
    page.wait_for_function("() => document.fullscreenElement !== null")


def test_while_others_vote_no_full_screen_shows_the_ranking(place, voted, open_page):
    """A wall and a page that were left so turn to the vote; a page opened now is no way around."""
    room, server = place
    room.project(voted.code, voted.secret, PROJECT_RANKING)
    wall = open_page(f"{server}/projection?seance={voted.code}", WIDTH, HEIGHT)
    goes_full(wall)
    assert names_in(wall.evaluate(SHOWN_FULL)["words"])
    pages = []
    for word, role in ((EXPERTS, Role.FACILITATOR), (FIRST, Role.RECORDER)):
        secret = voted.room.new_link(voted.code, voted.secret, role)
        link = f"{server}/entrer/{voted.code}/{secret}"
        page = open_page(address(server, word, f"seance={voted.code}"), WIDTH, HEIGHT, by=link)
        pages.append(opened_full(page))
        assert names_in(page.evaluate(SHOWN_FULL)["words"])
    voted.act(Act.OPEN_ROUND)
    expect(wall.locator("h1")).to_have_text("À vous de voter")
    shown = wall.evaluate(SHOWN_FULL)
    assert (shown["within"], names_in(shown["words"])) == (True, [])
    waits = "Les résultats du vote ne sont pas encore montrés."
    for page in pages:
        page.wait_for_function(f"() => ({SHOWN_FULL})().words === {waits!r}")
        assert page.evaluate(SHOWN_FULL) == {"within": True, "words": waits}
    while_others_vote_nothing_of_the_ranking_is_shown_to_a_room(place, open_page)

"""An open page of analysis and its meeting: the page follows what happens there by itself."""

from playwright.sync_api import expect

from prioritisation.meeting.rules import Role
from tests.e2e.conftest import READY

TWO_TURNS_MS = 15_000
PLACES = """() => {
    const seen = window.placesSeen = {};
    const look = () => {
        for (const button of document.querySelectorAll('[class*=st-key-look_] button')) {
            if (!button.checkVisibility()) continue;
            const { right, y } = button.getBoundingClientRect();
            (seen[button.innerText] ??= new Set()).add(`${Math.round(right)}, ${Math.round(y)}`);
        }
        requestAnimationFrame(look);
    };
    look();
}"""
"""A function: notes, at each frame, where the right end of each way of the second line stands."""

SEEN = "() => Object.fromEntries(Object.entries(placesSeen).map(([way, all]) => [way, [...all]]))"


def an_open_page_follows_its_meeting_by_itself(place, made, open_page):
    link = f"{place[1]}/entrer/{made.code}/{made.secret}"
    page = open_page(f"{place[1]}/un-ou-deux?seance={made.code}", by=link)
    begins = page.locator(".if-start")
    expect(page.locator(".st-key-whose")).to_contain_text("classement masqué")
    made.vote(12)
    made.reveal()
    expect(begins).to_have_text("poids du groupe (12 votes)", timeout=TWO_TURNS_MS)
    expect(begins).to_be_visible()
    made.room.purge(made.code, made.secret)
    expect(page.locator(".lookedat")).to_contain_text("Dossier de départ", timeout=TWO_TURNS_MS)


def a_ranking_of_the_starting_case_goes_by_itself_once_a_vote_opens(place, made, open_page):
    secret = made.room.new_link(made.code, made.secret, Role.RECORDER)
    page = open_page(f"{place[1]}/", by=f"{place[1]}/entrer/{made.code}/{secret}")
    page.get_by_role("button", name="voir le dossier du serveur").click()
    expect(page.locator(".lookedat")).to_contain_text("Dossier de départ")
    masked = page.get_by_text("vote ouvert : classement masqué").locator("visible=true")
    expect(masked).to_have_count(0)
    made.open()
    expect(masked).to_have_count(1, timeout=TWO_TURNS_MS)


def a_way_to_look_at_something_else_stands_still_while_the_page_is_drawn(place, made, open_page):
    """It moved once the way of before was gone: a press was let go beside it, and lost."""
    link = f"{place[1]}/entrer/{made.code}/{made.secret}"
    page = open_page(f"{place[1]}/est-ce-solide?seance={made.code}", by=link, in_pieces=True)
    page.evaluate(PLACES)
    there, back = f"voir la séance {made.code}", "voir le dossier du serveur"
    for press, comes in ((back, there), (there, back), (back, there)):
        page.get_by_role("button", name=press).click()
        expect(page.get_by_role("button", name=press)).to_have_count(0)
        expect(page.get_by_role("button", name=comes)).to_be_visible()
        page.wait_for_selector(READY)
    seen = page.evaluate(SEEN)
    assert {way: len(places) for way, places in seen.items()} == {there: 1, back: 1}


def test_an_open_page_follows_its_meeting_and_hides_its_ranking_once_a_vote_opens(
    place, made, open_page
):
    a_way_to_look_at_something_else_stands_still_while_the_page_is_drawn(place, made, open_page)
    a_ranking_of_the_starting_case_goes_by_itself_once_a_vote_opens(place, made, open_page)
    an_open_page_follows_its_meeting_by_itself(place, made, open_page)

"""An open page of analysis and its meeting: the page follows what happens there by itself."""

from playwright.sync_api import expect

from prioritisation.meeting.rules import Role

TWO_TURNS_MS = 15_000


def an_open_page_follows_its_meeting_by_itself(place, made, open_page):
    link = f"{place[1]}/entrer/{made.code}/{made.secret}"
    page = open_page(f"{place[1]}/pour-experts?seance={made.code}", by=link)
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


def test_an_open_page_follows_its_meeting_and_hides_its_ranking_once_a_vote_opens(
    place, made, open_page
):
    a_ranking_of_the_starting_case_goes_by_itself_once_a_vote_opens(place, made, open_page)
    an_open_page_follows_its_meeting_by_itself(place, made, open_page)

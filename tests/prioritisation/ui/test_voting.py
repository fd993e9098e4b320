"""While a vote is open on the case: the way out of a closed page, and what an open one asks."""

import re

import pytest

from prioritisation.meeting.rules import Role
from prioritisation.ui.shared.pages import TABS
from tests.each import each
from tests.prioritisation.ui.reading import html
from tests.prioritisation.ui.reading import page as page_of_meeting
from tests.sampled import part

pytestmark = pytest.mark.usefixtures("fresh")


RANKING = ["classer", "comparer", "est-ce-solide", "un-ou-deux", "compte-rendu"]
SPARED = "Ne le projetez pas"


def shown(screen):
    return html(page_of_meeting(screen))


def ballot(code):
    return f'href="/vote/{code}"'


def meeting(code):
    return f'href="/seance?seance={code}"'


@pytest.mark.parametrize("screen", RANKING)
def test_a_phone_that_has_joined_is_told_why_and_led_back_to_its_ballot(screen, sitting, holds):
    sitting.open()
    holds(**{f"present_{sitting.code}": "1"})
    found = shown(screen)
    assert "pour n’influencer personne" in found
    assert ballot(sitting.code) in found
    assert meeting(sitting.code) not in found
    assert SPARED not in found


def test_while_the_ranking_is_hidden_no_way_leads_to_another_one(sitting, holds):
    holds(**{f"present_{sitting.code}": "1"})
    sitting.open()
    app = page_of_meeting(RANKING[0])
    assert "vote ouvert" in html(app)
    assert [b.key for b in app.button if (b.key or "").startswith("look_")] == []
    sitting.vote(6)
    sitting.reveal()
    app = page_of_meeting(RANKING[0])
    assert "look_folder" in [b.key for b in app.button]


def test_whoever_holds_a_link_is_led_to_the_meeting_and_to_a_ballot_if_they_joined(sitting, holds):
    recorder = sitting.room.new_link(sitting.code, sitting.secret, Role.RECORDER)
    sitting.open()
    link = {f"lien_{sitting.code}": recorder}
    holds(**link)
    assert meeting(sitting.code) in shown(RANKING[0])
    assert ballot(sitting.code) not in shown(RANKING[0])
    holds(**link, **{f"present_{sitting.code}": "1"})
    assert meeting(sitting.code) in shown(RANKING[0])
    assert ballot(sitting.code) in shown(RANKING[0])


def test_one_is_led_to_the_meeting_that_votes_and_to_no_other(sitting, holds):
    other = sitting.room.create("Autre")
    sitting.open()
    holds(**{f"present_{sitting.code}": "1", f"lien_{other.code}": other.facilitator})
    found = shown(RANKING[0])
    assert ballot(sitting.code) in found
    assert other.code not in found


@each("role", [Role.FACILITATOR, Role.LEAD])
def test_who_still_sees_the_ranking_is_asked_not_to_project_it(role, sitting, holds):
    secret = sitting.secret
    if role is Role.LEAD:
        secret = sitting.room.new_link(sitting.code, secret, role)
    sitting.open()
    holds(**{f"lien_{sitting.code}": secret})
    app = page_of_meeting(RANKING[0])
    assert "pour n’influencer personne" in html(app), "nothing of the meeting itself is ranked"
    assert SPARED not in html(app)
    app.button(key="look_folder").click().run()
    assert SPARED in html(app)
    start = dict(app.query_params)
    holds()
    found = html(page_of_meeting(RANKING[0], **start))
    assert SPARED not in found, "whoever is of no meeting is told of none"
    sitting.reveal()
    holds(**{f"lien_{sitting.code}": secret})
    assert SPARED not in html(page_of_meeting(RANKING[0], **start))


LOOKED = re.compile('<p class="lookedat">(.*?)</p>', re.DOTALL)
OF_CASE = [path for path in TABS if path != "seance"]


@pytest.mark.sampled
@pytest.mark.parametrize("screen", part(OF_CASE, 0, 3))
@pytest.mark.parametrize("who", ["visitor by address", "voter by address", "recorder"])
def test_the_second_line_says_that_a_vote_hides_what_the_page_hides(screen, who, sitting, holds):
    """On every page of a case: else it would speak of weights that rank nothing there."""
    sitting.open()
    link = sitting.room.new_link(sitting.code, sitting.secret, Role.RECORDER)
    holds(
        **{f"present_{sitting.code}": "1"} if who.startswith("voter") else {},
        **{f"lien_{sitting.code}": link} if who == "recorder" else {},
    )
    address = {"seance": sitting.code} if who.endswith("address") else {}
    found = LOOKED.findall(html(page_of_meeting(screen, **address)))
    assert found
    for line in found:
        assert "vote ouvert" in line
        assert "poids" not in line

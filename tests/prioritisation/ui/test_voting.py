"""While a vote is open on the case: the way out of a closed page, and what an open one asks."""

import pytest

from tests.prioritisation.ui.reading import html
from tests.prioritisation.ui.reading import page as page_of_meeting

pytestmark = pytest.mark.usefixtures("fresh")


RANKING = ["classer", "comparer", "pour-experts", "compte-rendu"]
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

"""What whoever leads a meeting has in sight once there are results: few words, no method."""

import pytest

from prioritisation.meeting.rules import Act
from tests.e2e.conftest import READY
from tests.sitting import after_a_vote

MOST = 600
METHOD = ("Shannon", "bêta", "Borda", "Copeland", "Kemeny", "Géométrique", "SHA-256")
STEPS = {
    "results": (),
    "ranking": (Act.START_ANALYSIS,),
    "one or two": (Act.START_ANALYSIS, Act.START_PORTFOLIO),
    "decision": (Act.START_ANALYSIS, Act.START_PORTFOLIO, Act.START_DECISION),
    "closed": (Act.START_ANALYSIS, Act.START_PORTFOLIO, Act.START_DECISION, Act.CLOSE),
}
"""What the meeting is at -> the steps since the reveal."""


@pytest.mark.parametrize("steps", STEPS.values(), ids=STEPS)
def test_after_a_vote_few_words_are_in_sight_and_the_method_is_folded(place, open_page, steps):
    room, address = place
    here = after_a_vote(room, *steps)
    page = open_page(f"{address}/entrer/{here.code}/{here.secret}")
    page.locator(".st-key-fold_computed").wait_for()
    page.wait_for_selector(READY)
    seen = page.get_by_test_id("stMainBlockContainer").inner_text()
    pictures = page.locator(".thumb").all_inner_texts()  # small: nobody reads them there
    assert len(seen.split()) - len(" ".join(pictures).split()) <= MOST
    assert [word for word in METHOD if word in seen] == []
    page.locator(".st-key-fold_computed summary").first.click()
    page.get_by_text("Poids du groupe").first.wait_for()

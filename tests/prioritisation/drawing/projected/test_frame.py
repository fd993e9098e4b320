"""The frame of a projected picture: names that turn nothing, a foot, a rehearsal that says so."""

import re
from datetime import UTC, datetime

from prioritisation.drawing.projected.frame import (
    Foot,
    framed_picture,
    round_title,
    units,
)
from prioritisation.drawing.projector import projectable_views, projector_view, thumbnail
from prioritisation.meeting.rules import Act, Form
from prioritisation.sentences.meeting import vote_name
from prioritisation.sentences.weight_limits import written_range
from prioritisation.settings import CASE_VARIABLE
from tests.conftest import NORMANDIE
from tests.each import each
from tests.prioritisation.ui.reading import plain_words
from tests.projected import every_page, new_sitting
from tests.reading import forbidden_in

PHONES = "http://192.0.2.7:8501"


def test_what_people_wrote_stays_text():
    drawn = framed_picture("x", "<b>q</b>", "<i>a</i>", "", Foot())
    assert "<b>q" not in drawn
    assert "<i>a" not in drawn


def test_a_length_keeps_its_unit():
    assert units(12.5) == "calc(12.5*var(--u))"


def test_the_thumbnail_is_the_same_picture_without_a_heading_of_its_own(sitting):
    sitting.lobby()
    now = datetime.now(UTC)
    whole = projector_view(sitting.room, sitting.stage()).at(now, PHONES)
    small = thumbnail(sitting.room, sitting.stage(), now, PHONES)
    assert whole.replace("h1", "p") in small
    assert "<h1" not in small
    assert "\ue000" not in small


def test_every_view_offered_may_be_asked_for_and_shows_something_of_its_own(sitting):
    def seen(results):
        pictures = []
        for view in projectable_views(sitting.stage(), results)[1:]:
            sitting.room.project(sitting.code, sitting.secret, view)
            pictures.append(projector_view(sitting.room, sitting.stage()).html)
        assert len(set(pictures)) == len(pictures) > 1

    seen(None)
    sitting.open().vote(6)
    sitting.reveal()
    role = sitting.room.role(sitting.code, sitting.secret)
    seen(sitting.room.results(sitting.code, role))


def test_a_rehearsal_says_so_on_every_picture(sitting):
    sitting.lobby().act(Act.REHEARSE)
    for view in projectable_views(sitting.stage(), None):
        sitting.room.project(sitting.code, sitting.secret, view)
        shown = projector_view(sitting.room, sitting.stage()).html
        assert "votes inventés" in re.sub("<[^>]+>", "", shown), view


@each("form", Form)
def test_no_picture_uses_the_words_of_specialists_whatever_they_come_from(room, monkeypatch, form):
    """Messages, names of the case, words of its files: all that is drawn, on the case of the room.

    A picture has no fold.
    """
    monkeypatch.setenv(CASE_VARIABLE, str(NORMANDIE))
    ballots = [
        [100, 40, 20],
        [30, 100, 60],
        [10, 50, 100],
        [100, 90, 0],
        [20, 100, 80],
        [100, 0, 9],
    ]
    pages = every_page(new_sitting(room, form), ballots, arrived=8)
    assert len(pages) > 10
    assert {
        name: found for name, page in pages.items() if (found := forbidden_in(plain_words(page)))
    } == {}


@each("percents", range(1, 100))
def test_a_whole_percent_has_no_decimals_however_it_was_computed(percents):
    for share in (percents / 100, percents * 0.01, 1 - (100 - percents) / 100):
        assert written_range(0.0, share, share).span == f"au plus {percents}\u00a0%"
    beyond = percents / 100 + 0.004
    assert "," in written_range(beyond, 1.0, beyond).span


def test_a_vote_has_one_name_on_the_projector_and_elsewhere():
    for number in range(1, 9):
        assert round_title(number).lower() == vote_name(number).lower()

"""The frame of a projected picture: names that turn nothing, a foot, a rehearsal that says so."""

import re
from datetime import UTC, datetime

from prioritisation.drawing.projected.frame import Foot, framed_picture, isolated, units
from prioritisation.drawing.projector import projectable_views, projector_view, thumbnail
from prioritisation.meeting.rules import Act

PHONES = "http://192.0.2.7:8501"


def test_a_name_from_right_to_left_is_held_apart_and_no_other_is():
    assert isolated("Mieux produire") == "Mieux produire"
    assert isolated("طاقة") == "\u2068طاقة\u2069"


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

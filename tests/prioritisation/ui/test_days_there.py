"""Days of a meeting are those of where it is: in a list, and until when it is kept."""

import datetime as dt
import re
from zoneinfo import ZoneInfo

import pytest

from prioritisation.meeting.room import Room
from prioritisation.meeting.rules import Role
from prioritisation.meeting.store import open_store
from prioritisation.ui.meeting import entrance, managing
from prioritisation.ui.visit import visit
from tests.criteria.breakages import replace
from tests.each import each
from tests.prioritisation.wording.update import ROOT
from tests.sampled import part
from tests.sitting import Sitting

NIGHT, MORNING = (dt.datetime(2026, 2, 1, hour, 30, tzinfo=dt.UTC) for hour in (22, 3))
ZONES = {
    "Pacific/Noumea": (("02/02/2026", "02/02/2027"), ("01/02/2026", "01/02/2027")),
    "America/Martinique": (("01/02/2026", "01/02/2027"), ("31/01/2026", "31/01/2027")),
    "": (("01/02/2026", "01/02/2027"), ("01/02/2026", "01/02/2027")),
}
"""Zone -> the day a meeting is created and the day to erase it by: at night, then in the morning
of universal time."""


def shown(monkeypatch, module, draw):
    """What a function shows by itself, in plain words."""
    told = []
    with monkeypatch.context() as patched:
        patched.setattr(module.st, "html", told.append)
        draw()
    return re.sub("<[^>]+>", " ", " ".join(told))


@pytest.mark.parametrize("moment", [NIGHT, MORNING])
@pytest.mark.sampled
@pytest.mark.parametrize("zone", part(ZONES, 0, 3))
def test_the_list_and_the_day_to_erase_are_those_of_the_meeting(
    tmp_path, folder, zone, moment, monkeypatch
):
    if zone:
        replace("case.toml", "updated = ", f'timezone = "{zone}"\nupdated = ')(folder)
    store = open_store(f"sqlite:///{tmp_path}/seances.db", now=lambda: moment)
    try:
        made = Sitting(Room(store), folder=folder)
        created, erased = ZONES[zone][moment == MORNING]
        monkeypatch.setattr(entrance.st, "button", lambda *_, **__: False)
        listed = shown(monkeypatch, entrance, lambda: entrance.meeting_list(made.room))
        assert created in listed
        found = visit.Visit(made.room, made.code, made.secret, Role.FACILITATOR, made.stage())
        text = managing.erasure_day_text(found.stage.erase_by, found.stage.case.timezone)
        assert erased in text
    finally:
        store.close()


@each("zone", ["Pacific/Noumea", "America/Martinique", "Europe/Paris"])
@each("hour", range(0, 24, 3))
def test_a_day_is_over_once_it_is_over_there(zone, hour, monkeypatch):
    now = dt.datetime(2027, 2, 1, hour, 30, tzinfo=dt.UTC)

    class Clock(dt.datetime):
        @classmethod
        def now(cls, tz=None):
            return now.astimezone(tz)

    monkeypatch.setattr(visit.dt, "datetime", Clock)
    there = now.astimezone(ZoneInfo(zone)).date()
    assert visit.is_over("2027-01-31", zone) == (there > dt.date(2027, 1, 31))
    assert visit.is_over("2027-02-01", zone) == (there > dt.date(2027, 2, 1))


def test_no_day_is_taken_from_universal_time():
    """A day is somewhere: where the case is, or where the server is."""
    universal = re.compile(
        r"UTC\)(?:\.isoformat\(\)|\.replace\([^)]*\))?\.date\(\)|utcnow|today\("
    )
    paths = (ROOT / "prioritisation").rglob("*.py")
    assert [str(p) for p in paths if universal.search(p.read_text("utf-8"))] == []

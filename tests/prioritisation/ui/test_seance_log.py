"""The log of a meeting: in French, where it is, with what scores were."""

import datetime as dt
import re
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from criteria.errors import InvalidCase
from criteria.load import load_case
from criteria.model import Status
from prioritisation.meeting.room import Room
from prioritisation.meeting.room.case_edits import ScoreEdit
from prioritisation.meeting.room.rationale import RESTORED, RETIRED, paper_change
from prioritisation.meeting.rules import Act, Form, Role
from prioritisation.meeting.rules.decision import (
    Decision,
    Step,
    to_json,
    with_motives,
    with_nobody_objecting,
    with_proposal,
)
from prioritisation.meeting.store import open_store
from prioritisation.ui.meeting import entrance, logbook, managing
from prioritisation.ui.visit import visit
from prioritisation.ui.visit.visit import Visit
from tests.conftest import NORMANDIE
from tests.criteria.breakages import replace
from tests.each import each
from tests.prioritisation.wording.update import ROOT
from tests.sampled import part
from tests.sitting import Sitting
from tests.thresholds import facts_of

LATE = dt.datetime(2026, 2, 1, 22, 30, tzinfo=dt.UTC)
ZONES = {
    "Indian/Reunion": ("02/02/2026 à 02:30", "La Réunion"),
    "": ("01/02/2026 à 23:30", "France"),
}


@pytest.fixture
def at_night(tmp_path):
    store = open_store(f"sqlite:///{tmp_path}/seances.db", now=lambda: LATE)
    yield Room(store)
    store.close()


def log_of(made, monkeypatch):
    told = []
    found = Visit(made.room, made.code, made.secret, Role.FACILITATOR, made.stage())
    with monkeypatch.context() as patched:
        patched.setattr(logbook.st, "html", told.append)
        logbook.log(found)
    return re.sub(r"\s+", " ", re.sub("<[^>]+>", " ", " ".join(told)).replace("\u00a0", " "))


def set_in(folder, zone):
    if zone:
        replace("case.toml", "updated = ", f'timezone = "{zone}"\nupdated = ')(folder)


@pytest.mark.parametrize("zone", ZONES)
def test_days_and_hours_are_those_of_the_territory(at_night, folder, zone, monkeypatch):
    set_in(folder, zone)
    made = Sitting(at_night, folder=folder).open()
    made.vote(6)
    made.reveal()
    moment, place = ZONES[zone]
    told = log_of(made, monkeypatch)
    assert f"Quand (heure : {place})" in told
    assert told.count(moment) == len(at_night.audit(made.code, made.secret))
    assert "UTC" not in told
    facts = facts_of(at_night.rationale(made.code, made.secret))
    day = dt.datetime.strptime(moment[:10], "%d/%m/%Y").date()  # noqa: DTZ007 (a day)
    assert (facts.date, facts.rounds[0].opened, facts.rounds[0].closed) == (day,) * 3


def test_a_score_written_tells_what_it_was_and_what_it_is(at_night, monkeypatch):
    made = Sitting(at_night, Form.FULL).lobby().act(Act.START_REVIEW)
    for word in ("plutot_favorable", "fortement_mobilise", None):
        status = Status.OPINION if word else Status.UNKNOWN
        source = "deck" if word else ""
        edit = ScoreEdit(
            "mieux_se_loger", "partner_ecosystem", word, word, status, source, "entendu"
        )
        at_night.edit_score(made.code, made.secret, edit)
    told = log_of(made, monkeypatch)
    cell = "Mieux se loger, Écosystème partenarial :"
    words = " ; source : deck ; raison : entendu"
    assert f"{cell} note manquante → « plutôt favorable »{words}" in told
    assert f"{cell} « plutôt favorable » → « déjà fortement mobilisé »{words}" in told
    assert f"{cell} « déjà fortement mobilisé » → note manquante ; raison : entendu" in told


def test_rounds_are_numbered_and_those_of_a_rehearsal_are_not_counted(at_night, monkeypatch):
    made = Sitting(at_night).lobby().act(Act.REHEARSE).open()
    made.vote(5)
    made.reveal()
    made.act(Act.END_REHEARSAL)
    for end in (Act.REVEAL, Act.VOID_ROUND, Act.REVEAL):
        made.open().vote(5)
        made.act(end, reason="x")
    told = log_of(made, monkeypatch)
    rounds = re.findall(r"(Ouvrir|Fermer|Annuler) [^()]*\((premier|second|3e) vote\)", told)
    assert rounds == [
        *(("Ouvrir", "premier"), ("Fermer", "premier")),
        *(
            ("Ouvrir", "premier"),
            ("Fermer", "premier"),
            ("Ouvrir", "second"),
            ("Annuler", "second"),
        ),
        *(("Ouvrir", "3e"), ("Fermer", "3e")),
    ]


def test_a_decision_names_what_was_written_and_which_levers_came_for_which(at_night, monkeypatch):
    made = Sitting(at_night).open()
    made.vote(6)
    made.reveal()
    made.act(Act.START_ANALYSIS).act(Act.START_DECISION)
    first = ("mieux_produire",)
    decision = with_motives(Decision(proposed=first), first, "Parce que.")
    for version, written in enumerate(
        (
            with_nobody_objecting(decision, first, nobody=True),
            with_proposal(
                with_nobody_objecting(decision, first, nobody=True), ("mieux_se_loger",)
            ),
        )
    ):
        at_night.write_text(made.code, made.secret, "decision", to_json(written), version)
        if not version:
            told = log_of(made, monkeypatch)
            named = "Leviers proposés aucun → « Mieux produire », Objections, Motifs du groupe"
            assert f"décision, version 1 : {named} " in told
    told = log_of(made, monkeypatch)
    assert "Leviers proposés « Mieux produire » → « Mieux se loger »" in told
    assert "réponse du groupe donnée pour d’autres leviers, plus en vigueur" in told
    assert "Avis minoritaire" not in told


def test_a_zone_that_is_none_of_france_is_refused_by_name(folder):
    set_in(folder, "Paris")
    with pytest.raises(InvalidCase) as error:
        load_case(folder)
    assert [(p.kind, p.column) for p in error.value.problems] == [("not_allowed", "timezone")]
    assert load_case(NORMANDIE).timezone == "Europe/Paris"


# A line of the log names what a version of the decision changed.


def parts_of(before, after):
    old = to_json(before) if before else ""
    return paper_change(1, old, to_json(after)).parts


WRITTEN = st.fixed_dictionaries(
    {
        "proposed": st.sampled_from(((), ("a",), ("b",))),
        "body": st.sampled_from(("", "x")),
        "motives": st.sampled_from(("", "y")),
        "minority": st.sampled_from(("", "z")),
        "no_objection": st.booleans(),
        "steps": st.sampled_from(((), (Step(action="s"),))),
    }
)


@given(WRITTEN)
def test_the_first_version_names_what_was_written_and_nothing_else(fields):
    """A version is the whole text: what nobody wrote is in it, empty."""
    named = {name for name, value in fields.items() if value}
    assert set(parts_of(None, Decision(**fields))) == named


def test_an_answer_no_more_in_force_is_told_and_that_it_is_again():
    first = with_nobody_objecting(Decision(proposed=("a",)), ("a",), nobody=True)
    second = with_proposal(first, ("b",))
    third = with_proposal(second, ())
    assert RETIRED in parts_of(first, second)
    assert not {RETIRED, RESTORED} & set(parts_of(second, third))
    assert RESTORED in parts_of(third, with_proposal(third, ("a",)))
    again = with_nobody_objecting(second, ("b",), nobody=True)
    assert parts_of(second, again) == ("no_objection",)


# Days of a meeting are those of where it is: in a list, and until when it is kept.

NIGHT, MORNING = (dt.datetime(2026, 2, 1, hour, 30, tzinfo=dt.UTC) for hour in (22, 3))
DAYS_THERE_ZONES = {
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
@pytest.mark.parametrize("zone", part(DAYS_THERE_ZONES, 0, 3))
def test_the_list_and_the_day_to_erase_are_those_of_the_meeting(
    tmp_path, folder, zone, moment, monkeypatch
):
    if zone:
        replace("case.toml", "updated = ", f'timezone = "{zone}"\nupdated = ')(folder)
    store = open_store(f"sqlite:///{tmp_path}/seances.db", now=lambda: moment)
    try:
        made = Sitting(Room(store), folder=folder)
        created, erased = DAYS_THERE_ZONES[zone][moment == MORNING]
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

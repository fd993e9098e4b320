"""Minutes of any territory: made, found again, and without a word of another group."""

import datetime as dt
import re
from dataclasses import fields, is_dataclass

from criteria.load import case_from_files
from prioritisation.analysis.scenario import starting_scenario
from prioritisation.cases.region import region_files, territories
from prioritisation.documents.writing.note import note_of
from prioritisation.meeting.rules import Role
from prioritisation.record.making import record_of
from prioritisation.record.model import text_of
from prioritisation.record.opening import opened_case
from prioritisation.record.replaying import replay
from tests.each import each
from tests.thresholds import MeetingFacts

DAY = dt.date(2026, 11, 28)
NORMAN = re.compile(r"normand|diapo|crefop|3nc|\becte\b|préfecture", re.IGNORECASE)


def words(part):
    """Every text of a note."""
    if isinstance(part, str):
        yield part
    elif isinstance(part, tuple | list):
        for one in part:
            yield from words(one)
    elif is_dataclass(part):
        for field in fields(part):
            yield from words(getattr(part, field.name))


@each("territory", territories(), ids=lambda t: t.id)
def test_a_territory_is_ranked_written_and_opened_again(territory):
    files = region_files(territory, territory.group, DAY)
    case = case_from_files(files)
    facts = MeetingFacts(
        case,
        starting_scenario(case),
        "Essai",
        "Sur quoi ?",
        DAY,
        chosen_by=Role.LEAD,
        files=files,
    )
    record = record_of(facts)
    assert replay(record).identical
    text = "\n".join(words(note_of(record)))
    assert "n’engagent en rien l’État" in text
    assert ("pas ouvert dans le simulateur" in text) is (not territory.is_open)
    if territory.name != "Normandie":
        assert NORMAN.findall(text) == []
    again = opened_case(text_of(record).encode()).files
    assert {name for name in files if again[name] != files[name]} == {"case.toml"}

"""A case that is taken along comes back whole: each file that holds it, whatever people wrote."""

import datetime as dt
from dataclasses import fields

from hypothesis import Phase, given, settings

from criteria.load import case_from_files
from criteria.model import Direction
from prioritisation.analysis.scenario import starting_scenario
from prioritisation.cases.folder import files_of, packed_files
from prioritisation.cases.units import units_of
from prioritisation.imports.making.over import comparison
from prioritisation.imports.model import FileAnswers
from prioritisation.imports.process.whole import whole_reading
from prioritisation.imports.process.wire import reading_from_json
from prioritisation.meeting.rules import Role
from prioritisation.record.making import record_of
from prioritisation.record.model import text_of
from tests.prioritisation.cases.drawn import case_files
from tests.reading_back import differences
from tests.thresholds import MeetingFacts

DAY = dt.date(2026, 2, 1)
USUAL = settings().max_examples


def some(share):
    """A share of the usual examples: these take long, and say as much about a case each."""
    return settings(max_examples=USUAL // share, phases=[Phase.explicit, Phase.generate])


def says(files):
    """All that a case says, field by field; its day is that of the meeting, if that is later."""
    case = case_from_files(files)
    return {f.name: getattr(case, f.name) for f in fields(case) if f.name != "updated"}


def check(files, name, content):
    """What is read of a file is the case, and so is what is said of it on the way."""
    reading = reading_from_json(whole_reading(name, content, FileAnswers()))
    assert says(reading.files) == says(files)
    case = case_from_files(files)
    assert differences(case, reading) == []
    assert (reading.problems, reading.questions, reading.left_out) == ((), (), ())
    table = case.tables[case.default_combination]
    pairs = [(lever, criterion) for lever in case.levers for criterion in case.criteria]
    for (lever, criterion), read in zip(pairs, reading.scores, strict=True):
        score = table.score(lever.id, criterion.id)
        source = case.sources[score.source].title if score.source else ""
        assert (read.status, read.source) == (score.status.value, source)
    assert [direction(c.direction) for c in case.criteria] == [
        c.direction for c in reading.criteria
    ]
    return case, reading


def direction(stated: Direction):
    return stated.default.value if stated.status.value == "confirmé" else ""


@given(case_files())
@some(2)
def test_the_archive_of_a_dossier_and_over_that_dossier_nothing_changes(files):
    case, reading = check(files, "dossier.zip", packed_files(files_of(units_of(files))))
    assert case_from_files(reading.files).updated == case.updated
    compared = comparison(case, units_of(files), reading)
    assert (compared.changes, compared.forgotten, compared.problems) == ((), (), ())
    assert (compared.new_levers, compared.new_criteria) == ((), ())


@given(case_files())
@some(6)
def test_a_folder_as_people_pack_it(files):
    check(files, "envoi.zip", packed_files({f"dossier/{n}": text for n, text in files.items()}))


def recorded(files):
    """A record of somebody's scenario; marks before a text are none of those of a meeting."""
    case = case_from_files(files)
    kept = {name: text.removeprefix("\ufeff") for name, text in files.items()}
    start = starting_scenario(case)
    return record_of(
        MeetingFacts(case, start, "Séance", "?", DAY, chosen_by=Role.LEAD, files=kept)
    )


@given(case_files())
@some(6)
def test_the_proof_file(files):
    check(files, "preuve.json", text_of(recorded(files)).encode())

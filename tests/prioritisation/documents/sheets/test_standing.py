"""A printed sheet of a meeting says its day, that nothing is decided, which scores it is of."""

import datetime as dt

from prioritisation.documents.sheets.content import ballot_sheet, help_sheet, invitation_sheet
from prioritisation.wording.moments import local_moment
from prioritisation.wording.numbers import long_date


def footers(stage):
    sheets = (ballot_sheet(stage), invitation_sheet(stage, "http://ici", ["abc"]))
    return [sheet["footer"].replace("\u00a0", " ") for sheet in sheets]


def test_it_says_its_day_and_that_nothing_is_decided(sitting):
    stage = sitting().stage()
    day = long_date(local_moment(stage.clock().isoformat(), stage.case.timezone).date())
    for footer in footers(stage):
        assert f"Feuille du {day} : rien n’est décidé." in footer


def test_it_says_the_fingerprint_of_the_scores_once_they_are_frozen(sitting):
    here = sitting()
    frozen = here.open().stage()
    assert frozen.meeting.frozen
    for footer in footers(frozen):
        assert f"Empreinte des notes arrêtées : {frozen.meeting.frozen[:16]}." in footer


def test_the_help_is_of_no_day():
    assert str(dt.date.today().year) not in help_sheet()["footer"]  # noqa: DTZ011 (a year)

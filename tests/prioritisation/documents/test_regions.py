"""All 18 territories: made, ranked, voted on, decided, exported, their record computed again."""

import io
import re
import zipfile

import pytest

from prioritisation.analysis.scenario import analyse, starting_scenario
from prioritisation.cases.region import region_files, territories
from prioritisation.documents.kinds import Document, name_and_content
from prioritisation.documents.making import content_of, recorded_note
from prioritisation.meeting.room import Room
from prioritisation.meeting.rules import Act, Form
from prioritisation.meeting.store import open_store
from prioritisation.settings import current_day, robustness_thresholds
from tests.sampled import part
from tests.shelving import Shelved
from tests.sitting import Sitting
from tests.thresholds import facts_of

pytestmark = pytest.mark.sampled

TERRITORIES = territories()
FULLY = {"Bretagne", "Corse", "Guyane"}
"""Where every kind of document is made: all readings, some rows unmapped, the fewest rows."""


@pytest.fixture(scope="module", params=part(TERRITORIES, 0, 9), ids=lambda place: place.region)
def region(request, tmp_path_factory):
    """A territory, its dossier, and a meeting on it that voted and decided."""
    store = open_store(f"sqlite:///{tmp_path_factory.mktemp('region') / 'seances.db'}")
    room, place = Room(store), request.param
    files = region_files(place, place.group, current_day(None))
    shelved = Shelved(room, place.name, files=files)
    sitting = Sitting(room, Form.FULL, title="Par où commencer", about=shelved.meeting())
    sitting.lobby().act(Act.START_REVIEW).open().vote(7, reason="la raison")
    sitting.reveal()
    for act in (Act.START_ANALYSIS, Act.START_PORTFOLIO, Act.START_DECISION):
        sitting.act(act)
    yield place, shelved, sitting
    store.close()


@pytest.fixture(scope="module")
def noted(region):
    _, _, sitting = region
    return recorded_note(facts_of(sitting.room.rationale(sitting.code, sitting.secret)))


def test_a_region_is_ranked_and_what_nobody_knows_stays_unknown(region):
    place, shelved, _ = region
    case = shelved.shelf.open(shelved.key, shelved.secret).case
    analysis = analyse(case, starting_scenario(case), robustness_thresholds())
    assert len(analysis.ranking.best) == len(case.levers)
    for table in case.tables.values():
        known = {score.criterion for score in table.scores.values() if not score.unknown}
        assert known == {"ghg_impact"}, place.region
        assert all(score.reason for score in table.scores.values() if score.unknown)


def test_its_documents_are_made_and_say_nothing_of_another_region(region, noted):
    place, *_ = region
    for document in Document if place.region in FULLY else (Document.JSON, Document.DOCX):
        name, content = name_and_content(content_of(noted, document))
        assert len(content) > 100, name
        if place.region != "Normandie":
            texts = "".join(texts_of(name, content))
            assert not re.search("[Nn]orman|CREFOP|3NC|diapos? [0-9]", texts), name


def texts_of(name, content):
    """The texts of a file, those of the files in it included."""
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            for inner in packed.namelist():
                yield from texts_of(inner, packed.read(inner))
    elif name.endswith((".json", ".csv", ".txt", ".svg", ".xml")):
        yield content.decode("utf-8-sig")

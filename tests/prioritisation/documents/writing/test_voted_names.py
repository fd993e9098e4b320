"""Documents speak the names of the vote, and say once what the case calls each."""

import re
import zipfile
from html import unescape
from io import BytesIO

import pytest
from PIL import Image

from criteria.load import load_case
from prioritisation.analysis.scenario import starting_scenario
from prioritisation.documents.kinds import Document
from prioritisation.documents.making import document_file, recorded_note
from prioritisation.documents.writing.note import note_of
from prioritisation.record.model import text_of
from tests.cases.present import present
from tests.conftest import NORMANDIE
from tests.each import each
from tests.prioritisation.documents.writing.office import text
from tests.prioritisation.documents.writing.recorded import DAY, sample
from tests.thresholds import facts_alone

VOTED = {
    "Baisse des émissions": "Impact GES",
    "Partenaires mobilisés": "Écosystème partenarial",
    "Peu de fiches action": "Couverture existante",
}
"""On the ballot of the Normandie case, and in the case."""
READINGS = {
    "Émissions comptées": "Périmètre GES",
    "fret dans Mieux se déplacer": "groupes normands",
    "fret seul dans Mieux produire": "groupes normands, fret dans Mieux produire",
    "chaque fiche pour un levier": "premier levier",
}
FOR_PROGRAMS = {Document.JSON, Document.CSV}


def bare(words):
    """Without spaces, which lines and pages change."""
    return "".join(words.split())


def strings(content):
    """What an office file says."""
    with zipfile.ZipFile(BytesIO(content)) as packed:
        parts = [packed.read(n).decode() for n in packed.namelist() if n.endswith(".xml")]
    return "".join(map(without_tags, parts))


def without_tags(content):
    return unescape(re.sub("<[^>]*>", "", content))


def described(content):
    return "".join(Image.open(BytesIO(content)).text.values())


READERS = {
    "pdf": lambda content: "".join(text(content, "-raw")),
    "png": described,
    "csv": lambda content: content.decode("utf-8-sig"),
}


def words_of(note, document):
    """What is written in a document."""
    name, content = document_file(note, document)
    return bare(READERS.get(name.rsplit(".")[-1], strings)(content))


@pytest.mark.usefixtures("office")
@each("document", sorted({*Document} - FOR_PROGRAMS))
def test_each_document_has_the_names_of_the_ballot_and_each_official_one(document):
    words = words_of(note_of(present()), document)
    for voted, official in VOTED.items():
        both = bare(f"{voted} (nom officiel : {official})")
        assert words.count(bare(voted)) > words.count(both) or document is Document.PNG
        assert both in words
        assert bare(official) not in words.replace(both, "")


def test_the_annex_gives_the_official_name_of_each_way_of_counting():
    note = note_of(present())
    (section,) = [s for s in note.annex if s.title.startswith("Façons de compter")]
    words = bare("".join(getattr(block, "text", "") for block in section.blocks))
    for voted, official in READINGS.items():
        assert bare(f"{voted} (nom officiel : {official})").lower() in words.lower()
    assert bare("d’abord. Chaque fiche pour un levier (nom officiel") in words


def test_the_record_keeps_the_names_of_the_case():
    labels = {c.label for c in present().case.criteria}
    assert labels == set(VOTED.values())
    assert note_of(present()).record == text_of(present())


def test_a_record_whose_files_tell_no_other_name_speaks_its_own():
    note = note_of(sample("clear"))
    assert [c.label for c in note.board.columns] == [*VOTED.values()]
    assert "nom officiel" not in words_of(note, Document.DOCX)


def test_a_trial_of_one_person_speaks_the_names_of_the_pages():
    case = load_case(NORMANDIE)
    facts = facts_alone(case, starting_scenario(case), DAY)
    note = recorded_note(facts).note
    assert [c.label for c in note.board.columns] == [*VOTED]

import re
import zipfile
from io import BytesIO

import pytest
from hypothesis import given, settings

from prioritisation.documents.kinds import Document, download_name
from prioritisation.documents.writing.archive import archive
from prioritisation.documents.writing.note import note_of
from prioritisation.documents.writing.stamp import stamp_text
from prioritisation.record.making import record_of
from prioritisation.record.model import record_from
from tests.prioritisation.documents.writing.recorded import note, sample
from tests.prioritisation.record.drawn import facts, read_as_it_is
from tests.prioritisation.wording.update import catalogue


@pytest.mark.slow
def test_every_document_is_there_and_the_sheet_says_what_it_is():
    with zipfile.ZipFile(BytesIO(archive(note("contested")))) as error:
        names = error.namelist()
        assert names[0] == "LISEZMOI.txt"
        assert {"note.pdf", "note.docx", "diapositives.pptx", "classeur.xlsx", "tableaux.ods"} <= {
            *names
        }
        assert {"csv/classement.csv", "csv/donnees-ouvertes/notes.csv"} <= {*names}
        assert {"images/classement.svg", "images/carte-des-poids.png"} <= {*names}
        text = error.read("LISEZMOI.txt").decode("utf-8-sig")
        assert all(name in text for name in names[1:])
        assert text.splitlines()[1] == stamp_text(note("contested"), whole=True)
        assert "python -m prioritisation replay fichier-de-preuve.json" in text
        assert record_from(error.read("fichier-de-preuve.json")) == sample("contested")
        assert {info.date_time[:3] for info in error.infolist()} == {(2026, 12, 5)}
        assert all(error.read(name) for name in names)


@pytest.mark.slow
@settings(max_examples=6)
@given(facts())
def test_any_analysis_has_every_document(found):
    record = record_of(found)
    with zipfile.ZipFile(BytesIO(archive(note_of(record)))) as made:
        names = set(made.namelist())
        assert {
            "note.pdf",
            "note.docx",
            "diapositives.pptx",
            "classeur.xlsx",
            "tableaux.ods",
        } <= names
        assert all(made.read(name) for name in names)
        assert read_as_it_is(made.read("fichier-de-preuve.json")) == record


def test_the_proof_file_has_one_name_alone_in_the_archive_and_in_every_sentence():
    name = "fichier-de-preuve"
    made = note("clear")
    alone = download_name(Document.JSON, "decision")
    assert alone.startswith(f"{name}-")
    with zipfile.ZipFile(BytesIO(archive(made))) as packed:
        assert f"{name}.json" in packed.namelist()
        text = packed.read("LISEZMOI.txt").decode("utf-8-sig")
    files = {*re.findall(r"(?<![\w.-])[\w-]+\.json", text)}
    files |= {*re.findall(r"(?<![\w.-])[\w-]+\.json", " ".join(line for _, line in made.trace))}
    assert files == {f"{name}.json"}
    french = [str(message.string) for message in catalogue() if message.id]
    assert [one for one in french if "decision.json" in one or "releve" in one] == []

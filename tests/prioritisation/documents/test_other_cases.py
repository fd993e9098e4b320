"""Documents of meetings on cases that are nothing like Normandie; their record, computed again."""

import io
import json
import re
import tomllib
import zipfile

import pytest

from prioritisation.documents.kinds import Document, name_and_content
from prioritisation.documents.making import content_of, preview_of, recorded_note
from prioritisation.documents.writing.content import Bullets, Paragraph
from prioritisation.meeting.room import Room
from prioritisation.meeting.rules import Act
from prioritisation.meeting.rules.decision import Decision, Objection, Outcome, Step, to_json
from prioritisation.meeting.store import open_store
from prioritisation.record.making import sealed
from prioritisation.record.replaying import replay
from tests.each import each
from tests.other_cases import OTHERS, foreign_words, voted_sitting
from tests.prioritisation.documents.writing import recorded as recorded_preview
from tests.sampled import part
from tests.thresholds import facts_of

pytestmark = pytest.mark.sampled

TEXTS = {"csv", "svg", "txt", "json", "xml"}


@pytest.fixture(scope="module", params=part(OTHERS, 0, 3))
def recorded(request, tmp_path_factory):
    """The note of a meeting that voted, discussed and decided."""
    folder = tmp_path_factory.mktemp("other")
    store = open_store(f"sqlite:///{folder / 'seances.db'}")
    sitting = voted_sitting(Room(store), OTHERS[request.param](folder / "case"))
    for act in (Act.START_ANALYSIS, Act.START_PORTFOLIO, Act.START_DECISION):
        sitting.act(act)
    first = sitting.stage().case.levers[0].id
    written = to_json(_decision(first))
    sitting.room.write_text(sitting.code, sitting.secret, "decision", written, 0)
    made = recorded_note(facts_of(sitting.room.rationale(sitting.code, sitting.secret)))
    store.close()
    return made


def _decision(lever):
    kept = Objection(text="On ne sait pas tout.", answer="On verra.", outcome=Outcome.KEPT)
    return Decision(
        proposed=(lever,),
        body="le conseil",
        objections=(kept,),
        motives="Pour les raisons dites.",
        minority="Attendre.",
        steps=(Step(action="Demander les notes qui manquent"),),
    )


def parts_of(name, content):
    """The texts that a file holds, those of the files in it included."""
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            for inner in packed.namelist():
                yield from parts_of(inner, packed.read(inner))
    elif name.rsplit(".", 1)[-1] in TEXTS:
        yield re.sub(r"<[^>]*>", " ", content.decode("utf-8-sig"))


@each("document", Document)
def test_each_document_of_another_case_is_made_and_says_nothing_of_any_other(recorded, document):
    name, content = name_and_content(content_of(recorded, document))
    assert len(content) > 100
    texts = list(parts_of(name, content))
    assert bool(texts) is (document not in {Document.PDF, Document.PNG})
    assert [fault for words in texts for fault in foreign_words(words, read=False)] == []


def test_the_record_of_another_case_says_its_noun_and_one_that_says_another_is_told(recorded):
    record = recorded.record
    assert record.case.option == tomllib.loads(record.case.files["case.toml"])["words"]["option"]
    changed = record.case.model_copy(update={"option": "projet"})
    forged = sealed(record.model_copy(update={"case": changed}))
    assert "case.option" in {one.path for one in replay(forged).differences}


def test_the_question_of_the_case_stands_in_the_minutes_and_in_the_record(recorded):
    case = recorded.record.case
    assert case.choice == tomllib.loads(case.files["case.toml"]).get("choice", "")
    question = case.choice or f"Quel {case.option} d’abord ?"
    assert recorded.record.meeting.question.replace("\u00a0", " ") == question
    assert question in preview_of(recorded.record, recorded.note).replace("\u00a0", " ")
    forged = sealed(
        recorded.record.model_copy(update={"case": case.model_copy(update={"choice": "Où ?"})})
    )
    assert "case.choice" in {one.path for one in replay(forged).differences}


# What the page draws: every text of the note, its state, what is missing.


def previewed(record):
    return json.loads(preview_of(record, recorded_preview.note_of(record)))


@each("name", recorded_preview.NAMES)
def test_every_text_of_the_page_is_shown(name):
    note, preview = recorded_preview.note(name), previewed(recorded_preview.sample(name))["note"]
    whole = json.dumps(preview, ensure_ascii=False)
    assert note.page
    for section in note.page:
        for block in section.blocks:
            texts = [block.text] if isinstance(block, Paragraph) else []
            texts += block.items if isinstance(block, Bullets) else []
            for text in texts:
                assert json.dumps(text, ensure_ascii=False)[1:-1] in whole


def test_a_scenario_of_one_person_lacks_a_vote_and_texts():
    preview = previewed(recorded_preview.alone())
    assert preview["state"] == "project"
    assert not preview["decided"]
    assert dict(map(reversed, preview["missing"])).keys() == {
        "", "proposed", "motives", "objections", "steps",
    }  # fmt: skip

"""What the page draws: every text of the note, its state, what is missing."""

import base64
import json

from prioritisation.documents.making import preview_of
from prioritisation.documents.writing.content import Bullets, Paragraph
from tests.each import each
from tests.prioritisation.documents.writing import recorded


def previewed(record):
    return json.loads(preview_of(record, recorded.note_of(record)))


@each("name", recorded.NAMES)
def test_every_text_of_the_note_is_shown(name):
    note, preview = recorded.note(name), previewed(recorded.sample(name))["note"]
    whole = json.dumps(preview, ensure_ascii=False)
    for section in (*note.sections, *note.annex):
        for block in section.blocks:
            texts = [block.text] if isinstance(block, Paragraph) else []
            texts += block.items if isinstance(block, Bullets) else []
            for text in texts:
                assert json.dumps(text, ensure_ascii=False)[1:-1] in whole
    assert preview["trace"]


def test_pictures_are_there_with_their_text():
    blocks = [b for s in previewed(recorded.sample("clear"))["note"]["annex"] for b in s["blocks"]]
    picture, *_ = [b for b in blocks if b["kind"] == "picture"]
    assert base64.b64decode(picture["png"]).startswith(b"\x89PNG")
    assert picture["alt"].startswith("Barres")


def test_a_scenario_of_one_person_lacks_a_vote_and_texts():
    preview = previewed(recorded.alone())
    assert preview["state"] == "project"
    assert not preview["decided"]
    assert dict(map(reversed, preview["missing"])).keys() == {
        "",
        "proposed",
        "motives",
        "objections",
        "steps",
    }


def test_a_decision_says_so():
    preview = previewed(recorded.sample("clear"))
    assert (preview["state"], preview["decided"]) == ("decision", True)
    assert [place for _, place in preview["missing"] if place == ""] == []


def test_each_warning_without_an_answer_is_named_and_counts_for_one():
    sample = recorded.sample("undecidable")
    first, *others = sample.warnings
    silent = [warning.model_copy(update={"answer": " "}) for warning in others]
    copied = sample.model_copy(update={"warnings": (first, *silent)})
    rows = [text for text, place in previewed(copied)["missing"] if place == "warnings"]
    assert len(rows) == len(set(rows)) == len(silent) > 1


def test_hostile_texts_stay_texts():
    assert previewed(recorded.hostile())["note"]["title"]

"""The notes of the sample records, word for word."""

import json
import re

from prioritisation.documents.writing.note import note_of
from prioritisation.documents.writing.pdf import data_of
from prioritisation.record.model import text_of
from tests.cases.notes.make import HERE, of
from tests.cases.notes.make import text_of as told
from tests.each import each
from tests.prioritisation.documents.writing.recorded import NAMES, note, sample
from tests.reading import forbidden_in


@each("name", NAMES)
def test_a_note_is_written_as_kept(name):
    """``python -m tests.cases.notes.make`` writes them again, to be read before they are kept."""
    assert told(note(name)) == (HERE / f"{name}.txt").read_text("utf-8")


@each("name", NAMES)
def test_what_specialists_call_a_rule_stands_in_the_annex_alone(name):
    made = note(name)
    body = [line for s in (*made.sections, *made.slides) for b in s.blocks for line in of(b)]
    body += [*made.first, *(slide.message + slide.notes for slide in made.slides)]
    assert [(line, words) for line in body if (words := forbidden_in(line))] == []
    (computed,) = [s for s in made.annex if s.title == "Comment les points sont faits"]
    assert "(géométrique)" in "".join(computed.blocks[0].items)
    assert "géométrique" not in "".join(body)


@each("name", NAMES)
def test_french_is_typeset(name):
    data = data_of(note(name))
    whole = json.dumps(
        [data[k] for k in ("first", "sections", "annex", "wide", "narrow", "number")],
        ensure_ascii=False,
    )
    assert not re.findall(" [:?!%»]|« ", whole)


def test_sections_are_in_the_order_of_a_decision():
    titles = [section.title for section in note("clear").sections]
    assert [title[0] for title in titles] == list("12345678")
    assert titles[0] == "1. Décision"
    assert titles[-1] == "8. Annexes et signatures"


def test_the_record_is_carried_as_it_was_given():
    assert note("clear").record == text_of(sample("clear"))
    assert note_of(sample("clear"), "the file").record == "the file"
    assert note("clear").sha256 == sample("clear").sha256


def test_participants_are_told_by_college_where_they_may_be():
    lines = dict(note("clear").heading.lines)
    assert lines["Participants"].startswith("18 présents")
    assert "État et Région 5" in lines["Participants"]
    assert dict(note("contested").heading.lines)["Participants"] == "22 présents"


def test_a_project_a_rehearsal_and_a_scenario_say_what_they_are():
    assert note("contested").heading.status == "proposition"
    assert note("undecidable").heading.status == "projet"
    assert note("few").heading.status == "répétition"
    assert "inventés" in note("few").heading.mark
    lines = dict(note("alone").heading.lines)
    assert lines["Participants"] == "aucun, essai d’une seule personne"


def test_an_example_is_marked():
    assert note("clear").heading.mark.startswith("Exemple fictif")

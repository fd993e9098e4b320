import re

from prioritisation.documents.writing.content import Bullets, Table
from prioritisation.documents.writing.deck import GLANCE, slides_of
from prioritisation.documents.writing.note import note_of
from prioritisation.record.making import record_of
from tests.each import each
from tests.prioritisation.documents.writing.recorded import NAMES, few, note
from tests.prioritisation.sentences.everything import facts_of, made
from tests.prioritisation.sentences.made import small


@each("name", NAMES)
def test_messages_are_read_at_a_glance_and_notes_say_the_rest(name):
    slides = note(name).slides
    assert len(slides) == 3 + (name == "contested"), "objections have a slide of their own"
    assert all(len(slide.message) <= GLANCE for slide in slides)
    assert not [slide for slide in slides if slide.message.endswith((":", ";", ","))]
    assert slides[0].notes.startswith(note(name).first[0])
    assert note(name).first[-1] in slides[0].notes, "the ways to count that are in force"


TYPED = "Exemple fictif : rien de cela n’a été dit."


def sentences_of(slide):
    """Each sentence that a slide shows, its table and pictures aside, and what was typed twice."""
    items = [x for block in slide.blocks if isinstance(block, Bullets) for x in block.items]
    parts = [one for item in items for one in re.split(r"(?<=[.!?])\s", item)]
    return [slide.message, *(one for one in parts if len(one) > 20 and one != TYPED)]


def made_records():
    """Small cases with and without ballots, some of two levers."""
    for seed in range(8):
        case, scenario, ballots = made(seed)
        for few_ballots in [(), ballots]:
            yield record_of(facts_of(case, scenario, few_ballots))
    for one in (70, None, (10, 90)):
        analysis = small((80, 20, one), (40, 60, 30))
        yield record_of(facts_of(analysis.case, analysis.scenario, ()))


def test_no_slide_says_a_sentence_twice():
    notes = [*map(note, NAMES), *map(note_of, made_records())]
    for slide in [slide for one in notes for slide in one.slides]:
        told = sentences_of(slide)
        assert sorted(set(told)) == sorted(told)


@each("name", [*NAMES, "alone"])
def test_no_text_of_a_slide_repeats_its_title(name):
    for slide in note(name).slides:
        texts = [text for b in slide.blocks if isinstance(b, Bullets) for text in b.items]
        assert not [text for text in texts if text.startswith(slide.message)]
        assert not [text for text in texts if text[:1].islower() or text[:1] in ":;."]


def test_the_last_one_is_the_decision_with_its_next_steps():
    last = note("contested").slides[2]
    assert last.message.startswith("Le groupe propose")
    assert any(isinstance(block, Table) for block in last.blocks)


def test_without_figures_the_decision_is_alone():
    assert len(slides_of(few(), None, ())) == 1

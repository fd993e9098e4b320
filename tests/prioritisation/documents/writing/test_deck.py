import pytest

from prioritisation.documents.writing.content import Table
from prioritisation.documents.writing.deck import GLANCE, slides_of
from tests.prioritisation.documents.writing.recorded import NAMES, few, note


@pytest.mark.parametrize("name", NAMES)
def test_messages_are_read_at_a_glance_and_notes_say_the_rest(name):
    slides = note(name).slides
    assert len(slides) == 3 + (name == "contested"), "objections have a slide of their own"
    assert all(len(slide.message) <= GLANCE for slide in slides)
    assert not [slide for slide in slides if slide.message.endswith((":", ";", ","))]
    assert slides[0].notes.startswith(note(name).first[0])
    assert note(name).first[1] in slides[0].notes, "the ways to count that are in force"


def test_the_last_one_is_the_decision_with_its_next_steps():
    last = note("contested").slides[2]
    assert last.message.startswith("Le groupe propose")
    assert any(isinstance(block, Table) for block in last.blocks)


def test_without_figures_the_decision_is_alone():
    assert len(slides_of(few(), None, ())) == 1

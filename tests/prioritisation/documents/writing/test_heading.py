"""The head and the end of a note: nothing is said of who met that nobody typed."""

from prioritisation.documents.writing.heading import control_number, minutes_text
from prioritisation.documents.writing.note import note_of
from prioritisation.meeting.rules.decision import Decision, MinutesHeading
from prioritisation.record.model import Record
from prioritisation.record.replaying import replay
from prioritisation.sentences.decision import heading_names
from tests.each import each
from tests.prioritisation.documents.writing.recorded import NAMES, note, sample

BLANK = "…" * 12
TYPED = MinutesHeading(**{name: f"typed {name}" for name in MinutesHeading.model_fields})


def with_heading(heading) -> Record:
    """A sample in whose decision somebody typed a heading."""
    record = sample("clear")
    decision = record.decision.model_copy(update={"heading": heading})
    return record.model_copy(update={"decision": decision})


@each("name", NAMES)
def test_what_nobody_typed_is_blank_and_the_body_is_not_the_group_of_the_case(name):
    lines = dict(note(name).heading.lines)
    assert {lines[label] for label in heading_names().values()} == {BLANK}
    assert sample(name).case.group not in (
        note(name).heading.title,
        note(name).heading.organisation,
    )


def test_what_is_typed_is_there_each_in_its_line():
    heading = note_of(with_heading(TYPED)).heading
    lines = dict(heading.lines)
    assert {name: lines[label] for name, label in heading_names().items()} == TYPED.model_dump()
    assert heading.title == "Compte rendu de priorisation\u00a0: typed group"
    assert BLANK not in lines.values()


def test_one_person_s_scenario_has_no_line_of_a_meeting():
    assert [name for name, _ in note("alone").heading.lines] == [
        "Objet",
        "Participants",
        "Date",
    ]


@each("name", NAMES)
def test_every_annex_is_listed_and_a_meeting_signs(name):
    listed, signed = note(name).sections[-1].blocks
    assert all(section.title in listed.text for section in note(name).annex)
    assert signed.text.count(BLANK) == 2


@each("name", NAMES)
def test_the_number_is_that_of_the_record_everywhere(name):
    record, heading = sample(name), note(name).heading
    number = control_number(record.sha256)
    assert number.replace("\u00a0", "") == record.sha256[:16]
    assert [len(part) for part in number.split("\u00a0")] == [4, 4, 4, 4]
    copied = minutes_text(record, ["Le groupe propose."])
    assert number in heading.numbered
    assert number in copied
    assert record.sha256 in copied


def test_an_empty_heading_leaves_a_record_as_it_was():
    assert "heading" not in Decision().model_dump(mode="json")
    assert MinutesHeading.model_validate({}) == MinutesHeading()


def test_a_heading_is_part_of_what_the_number_witnesses():
    assert not replay(with_heading(TYPED)).genuine


@each("name", NAMES)
def test_how_weights_were_asked_for_is_printed(name):
    text = " ".join(getattr(b, "text", "") for b in note(name).sections[2].blocks)
    assert "Poids demandés ainsi\u00a0: " in text

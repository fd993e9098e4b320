from prioritisation.documents.writing.content import Paragraph, Table
from prioritisation.documents.writing.decision import (
    context_section,
    decision_section,
    decision_status,
    findings,
    paragraphs,
    proposal_line,
    steps_section,
    steps_table,
)
from prioritisation.meeting.rules.decision import Decision, State
from tests.prioritisation.documents.writing.recorded import alone, hostile, sample


def texts(section):
    return [b.text for b in section.blocks if isinstance(b, Paragraph)]


def test_the_decision_comes_first_with_its_reasons_and_its_vote():
    sentences = texts(decision_section(sample("contested"), None))
    assert sentences[0].startswith("Le groupe propose «\u00a0Mieux produire\u00a0»")
    assert any(text.startswith("Motifs\u00a0: Les deux camps") for text in sentences)
    assert any("12 pour" in text for text in sentences)
    assert sentences[-1] == "La décision est réexaminée le 1er juin 2027."


def test_a_project_says_what_it_lacks():
    assert decision_status(sample("undecidable")).state is State.PROJECT
    text = texts(decision_section(sample("undecidable"), None))
    assert proposal_line(sample("undecidable")) == text[0] == "Aucun levier n’est encore proposé."
    assert text[1].startswith("C’est un projet")


def test_nothing_is_written_in_the_place_of_people():
    assert "Contexte\u00a0: à écrire par le groupe." in texts(context_section(alone()))
    assert texts(steps_section(alone())) == ["Aucune suite n’est encore écrite."]
    assert steps_table(Decision()) is None


def test_criteria_not_counted_are_named():
    (said,) = [
        x for x in texts(context_section(hostile())) if x.startswith("Critères non comptés")
    ]
    assert all(one.label in said for one in hostile().case.set_aside)


def test_next_steps_are_a_table_and_blanks_are_said():
    table = next(b for b in steps_section(sample("undecidable")).blocks if isinstance(b, Table))
    assert table.rows[0][2] == "à préciser"


def test_a_score_to_find_is_named():
    assert findings(sample("contested")) == ("La couverture existante de Mieux produire",)


def test_paragraphs_are_lines_that_hold_something():
    assert paragraphs(" a \n\n b") == ("a", "b")

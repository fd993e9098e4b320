from itertools import chain

from prioritisation.documents.writing.content import Bullets, Paragraph
from prioritisation.documents.writing.decision import (
    decision_section,
    dissent_section,
    objections,
    warnings_of_the_case,
    warnings_of_the_vote,
)
from prioritisation.documents.writing.deck import slides_of
from prioritisation.documents.writing.subject import subject_of
from prioritisation.meeting.rules.decision import Decision, Objection, Outcome, with_proposal
from tests.cases.present import present
from tests.prioritisation.documents.writing.recorded import alone, sample


def plain(text):
    return text.replace("\u00a0", " ")


def test_warnings_have_their_answers_or_say_that_they_have_none():
    record = sample("undecidable")
    lines = list(map(plain, [*warnings_of_the_vote(record), *warnings_of_the_case(record)]))
    assert len(lines) == len(record.warnings)
    assert all("Réponse : Le groupe en tient compte" in text for text in lines)
    without = tuple(w.model_copy(update={"answer": " "}) for w in record.warnings)
    silent = record.model_copy(update={"warnings": without})
    for told in (warnings_of_the_vote, warnings_of_the_case):
        assert all(text.endswith("Sans réponse.") for text in told(silent))
    titles = [b.items for b in dissent_section(silent, None).blocks if isinstance(b, Bullets)]
    assert sum(text.endswith("Sans réponse.") for text in chain(*titles)) == len(lines)


def test_an_objection_keeps_its_answer_and_its_outcome():
    objection = Objection(text="Trop tôt.", answer="Oui.", outcome=Outcome.KEPT)
    record = alone().model_copy(update={"decision": Decision(objections=(objection,))})
    assert plain(objections(record)[0]) == "Trop tôt. Objection : maintenue. Réponse : Oui."


def test_an_objection_without_a_full_stop_is_given_one():
    for written, ended in (("Trop cher", "Trop cher."), ("Pourquoi ?", "Pourquoi ?")):
        objection = Objection(text=written, answer="Oui", outcome=Outcome.LIFTED)
        record = alone().model_copy(update={"decision": Decision(objections=(objection,))})
        assert plain(objections(record)[0]) == f"{ended} Objection : levée. Réponse : Oui."


def test_that_nobody_objected_is_not_that_nobody_asked():
    assert "personne n’a objecté" in objections(sample("clear"))[0]
    assert objections(alone()) == ("Rien n’est encore écrit des objections.",)


def test_what_was_written_for_other_levers_says_so_and_is_no_consent():
    """The note, in whichever part of it: of reasons, of the minority view, of objections."""
    record = sample("clear")
    first, second = [lever.id for lever in record.case.levers][:2]
    name = record.lever_labels[first]
    objection = Objection(text="Non", answer="Oui", outcome=Outcome.KEPT, raised_for=(first,))
    for_first = Decision(
        proposed=(first,), motives="Parce que.", minority="Attendre.", objections=(objection,)
    )
    note = record.model_copy(update={"decision": with_proposal(for_first, (second,))})
    assert plain(objections(note)[0]) == "Rien n’est encore écrit des objections."
    assert f"Ceci portait sur « {name} »." in plain(objections(note)[1])
    words = " ".join(
        plain(block.text)
        for section in (decision_section(note, None), dissent_section(note, None))
        for block in section.blocks
        if isinstance(block, Paragraph)
    )
    assert words.count(f"Ceci portait sur « {name} ».") == 2
    slides = plain(" ".join(slide.notes for slide in slides_of(note, None, ())))
    assert "Ceci portait sur" in slides
    assert "Rien n’est encore écrit des objections." in slides


def test_the_minority_is_heard():
    titles = [
        b.text
        for b in dissent_section(sample("contested"), None).blocks
        if isinstance(b, Paragraph)
    ]
    assert "Avis minoritaire" in titles
    assert any(text.startswith("Six membres") for text in titles)


def test_a_statement_that_figures_contradict_is_told_with_what_it_would_change():
    record = present()
    title, lines, *_ = dissent_section(record, subject_of(record)).blocks
    assert plain(title.text) == "Phrases que les chiffres contredisent : les deux restent"
    (line,) = lines.items
    assert "les chiffres disent le contraire" in line
    assert "avec les choix actuels, si la phrase disait juste" in line.lower()

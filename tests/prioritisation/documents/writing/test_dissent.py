from itertools import chain

from prioritisation.documents.writing.content import Bullets, Paragraph
from prioritisation.documents.writing.decision import (
    arguments,
    dissent_section,
    objections,
    warnings_of_the_case,
    warnings_of_the_vote,
)
from prioritisation.meeting.rules.decision import Decision, Objection, Outcome
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
    titles = [b.items for b in dissent_section(silent).blocks if isinstance(b, Bullets)]
    assert sum(text.endswith("Sans réponse.") for text in chain(*titles)) == len(lines)


def test_an_objection_keeps_its_answer_and_its_outcome():
    objection = Objection(text="Trop tôt.", answer="Oui.", outcome=Outcome.KEPT)
    record = alone().model_copy(update={"decision": Decision(objections=(objection,))})
    assert plain(objections(record)[0]) == "Trop tôt. Réponse : Oui (maintenue)."


def test_an_objection_without_a_full_stop_is_given_one():
    for written, ended in (("Trop cher", "Trop cher."), ("Pourquoi ?", "Pourquoi ?")):
        objection = Objection(text=written, answer="Oui", outcome=Outcome.LIFTED)
        record = alone().model_copy(update={"decision": Decision(objections=(objection,))})
        assert plain(objections(record)[0]) == f"{ended} Réponse : Oui (levée)."


def test_that_nobody_objected_is_not_that_nobody_asked():
    assert "personne n’a objecté" in objections(sample("clear"))[0]
    assert objections(alone()) == ("Rien n’est encore écrit des objections.",)


def test_the_minority_is_heard():
    titles = [
        b.text for b in dissent_section(sample("contested")).blocks if isinstance(b, Paragraph)
    ]
    assert "Avis minoritaire" in titles
    assert any(text.startswith("Six membres") for text in titles)


def test_arguments_keep_their_source():
    lines = list(map(plain, arguments(sample("contested"))))
    assert lines[0].startswith("Pour un deuxième levier : ")
    assert any(text.startswith("Contre un deuxième levier : ") for text in lines)
    assert all("GT ECTE, diapo 24" in text for text in lines)

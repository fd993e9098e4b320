"""What the vote says against the proposal is on the first two pages, before the annex."""

from io import BytesIO

import pytest
from docx import Document

from prioritisation.analysis.ballots.rules import rules
from prioritisation.analysis.warnings import IN_THE_CASE
from prioritisation.documents.writing.decision import warnings_of_the_case, warnings_of_the_vote
from prioritisation.documents.writing.errors import Differs
from prioritisation.documents.writing.note import note_of
from prioritisation.documents.writing.pdf import note_pdf
from prioritisation.documents.writing.subject import subject_of
from prioritisation.documents.writing.word import docx
from prioritisation.sentences.rules import unproposed_text
from tests.prioritisation.documents.writing.office import converted, text
from tests.prioritisation.documents.writing.recorded import NAMES, note, sample
from tests.prioritisation.record.made import put, resealed, tree_of
from tests.prioritisation.sentences.made import plain


def bare(words):
    """Without spaces, which lines and pages change."""
    return "".join(words.split())


def before_the_annex(name):
    """What each document tells before its annex."""
    document = Document(BytesIO(docx(note(name))))
    paragraphs = [p.text for p in document.paragraphs]
    yield bare("".join(paragraphs[: paragraphs.index("Annexe")]))
    yield bare("".join("".join(page.splitlines()[:-1]) for page in text(note_pdf(note(name)))[:2]))


@pytest.mark.usefixtures("office")
@pytest.mark.parametrize("name", NAMES)
def test_rules_camps_and_each_warning_of_the_vote_are_there_with_their_answers(name):
    record = sample(name)
    told = list(warnings_of_the_vote(record))
    of_the_vote = [w for w in record.warnings if w.kind not in IN_THE_CASE]
    assert len(told) == len(of_the_vote)
    assert all(w.answer in words for w, words in zip(of_the_vote, told, strict=True))
    assert len([*warnings_of_the_case(record)]) == len(record.warnings) - len(told)
    for document in before_the_annex(name):
        for words in told:
            assert bare(words) in document
        for w in record.warnings:
            assert document.count(bare(w.answer)) >= len(record.warnings)
        assert bare("Selon les places sur chaque vote") in document
        assert ("esvotesforment2groupes." in document) is (record.results.group.camps is not None)


def test_the_contested_sample_says_whom_each_way_to_count_its_votes_puts_first():
    (section,) = [s for s in note("contested").sections if s.title.startswith("5.")]
    words = plain(" ".join(section.blocks[1].items))
    assert (
        "Selon les places sur chaque vote et les duels gagnés, « Mieux se déplacer » est "
        "premier, comme avec les poids moyens du groupe." in words
    )
    assert (
        "Selon l’ordre le plus proche des votes, plusieurs ordres se valent : aucun n’est" in words
    )
    assert "vote du milieu : Mieux produire serait premier." in words
    assert "Aucun levier ne gagne tous ses duels." in words
    of_the_vote = {w.kind for w in sample("contested").warnings} - IN_THE_CASE
    assert of_the_vote == {"camps", "minority", "means", "pivotal_voter", "coding"}


def test_a_lever_first_by_a_rule_that_is_not_proposed_is_named():
    tree = tree_of("contested")
    tree["decision"]["proposed"] = ["mieux_produire"]
    (section,) = [s for s in note_of(resealed(tree)).sections if s.title.startswith("5.")]
    words = plain(" ".join(section.blocks[1].items))
    assert "Non proposé par le groupe : Mieux se déplacer." in words
    subject = subject_of(sample("contested"))
    counted = rules(subject.analysis.matrix, subject.ballots)
    assert unproposed_text(counted, frozenset(), subject.levers) == ""
    assert unproposed_text(counted, frozenset({0, 3}), subject.levers) == ""


def test_rules_that_are_not_those_of_the_ballots_are_no_document():
    tree = tree_of("contested")
    put(tree, "results.voting.borda.low[0]", 1.0)
    with pytest.raises(Differs):
        note_of(resealed(tree))


@pytest.mark.usefixtures("office")
def test_the_word_note_is_two_pages_and_its_annex(tmp_path):
    files = {f"{name}.docx": docx(note(name)) for name in NAMES}
    for path in converted(tmp_path, files, "pdf").values():
        assert text(path.read_bytes())[2].startswith("Annexe")

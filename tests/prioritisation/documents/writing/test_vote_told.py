"""What the vote says against the proposal is on the first two pages, before the annex."""

from io import BytesIO

import pytest
from docx import Document

from prioritisation.analysis.warnings import IN_THE_CASE
from prioritisation.documents.writing.content import Bullets
from prioritisation.documents.writing.decision import warnings_of_the_case, warnings_of_the_vote
from prioritisation.documents.writing.pdf import note_pdf
from prioritisation.documents.writing.word import docx
from tests.each import each
from tests.prioritisation.documents.writing.office import converted, text
from tests.prioritisation.documents.writing.recorded import NAMES, note, sample
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
@each("name", NAMES)
def test_duels_camps_and_each_warning_of_the_vote_are_there_with_their_answers(name):
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
        assert bare("tous ses duels") in document
        assert ("esvotesforment2groupes." in document) is (record.results.group.camps is not None)


def test_the_contested_sample_says_that_no_lever_wins_all_its_duels():
    (section,) = [s for s in note("contested").sections if s.title.startswith("5.")]
    words = plain(" ".join(i for b in section.blocks if isinstance(b, Bullets) for i in b.items))
    assert "aucun levier ne gagne tous ses duels." in words
    of_the_vote = {w.kind for w in sample("contested").warnings} - IN_THE_CASE
    assert of_the_vote == {"camps", "minority", "means", "pivotal_voter"}


@pytest.mark.usefixtures("office")
def test_the_word_note_is_two_pages_and_its_annex(tmp_path):
    files = {f"{name}.docx": docx(note(name)) for name in NAMES}
    for path in converted(tmp_path, files, "pdf").values():
        assert text(path.read_bytes())[2].startswith("Annexe")

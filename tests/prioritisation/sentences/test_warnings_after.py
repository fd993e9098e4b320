from prioritisation.analysis.warnings import IN_THE_CASE, WarningKind, WarningNote
from prioritisation.meeting.rules import Form
from prioritisation.sentences.warnings import (
    case_warning_advice,
    case_warning_sentence,
    case_warning_title,
    meeting_warning_advice,
    meeting_warning_sentence,
    meeting_warning_title,
)
from prioritisation.settings import current_case
from tests.each import each

CASE = current_case()
NBSP = "\u00a0"
WHAT = {
    WarningKind.MINORITY: ("mieux_produire",),
    WarningKind.ESSENTIAL_FIRST: ("partner_ecosystem", "mieux_produire"),
    WarningKind.SUDDEN: ("ghg_impact", "partner_ecosystem"),
}


def note(kind, n=3, of=12, share=0.5):
    return WarningNote(kind, kind, WHAT.get(kind, ()), n=n, of=of, share=share)


@each("kind", [k for k in WarningKind if k not in IN_THE_CASE])
@each("n", [1, 3])
def test_each_kind_is_said_in_french_with_what_to_do(kind, n):
    found = note(kind, n)
    for said in (
        meeting_warning_title(found),
        meeting_warning_sentence(found, CASE),
        meeting_warning_advice(found),
    ):
        assert said[0].isupper() or said[0].isdigit()
        assert "{" not in said
    assert meeting_warning_sentence(found, CASE).endswith(".")
    assert meeting_warning_advice(found).endswith(".")
    combination = CASE.default_combination
    assert case_warning_title(found, CASE) == meeting_warning_title(found)
    assert case_warning_sentence(found, CASE, combination) == meeting_warning_sentence(found, CASE)
    assert case_warning_advice(found, Form.FULL) == meeting_warning_advice(found)


def test_a_title_says_no_more_than_its_sentence():
    """Where another answer may be the same first lever, less sure, no title says another first."""
    about = [k for k in WarningKind if k not in IN_THE_CASE]
    answers = {k for k in about if "réponse" in meeting_warning_sentence(note(k), CASE)}
    assert answers == {k for k in about if "réponse" in meeting_warning_title(note(k)).lower()}
    assert len(answers) == 3


def test_no_sentence_names_a_voter_or_a_college():
    for kind in (WarningKind.PIVOTAL_VOTER, WarningKind.PIVOTAL_COLLEGE):
        assert "sur 12" in meeting_warning_sentence(note(kind), CASE)
        assert note(kind).what == ()


def test_what_cannot_be_known_is_said_with_what_is():
    assert "par qui, on ne le sait pas" in meeting_warning_sentence(
        note(WarningKind.RANKING_SEEN), CASE
    )
    assert "n’est pas demandé" in meeting_warning_sentence(note(WarningKind.MIXED), CASE)


def test_how_many_are_present_is_not_told_while_they_come_in():
    few = note(WarningKind.FEW_PRESENT, n=3, of=10)
    assert meeting_warning_sentence(few, CASE) == "Moins de 10 personnes ont rejoint la séance."

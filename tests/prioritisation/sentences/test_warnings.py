import pytest

from prioritisation.analysis.warnings import IN_THE_CASE, WarningKind, WarningNote
from prioritisation.meeting.rules import Form
from prioritisation.sentences.warnings import (
    case_warning_advice,
    case_warning_sentence,
    case_warning_title,
)
from prioritisation.settings import current_case
from tests.thresholds import case_warnings

CASE = current_case().keeping(("ghg_impact", "partner_ecosystem", "existing_coverage"))


@pytest.mark.parametrize("form", Form)
def test_each_warning_is_said_with_what_to_do(form):
    for warning in case_warnings(CASE, "gt", {}):
        said = (
            case_warning_title(warning, CASE),
            case_warning_sentence(warning, CASE, "gt"),
            case_warning_advice(warning, form),
        )
        for words in said:
            assert words[0].isupper() or words[0].isdigit()
            assert "{" not in words


def test_the_figures_are_those_of_the_perimeter():
    (unknown, *_) = case_warnings(CASE, "gt", {})
    assert case_warning_sentence(unknown, CASE, "gt").startswith("4 notes manquent")
    assert case_warning_sentence(unknown, CASE, "sgpe").startswith("5 notes manquent")


def test_an_answer_in_writing_is_never_said_to_take_a_way_of_counting():
    (perimeter,) = [w for w in case_warnings(CASE, "gt", {}) if w.kind is WarningKind.PERIMETER]
    thawed = case_warning_advice(perimeter, Form.FULL)
    frozen = case_warning_advice(perimeter, Form.FULL, frozen=True)
    assert "retenir une, revenez aux notes" in frozen
    for advice in (thawed, frozen):
        assert "laisser ce choix ouvert" in advice
        assert "retient, et pourquoi" not in advice


def test_what_to_do_about_unknown_scores_is_what_the_form_of_the_meeting_lets_one_do():
    (unknown, *_) = case_warnings(CASE, "gt", {})
    full, short = (case_warning_advice(unknown, form) for form in (Form.FULL, Form.SHORT))
    frozen = case_warning_advice(unknown, Form.FULL, frozen=True)
    assert "revenez aux notes" in frozen
    # Nothing leads back to the scores before they are fixed.
    assert "revenez" not in full
    assert "on ne relit pas les notes" in short
    for said in (full, short, frozen):
        assert "acceptez qu’elles manquent" in said


@pytest.mark.parametrize("frozen", [False, True])
@pytest.mark.parametrize("form", Form)
@pytest.mark.parametrize("kind", sorted(IN_THE_CASE))
def test_no_advice_asks_to_write_what_the_field_below_leaves_to_one_s_liking(kind, form, frozen):
    advice = case_warning_advice(WarningNote(kind.value, kind), form, frozen=frozen)
    assert "crivez" not in advice
    assert advice

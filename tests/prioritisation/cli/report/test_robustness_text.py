import numpy as np
import pytest
from hypothesis import given, settings

from prioritisation.analysis.inquiry import assess_robustness
from prioritisation.analysis.robustness.constraints import AtLeast, Order
from prioritisation.analysis.solidity import choices_left
from prioritisation.cli import TERMINAL_COLUMNS
from prioritisation.cli.report_layout import section_lines
from prioritisation.cli.report_robustness import robustness_sections
from prioritisation.cli.report_text import analysis_text
from tests.prioritisation.cli.report.made import analyses


def spaced(lines):
    return " ".join(" ".join(lines).split())


def section(analysis, further, title):
    return next(
        spaced(section_lines(sections))
        for sections in robustness_sections(analysis, further)
        if title in sections.title
    )


@settings(max_examples=15)
@given(analyses(columns=(1, 4)))
def test_whatever_the_case_the_text_fits_a_terminal_and_holds_no_nan(analysis):
    text = analysis_text(analysis, assess_robustness(analysis))
    assert max(map(len, text.split("\n"))) <= TERMINAL_COLUMNS
    assert "nan" not in text


def test_each_question_has_its_section(example, further):
    sections = robustness_sections(example, further)
    titles = [section_.title for section_ in sections if section_lines(section_)]
    assert len(titles) == 8
    assert analysis_text(example, further).count(titles[0]) == 1


def test_each_section_on_who_is_first_says_with_which_choices(example, further):
    assert choices_left(example)
    sections = robustness_sections(example, further)
    for one in sections:
        lines = spaced(section_lines(one))
        assert "avec les choix actuels" in lines.lower(), one.title


def test_the_word_comes_with_its_thresholds(example, further):
    text = section(example, further, "tient")
    assert "Mieux produire est premier dans 5 des 6 façons de trancher" in text
    assert all(limit in text for limit in ("90 %", "70 %", "50 %"))


def test_a_share_is_not_rounded_to_all_nor_to_none(example, further):
    shares = further.joint.ranks
    text = section(example, further, "Rangs")
    assert ("< 0,1 %" in text) == bool(((shares > 0) & (shares < 0.0005)).any())


def test_levers_never_first_are_named_instead_of_having_weights(example):
    inquiry = assess_robustness(example, constraints=(AtLeast(0, 0.9),))
    never = np.flatnonzero(inquiry.joint.firsts == 0)
    rest = section(example, inquiry, "Moyenne").split("Jamais premier dans ces essais : ")[1]
    assert len(never) > 1
    assert all(example.case.levers[row].label in rest for row in never[:3])


@pytest.mark.parametrize("title", ["Rangs", "devant", "Moyenne", "incertain"])
def test_with_one_criterion_nothing_is_said_of_shares(alone, title):
    sections = robustness_sections(alone, assess_robustness(alone))
    assert not [one for one in sections if title in one.title and section_lines(one)]
    text = spaced(analysis_text(alone, assess_robustness(alone)).split("\n"))
    assert "Un seul critère" in text
    assert "répartitions de poids possibles" not in text


def test_constraints_are_said_first(example):
    inquiry = assess_robustness(example, constraints=(Order(0, 2),))
    assert "Impact GES pèse au moins autant" in section(example, inquiry, "tient")


def test_what_can_change_the_first_place_is_told_apart_from_what_cannot(example, equal, further):
    assert "choix actuels, ne peuvent changer ni le premier ni le deuxième rang" in section(
        example, further, "savoir"
    )
    assert "peut changer le premier rang" in section(equal, assess_robustness(equal), "savoir")

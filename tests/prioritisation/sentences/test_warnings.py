import datetime as dt
from dataclasses import replace

from criteria.load import case_from_files
from prioritisation.analysis.warnings import IN_THE_CASE, WarningKind, WarningNote
from prioritisation.imports.making.case import imported_case_files
from prioritisation.sentences.warnings import (
    case_warning_advice,
    case_warning_sentence,
    case_warning_title,
)
from prioritisation.settings import current_case
from tests.each import each
from tests.prioritisation.imports.readings import HEAD, SITES, with_score
from tests.thresholds import case_warnings

CASE = current_case().keeping(("ghg_impact", "partner_ecosystem", "existing_coverage"))


def test_each_warning_is_said_with_what_to_do():
    for warning in case_warnings(CASE, "gt", {}):
        said = (
            case_warning_title(warning, CASE),
            case_warning_sentence(warning, CASE, "gt"),
            case_warning_advice(warning),
        )
        for words in said:
            assert words[0].isupper() or words[0].isdigit()
            assert "{" not in words


def test_the_figures_are_those_of_the_perimeter():
    (unknown, *_) = case_warnings(CASE, "gt", {})
    assert case_warning_sentence(unknown, CASE, "gt").startswith("4 notes manquent")
    assert case_warning_sentence(unknown, CASE, "sgpe").startswith("5 notes manquent")


@each("kind", sorted(IN_THE_CASE))
def test_no_advice_asks_to_write_what_the_field_below_leaves_to_one_s_liking(kind):
    """An answer in writing is never said to take a way of counting."""
    advice = case_warning_advice(WarningNote(kind.value, kind))
    assert "crivez" not in advice
    assert "retient" not in advice
    assert advice


def of_file(reading=SITES, **head):
    """The case of a file, and what is said of its shared source; nothing where none is."""
    files = imported_case_files(reading, replace(HEAD, **head), dt.date(2026, 11, 28))
    case = case_from_files(files)
    kind, combination = WarningKind.SHARED_SOURCE, case.default_combination
    notes = [w for w in case_warnings(case, combination, {}) if w.kind is kind]
    return case, [
        (
            case_warning_title(one, case),
            case_warning_sentence(one, case, combination).replace("\u00a0", " "),
            case_warning_advice(one, case),
        )
        for one in notes
    ]


def test_of_a_file_that_does_not_say_its_sources_that_is_what_is_said():
    _, ((title, sentence, advice),) = of_file(source="")
    assert title == "Notes dont les sources ne sont pas dites"
    assert sentence.startswith(
        "Les notes de Coût, Accès et Accord viennent d’un seul tableau (fichier « "
        "comparatif-sites.xlsx »), qui ne dit pas d’où il les tient"
    )
    assert "par une correction" in advice


def test_what_is_left_of_a_file_that_says_some_of_its_sources_is_said_of_these_alone():
    reading = with_score(SITES, "Friche", "Coût", source="Devis Martin")
    _, ((_, sentence, _),) = of_file(reading, source="")
    assert sentence.startswith("Les notes de Coût, Accès et Accord viennent d’un seul tableau")


def test_a_source_that_somebody_named_is_one_source_as_any_other():
    _, ((title, sentence, _),) = of_file()
    assert title.startswith("Une seule source pour")
    assert "Services techniques" in sentence


def test_a_file_that_says_the_source_of_each_criterion_warns_of_none():
    scores = tuple(replace(one, source=f"Enquête {one.criterion}") for one in SITES.scores)
    assert of_file(replace(SITES, scores=scores), source="")[1] == []

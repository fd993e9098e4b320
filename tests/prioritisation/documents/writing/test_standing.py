import re
from dataclasses import replace

from prioritisation.analysis.crossing import choices_left
from prioritisation.documents.writing.result import (
    alternates,
    more_tests,
    ranking_section,
    ranking_table,
    robustness_section,
    tests,
)
from prioritisation.documents.writing.subject import subject_of
from tests.prioritisation.documents.writing.recorded import NAMES, alone, sample
from tests.prioritisation.sentences.made import plain

tests.__test__ = False

WHATEVER = re.compile(
    r"façons de trancher|^Chance : |^Zéro = |^Ces chiffres (ne )?comptent"
    r"|^Les votes ne forment pas|^Trop peu de votes sans abstention|^Toutes les notes sont connues"
)
"""What no other way of counting makes false."""


def test_the_table_holds_ranks_points_and_contributions():
    table = ranking_table(subject_of(sample("undecidable")))
    assert table.header[:3] == ("Rang", "Levier", "Points")
    assert len(table.header) == 6
    assert table.rows[0][:3] == ("1 à 6", "Mieux se déplacer", "61 à 63")
    assert round(sum(table.widths), 9) == 1


def test_one_sentence_a_test_and_never_twice():
    subject = subject_of(sample("contested"))
    lines = [*tests(subject), *more_tests(subject)]
    assert len(lines) == len(set(lines))
    assert all(text.endswith(".") for text in lines)
    assert any("votes sur 20" in text for text in lines)
    assert any("les votes forment 2 groupes" in plain(text) for text in lines)


def standing():
    """Each sample, and what one person chose, all with choices open."""
    for record in (*map(sample, NAMES), alone()):
        subject = subject_of(record)
        assert choices_left(subject.analysis)
        yield subject


def test_each_test_says_by_itself_which_choices_it_holds_with_and_in_one_way():
    """But how many ways to settle there are, and what is so whatever is settled."""
    for subject in standing():
        alternative = set(alternates(subject))
        lines = [line for line in (*tests(subject), *more_tests(subject)) if line]
        assert lines
        for line in map(plain, (one for one in lines if one not in alternative)):
            assert "Tout cela avec les choix" not in line
            if not WHATEVER.search(line):
                assert line.lower().count("avec les choix actuels") == 1, line


def test_a_median_that_rules_a_lever_out_is_no_same_answer():
    subject = subject_of(sample("undecidable"))
    group = subject.results.group
    out, *others = group.mean.possible_firsts
    median = group.median.model_copy(update={"possible_firsts": tuple(others)})
    group = group.model_copy(update={"median": median})
    ruled_out = replace(subject, results=subject.results.model_copy(update={"group": group}))
    label = subject.levers[subject.analysis.matrix.alternatives.index(out)]
    (line,) = [text for text in tests(ruled_out) if "réunir les votes" in text]
    assert "même" not in line
    middle = plain(line).partition("Vote du milieu")[2]
    assert middle
    assert label not in middle


def test_other_methods_of_one_mind_are_told_together():
    lines = [text for text in more_tests(subject_of(sample("clear"))) if "TOPSIS" in text]
    assert len(lines) == 1
    assert lines[0].count("Mieux produire") == 1


def test_a_direction_to_be_confirmed_has_its_ranking_beside():
    lines = list(alternates(subject_of(alone())))
    assert len(lines) == 1
    assert lines[0].startswith("Si c’est l’inverse")


def test_nothing_is_ranked_without_figures():
    for section in (ranking_section(None), robustness_section(None)):
        assert "Trop peu de votes" in section.blocks[0].text


def test_the_answer_on_solidity_comes_first():
    section = robustness_section(subject_of(sample("clear")))
    assert section.blocks[0].strong
    assert "solide" in section.blocks[0].text.lower()

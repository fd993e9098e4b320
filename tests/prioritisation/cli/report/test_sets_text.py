from prioritisation.analysis.inquiry import inquire
from prioritisation.cli.report_layout import section_lines
from prioritisation.cli.report_sets import sets_sections
from prioritisation.sentences.set_comparison import sets_answer


def spaced(lines):
    return " ".join(" ".join(lines).split())


def test_the_answer_comes_first_then_every_set_and_both_sides(example, further):
    answer, sets, sides = map(section_lines, sets_sections(example, further.sets))
    levers = [lever.label for lever in example.case.levers]
    assert spaced(answer).startswith("- " + spaced([str(sets_answer(further.sets, levers))]))
    assert len([line for line in sets if "%" in line]) == 21
    assert len(sides) > 3


def test_losses_that_change_nothing_are_not_all_listed(example, further):
    *_, sides = sets_sections(example, further.sets)
    rows = [line.split("  ") for line in section_lines(sides)]
    assert len({tuple(row[1:]) for row in rows}) >= len(rows) - 4


def test_with_one_criterion_there_are_no_shares(alone):
    sections = sets_sections(alone, inquire(alone).sets)
    lines = spaced([line for one in sections for line in section_lines(one)])
    assert "répartitions" not in lines
    assert "répartitions de poids" not in lines

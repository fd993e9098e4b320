import pytest

from prioritisation.documents.writing.workbook import ballot_shares, xlsx
from tests.prioritisation.documents.writing.office import parts
from tests.prioritisation.documents.writing.recorded import note


def test_shares_of_a_ballot_leave_out_its_abstentions():
    assert ballot_shares((100, None, 100)) == (0.5, None, 0.5)


def spread(content):
    """The rows under the ballots: name -> cells of the shares."""
    names = content["xl/sharedStrings.xml"]
    return names, content["xl/worksheets/sheet5.xml"]


def test_the_mean_of_the_shares_is_the_weight_of_the_group():
    board = note("contested").board
    given = [ballot_shares(points) for _id, points in board.ballots]
    means = [sum(line[j] for line in given) / len(given) for j in range(3)]
    assert means == pytest.approx([c.weight for c in board.columns])
    names, sheet = spread(parts(xlsx(note("contested"))))
    assert "/SUM(" in sheet.rpartition("LARGE(")[2]
    assert "s’abstiennent" not in names


def test_where_a_ballot_abstains_the_weights_are_numbers_and_it_is_said():
    """No formula of a sheet refers to itself: the mean of the shares given is another figure."""
    assert any(None in points for _id, points in note("clear").board.ballots)
    names, sheet = spread(parts(xlsx(note("clear"))))
    assert "/SUM(" not in sheet.rpartition("LARGE(")[2]
    assert "Des votes s’abstiennent" in names


def test_ballots_are_there_with_how_they_spread():
    content = parts(xlsx(note("clear")))
    sheet = content["xl/worksheets/sheet5.xml"]
    assert sheet.count("MEDIAN(") == 3
    assert "Poids du groupe" in content["xl/sharedStrings.xml"]

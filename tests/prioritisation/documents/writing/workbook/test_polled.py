import pytest

from prioritisation.documents.writing.workbook import xlsx
from prioritisation.documents.writing.workbook.ranked import ballot_shares
from tests.prioritisation.documents.writing.office import parts
from tests.prioritisation.documents.writing.recorded import note


def test_shares_of_a_ballot_leave_out_its_abstentions():
    assert ballot_shares((100, None, 100)) == (0.5, None, 0.5)


def test_the_mean_of_the_shares_is_the_weight_of_the_group():
    board = note("clear").board
    given = [ballot_shares(points) for _id, points in board.ballots]
    means = []
    for j in range(3):
        shares = [line[j] for line in given if line[j] is not None]
        means.append(sum(shares) / len(shares))
    assert [m / sum(means) for m in means] == pytest.approx([c.weight for c in board.columns])


def test_ballots_are_there_with_how_they_spread():
    content = parts(xlsx(note("clear")))
    sheet = content["xl/worksheets/sheet5.xml"]
    assert sheet.count("QUARTILE(") == 6
    assert "Poids du groupe" in content["xl/sharedStrings.xml"]

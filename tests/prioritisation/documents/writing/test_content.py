import pytest

from prioritisation.documents.writing.content import Table
from tests.prioritisation.documents.writing.made import usual


def test_a_row_that_does_not_fit_its_header_is_refused():
    with pytest.raises(ValueError, match="Poids: 2 columns expected"):
        Table("Poids", ("a", "b"), (("1", "2"), ("3",)), (0.5, 0.5))


def test_widths_that_do_not_fit_the_header_are_refused():
    with pytest.raises(ValueError, match="2 columns"):
        Table("Poids", ("a", "b"), (), (1.0,))


def test_the_picture_of_the_ranking_is_found():
    assert usual().picture.alt

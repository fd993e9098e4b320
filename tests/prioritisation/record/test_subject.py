import pytest
from pydantic import ValidationError

from prioritisation.record.case_part import CasePart, LinearPart, ScorePart, WordsPart
from tests.each import each
from tests.prioritisation.record.made import sample


@each("name", ["../case.toml", "/etc.toml", "case.exe", "CASE.toml", ".toml", "a/b.csv"])
def test_the_name_of_a_file_is_never_a_path(name):
    tree = sample("clear").case.model_dump()
    with pytest.raises(ValidationError):
        CasePart.model_validate(tree | {"files": {name: ""}})


def test_a_score_is_a_number_or_a_word():
    for low in (3, 3.5, "favorable", None):
        score = ScorePart(lever="a", criterion="b", low=low, high=low, status="avis")
        assert ScorePart.model_validate_json(score.model_dump_json(), strict=True) == score


def test_scales_are_told_by_their_kind():
    kinds = [type(c.scale) for c in sample("clear").case.criteria]
    assert kinds == [LinearPart, WordsPart, LinearPart]

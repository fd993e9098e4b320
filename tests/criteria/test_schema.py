import pytest
from pydantic import ValidationError

from criteria import schema
from criteria.cells import Strict
from criteria.schema import LinearModel, PiecewiseModel, ScoredFromRows, WordsModel
from tests.each import each

STATED = {"status": "confirmé"}


def kinds(model, content):
    with pytest.raises(ValidationError) as error:
        model.model_validate(content)
    return {d["type"] for d in error.value.errors()}


@each(
    "model",
    [m for m in vars(schema).values() if isinstance(m, type) and issubclass(m, Strict)],
    ids=lambda m: m.__name__,
)
def test_no_file_takes_a_key_it_does_not_know(model):
    assert "extra_forbidden" in kinds(model, {"surprise": 1})


@each("values", [(0.5, 0, 1), (0, 0.5), (0.1, 1), (0, 0.5, 0.5, 1), (1, 0)])
def test_levels_rise_from_0_to_1(values):
    levels = [{"id": f"v{k}", "label": "x", "value": v, "sentence": "x"}
              for k, v in enumerate(values)]  # fmt: skip
    assert kinds(WordsModel, STATED | {"kind": "words", "levels": levels}) == {
        "levels_not_increasing"
    }


@each(
    "points",
    [((0, 0), (0, 1)), ((1, 0), (0, 1)), ((0, 0), (1, 0.6), (2, 0.5), (3, 1)), ((0, 0), (1, 0.9))],
    ids=str,
)
def test_points_run_one_way_from_0_to_1(points):
    points = [{"at": at, "value": value} for at, value in points]
    assert kinds(PiecewiseModel, STATED | {"kind": "piecewise", "points": points}) == {
        "points_not_monotone"
    }


@each("value", [-0.1, 1.1, float("nan")])
def test_a_value_outside_0_and_1_is_refused(value):
    assert kinds(schema.PointModel, {"at": 0, "value": value})
    assert kinds(schema.LevelModel, {"id": "a", "label": "a", "sentence": "a", "value": value})


@each(
    "empty",
    [{"anchors": {}}, {"anchors": 3}, {}, {"anchors": {"x": {"worst": 1, "best": 2}}}],
    ids=str,
)
def test_a_line_needs_one_pair_of_anchors(empty):
    assert kinds(LinearModel, STATED | {"kind": "linear"} | empty)


def test_a_computed_score_is_never_unknown_by_decree():
    """It is unknown when there is nothing to compute it from, and only then."""
    words = {
        "kind": "sum", "file": "official_rows.csv", "source_id": "s", "date": "2026",
        "confidence": "", "reason": "r",
    }  # fmt: skip
    assert ScoredFromRows.model_validate(words | {"status": "officiel"}).status == "officiel"
    with pytest.raises(ValidationError, match="status"):
        ScoredFromRows.model_validate(words | {"status": "inconnu"})

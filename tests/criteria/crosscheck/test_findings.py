from criteria.errors import Problem
from criteria.raw import RawCase
from criteria.references import repeated, scales_of, unknown
from criteria.scales import LinearScale
from criteria.schema import AnchorsModel, CriterionModel, LinearModel

TEN, TWENTY = AnchorsModel(worst=0, best=10), AnchorsModel(worst=0, best=20)


def raw_of(perimeters, anchors):
    scale = LinearModel.model_construct(kind="linear", anchors=anchors, whole=False)
    criterion = CriterionModel.model_construct(scale=scale)
    return RawCase(None, perimeters, None, {"c": criterion}, ["c"])


def test_what_is_not_known_says_what_is():
    problem = unknown("unknown_lever", "a.csv", "lever", "eau", ["air", "sol"], 3)
    values = {"found": "eau", "allowed": "air, sol"}
    assert problem == Problem("unknown_lever", "a.csv", 3, "lever", values)


def test_what_is_repeated_says_where_it_was_first():
    found = list(repeated("a.csv", "id", [(2, "x"), (3, "y"), (5, "x"), (7, "x")]))
    assert [(p.row, p.values["first"]) for p in found] == [(5, 2), (7, 2)]
    (problem,) = repeated("a.toml", "id", [(None, "x"), (None, "x")])
    assert (problem.row, problem.values["first"]) == (None, 0)


def test_there_is_a_scale_per_perimeter_that_has_anchors():
    anchored = {"here": TEN, "there": TWENTY}
    scales = dict(scales_of(raw_of(("here", "there", "elsewhere"), anchored), "c"))
    assert scales == {"here": LinearScale(0, 10), "there": LinearScale(0, 20)}


def test_perimeters_not_known_are_those_of_the_anchors():
    assert list(dict(scales_of(raw_of(None, {"here": TEN}), "c"))) == ["here"]

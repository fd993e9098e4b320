from criteria.crosscheck import check_criteria
from criteria.raw import RawCase
from criteria.schema import CriterionModel
from tests.each import each


def criterion(ident, active):
    texts = dict.fromkeys(("in_sentence", "of_sentence", "question", "short_source"), "x")
    return CriterionModel.model_validate(
        texts
        | {
            "label": ident,
            "active": active,
            "direction": {"status": "confirmé", "reason": "r", "max": "more"},
            "scale": {"kind": "linear", "status": "confirmé", "anchors": {"worst": 0, "best": 1}},
            "scoring": {"kind": "scores", "file": "scores.csv"},
        }
    )


@each(
    ("active", "wrong", "found"),
    [
        ((False, False), (), ["no_active_criterion"]),
        ((False, True), (), []),
        ((False, False), ("another",), []),
        ((), (), []),
        ((), ("another",), []),
    ],
)
def test_one_criterion_at_least_counts_from_the_start(active, wrong, found):
    """A wrong criterion may be the one."""
    right = {f"c{n}": criterion(f"c{n}", flag) for n, flag in enumerate(active)}
    raw = RawCase(None, ("here",), (), right, [*right, *wrong])
    assert [p.kind for p in check_criteria(raw)] == found

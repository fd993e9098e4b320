from criteria.errors import Problem
from criteria.references import repeated, unknown


def test_what_is_not_known_says_what_is():
    problem = unknown("unknown_lever", "a.csv", "lever", "eau", ["air", "sol"], 3)
    values = {"found": "eau", "allowed": "air, sol"}
    assert problem == Problem("unknown_lever", "a.csv", 3, "lever", values)


def test_what_is_repeated_says_where_it_was_first():
    found = list(repeated("a.csv", "id", [(2, "x"), (3, "y"), (5, "x"), (7, "x")]))
    assert [(p.row, p.values["first"]) for p in found] == [(5, 2), (7, 2)]
    (problem,) = repeated("a.toml", "id", [(None, "x"), (None, "x")])
    assert (problem.row, problem.values["first"]) == (None, 0)

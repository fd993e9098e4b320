"""Whatever a reading of a record can find at fault has a sentence of its own, in French."""

import ast
import inspect
import itertools
import re

import pytest

from prioritisation.record import coherence, people
from prioritisation.record.model import RecordFault, RecordProblem
from prioritisation.sentences.replay import record_problem_text

NO_DETAIL = "ne vont pas ensemble"
WRITTEN_OF_A_ROUND = "votes.rounds[0]"
NOT_PATHS = {"_round_checks"}
"""What gives names of fields of a round."""


def functions():
    trees = [ast.parse(inspect.getsource(module)) for module in (coherence, people)]
    return [one for tree in trees for one in tree.body if isinstance(one, ast.FunctionDef)]


def texts(node):
    """Constants that are texts, anywhere in it."""
    return [
        one.value
        for one in ast.walk(node)
        if isinstance(one, ast.Constant) and isinstance(one.value, str)
    ]


def fields(function):
    """Names that a path may end with: those of its checks, or that it goes through."""
    for one in ast.walk(function):
        if isinstance(one, ast.Dict):
            yield from (key.value for key in one.keys)
        if isinstance(one, ast.For) and isinstance(one.iter, ast.Tuple):
            yield from texts(one.iter)
        if isinstance(one, ast.Call) and getattr(one.func, "id", "") == "_round_checks":
            (checks,) = [f for f in functions() if f.name == "_round_checks"]
            yields = [y.value for y in ast.walk(checks) if isinstance(y, ast.Yield)]
            yield from (y.elts[0].value for y in yields)


def paths_of(yielded, names):
    """Every path that one expression may be."""
    if isinstance(yielded, ast.Constant):
        return [yielded.value]
    places = {"name": names, "n": names, "path": [WRITTEN_OF_A_ROUND]}
    steps = [
        [step.value]
        if isinstance(step, ast.Constant)
        else places.get(getattr(step.value, "id", ""), ["0"])
        for step in yielded.values
    ]
    return ["".join(path) for path in itertools.product(*steps)]


def paths():
    """Every path that what looks for contradictions gives."""
    found = set()
    for function in functions():
        if function.name.endswith("_faults") or function.name == "_moves":
            names = list(dict.fromkeys(fields(function)))
            for one in ast.walk(function):
                inside = getattr(one, "value", None)
                if isinstance(inside, ast.GeneratorExp):
                    inside = inside.elt
                is_path = isinstance(inside, ast.Constant | ast.JoinedStr)
                if isinstance(one, ast.Yield | ast.YieldFrom) and is_path:
                    found |= set(paths_of(inside, names))
    return sorted(found)


def test_the_paths_that_are_read_are_those_of_the_code():
    assert {"votes.decisive", "votes.rounds[0].ballots[0].first", "kind"} <= set(paths())
    assert len(paths()) > 30
    left = [f.name for f in functions() if any(isinstance(o, ast.Yield) for o in ast.walk(f))]
    assert {n for n in left if not n.endswith("_faults") and n != "_moves"} == NOT_PATHS


@pytest.mark.parametrize("path", paths())
def test_each_contradiction_is_said_in_words_of_its_own(path):
    text = record_problem_text(RecordProblem(RecordFault.INCOHERENT, "", path))
    assert text.startswith(f"{path}\u00a0: ")
    assert NO_DETAIL not in text
    assert re.search(r": \w.{15,}$", text)

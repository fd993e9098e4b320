"""What the tests protect: faults put into the product one by one, and how many of them they find.

``python -m tests.faults``, or ``make faults``: no browser. One run notes which functions each
test calls; then each mutant is put in place of its function in a copy of that process, where the
tests that call it run until one fails. The draw is seeded: the same product has the same mutants.
"""

import ast
import gc
import json
import os
import random
import signal
import sys
import threading
import time
from collections import Counter, defaultdict
from itertools import zip_longest
from pathlib import Path
from types import CodeType, FunctionType

import pytest
from _pytest.runner import runtestprotocol

ROOT = Path(__file__).parents[1]
TOP = f"{ROOT}/"
PRODUCT = (f"{TOP}prioritisation/", f"{TOP}criteria/")
SEED, MOST_S = 41, 60.0
"""The seed of the draw; the seconds of processor after which a mutant has survived."""
AREAS = {
    "rules": (30, "meeting/rules"),
    "anonymity": (25, "analysis/ballots", "meeting/room/results.py", "meeting/room/identity.py"),
    "casting": (30, "meeting/room/voters.py", "meeting/room/stage.py", "web/ballot",
                "meeting/room/facilitation.py", "meeting/room/office.py"),
    "store": (20, "meeting/store"),
    "dossiers": (20, "cases"),
    "analysis": (25, "analysis"),
    "sentences": (20, "sentences"),
    "pages": (20, "ui", "web"),
}  # fmt: skip
"""Area -> how many mutants, of which rooms."""
TURNED = {
    ast.Lt: "<=", ast.LtE: "<", ast.Gt: ">=", ast.GtE: ">", ast.Eq: "!=", ast.NotEq: "==",
    ast.In: "not in", ast.NotIn: "in", ast.Is: "is not", ast.IsNot: "is",
}  # fmt: skip


def functions(node, name=""):
    """Functions and methods of a module, by their qualified names; never what is within one."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef):
            yield f"{name}{child.name}", child
        elif isinstance(child, ast.ClassDef):
            yield from functions(child, f"{name}{child.name}.")


def faults(function, text):
    """Each place of a function that can be made wrong, and what stands there then."""
    for node in (one for part in function.body for one in ast.walk(part)):
        match node:
            case ast.Compare(ops=[op], left=left, comparators=[right]) if type(op) in TURNED:
                yield node, f"(({text(left)}) {TURNED[type(op)]} ({text(right)}))"
            case ast.BoolOp():
                word = " or " if isinstance(node.op, ast.And) else " and "
                yield node, f"({word.join(f'({text(one)})' for one in node.values)})"
            case ast.UnaryOp(op=ast.Not(), operand=operand):
                yield node, f"bool({text(operand)})"
            case ast.BinOp(op=ast.Add() | ast.Sub() as op, left=left, right=right):
                sign = "-" if isinstance(op, ast.Add) else "+"
                yield node, f"(({text(left)}) {sign} ({text(right)}))"
            case ast.Constant(value=bool() as value):
                yield node, str(not value)
            case ast.Constant(value=int() as value):
                yield node, str(value + 1)
            case ast.IfExp(test=test, body=body, orelse=orelse):
                yield node, f"(({text(orelse)}) if ({text(test)}) else ({text(body)}))"
            case ast.Return(value=value) if not isinstance(value, ast.Constant | None):
                yield node, "return None"
            case ast.Expr(value=ast.Call()):
                yield node, "pass"
            case ast.If(test=test):
                yield test, f"(not ({text(test)}))"


def mutants():
    """(area, path, function, line, what stands there, the module with it), drawn by the seed."""
    met = set()
    for area, (count, *rooms) in AREAS.items():
        pool, left = [], count
        for place in (ROOT / "prioritisation" / room for room in rooms):
            for path in [place] if place.is_file() else sorted(place.rglob("*.py")):
                source = path.read_text("utf-8")
                for name, function in functions(ast.parse(source)):
                    found = faults(function, lambda n, s=source: ast.get_source_segment(s, n))
                    pool += [(path, source, name, node, new) for node, new in found]
        random.Random(f"{SEED} {area}").shuffle(pool)  # noqa: S311 (a draw, no secret)
        for path, source, name, node, new in pool:
            key = (area, str(path.relative_to(ROOT)), name, node.lineno, node.col_offset, new)
            if key[1:] not in met and left:
                lines = source.encode().splitlines(keepends=True)
                start = sum(map(len, lines[: node.lineno - 1])) + node.col_offset
                end = sum(map(len, lines[: node.end_lineno - 1])) + node.end_col_offset
                text = source.encode()
                met.add(key[1:])
                left -= 1
                yield key, (text[:start] + new.encode() + text[end:]).decode()


def put(path, name, source):
    """Have every function of that name run the code of another text of its module."""

    def codes(code):
        for one in code.co_consts:
            if isinstance(one, CodeType):
                yield one
                yield from codes(one)

    gc.unfreeze()
    live = [one for one in gc.get_objects() if isinstance(one, FunctionType)]
    for new in codes(compile(source, path, "exec")):
        for one in live:
            old = one.__code__
            same = (old.co_filename, old.co_qualname, new.co_qualname) == (path, name, name)
            if same and len(old.co_freevars) == len(new.co_freevars):
                one.__code__ = new


class Called:
    """Which functions of the product each test calls, its shared fixtures included."""

    def __init__(self):
        self.codes, self.now, self.of_fixture = {}, set(), defaultdict(set)
        self.callers, self.seconds = defaultdict(list), {}

    def heard(self, frame, event, _):
        if event == "call":
            self.codes[id(frame.f_code)] = frame.f_code
            self.now.add(id(frame.f_code))

    @pytest.hookimpl(wrapper=True)
    def pytest_fixture_setup(self, fixturedef):
        before, self.now = self.now, set()
        try:
            return (yield)
        finally:
            if fixturedef.scope != "function":
                self.of_fixture[fixturedef] |= self.now
            self.now = before | self.now

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item):
        self.now, began = set(), time.process_time()
        threading.setprofile(self.heard)
        sys.setprofile(self.heard)
        try:
            return (yield)
        finally:
            sys.setprofile(None)
            threading.setprofile(None)
            self.seconds[item] = time.process_time() - began
            shared = getattr(item, "_fixtureinfo", None)
            for one in (
                (d for ds in shared.name2fixturedefs.values() for d in ds) if shared else ()
            ):
                self.now |= self.of_fixture[one]
            for code in {self.codes[one] for one in tuple(self.now)}:
                if code.co_filename.startswith(PRODUCT):
                    self.callers[code.co_filename, code.co_qualname].append(item)

    def killer(self, path, name):
        """Run the tests that call a function, the quickest first: the one that fails, or None."""
        items = sorted(self.callers[path, name], key=self.seconds.get)
        for item, after in zip_longest(items, items[1:]):
            if any(report.failed for report in runtestprotocol(item, nextitem=after, log=False)):
                return item.nodeid
            if time.process_time() > MOST_S:
                return None
        return None

    @pytest.hookimpl(trylast=True)
    def pytest_sessionfinish(self):
        """Try each mutant in a copy of this process, and tell what became of it."""
        table = defaultdict(Counter)
        for key, source in mutants():
            area, path, name, line, *_, new = key
            reading, writing = os.pipe()
            if not (child := os.fork()):
                nowhere = os.open(os.devnull, os.O_WRONLY)
                os.dup2(nowhere, 1)
                os.dup2(nowhere, 2)
                signal.alarm(int(6 * MOST_S))  # a mutant that never ends is found
                put(f"{TOP}{path}", name, source)
                found = self.killer(f"{TOP}{path}", name)
                os.write(writing, json.dumps(found).encode())
                os._exit(0)
            os.close(writing)
            with os.fdopen(reading) as answer:
                said = answer.read() or '"it never ended"'
            os.waitpid(child, 0)
            table[area]["found" if json.loads(said) else "survived"] += 1
            print(f"{area}: {path}:{line} {name}: {new!r}: {said}", flush=True)  # noqa: T201
        for area, counts in table.items():
            print(f"{area:10} {counts['found']} found of {counts.total()}")  # noqa: T201


if __name__ == "__main__":
    sys.exit(
        pytest.main(
            ["-q", "-p", "no:cacheprovider", *(sys.argv[1:] or ["--ignore=tests/e2e"])], [Called()]
        )
    )

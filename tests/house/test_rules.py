"""Rules about the code itself, so that no reviewer has to repeat them."""

import ast
import re
from collections import defaultdict
from functools import cache
from pathlib import Path
from typing import get_args

from criteria.cells import Confidence
from criteria.evidence import CensusSection, Stance
from criteria.model import Option, Standing, Status
from tests.house.parsed import nodes, parsed
from tests.weighing import most, weights

ROOT = Path(__file__).parents[2]
PACKAGES = ("criteria", "prioritisation")
MODULES = sorted(path for top in PACKAGES for path in (ROOT / top).rglob("*.py"))
CLOSED = {*get_args(Confidence), *get_args(Option)}
WORDS_OF_THE_DATA = {*Status, *Standing, *Stance, *CensusSection, *CLOSED}
CREATED = {"__pycache__", "build", "node_modules"}
TOLD = {".py", ".toml", ".csv", ".md", ".txt", ".css", ".js", ".cfg", ".po", ".yml"}


@cache
def trees():
    """Each module of the program, parsed: once, and by no run that asks nothing of it."""
    return {path: parsed(path) for path in MODULES}


def texts(folder=ROOT):
    """What people write here; never what was made, nor in a hidden folder."""
    for path in sorted(folder.iterdir()):
        if path.name in CREATED or path.name.startswith("."):
            continue
        if path.is_dir():
            yield from texts(path)
        elif path.suffix in TOLD:
            yield path


def name(path):
    return str(path.relative_to(ROOT))


def functions():
    """Each function with its place."""
    for path in MODULES:
        for node in nodes(path):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                yield f"{name(path)}::{node.name}", node


KNOWN_FEW = {
    "prioritisation/wording/catalogue.py::_translations",
    "prioritisation/documents/sheets/content.py::_text",
    "prioritisation/web/ballot/rendering.py::_template",
}
"""Functions of the name of one of our own files: what they give is kept for good."""


def test_what_is_kept_of_an_argument_has_an_end():
    endless = {
        place
        for place, node in functions()
        for mark in node.decorator_list
        if ast.unparse(mark) in ("cache", "functools.cache", "lru_cache(maxsize=None)")
        and any(vars(node.args).values())
    }
    assert endless == KNOWN_FEW


def test_the_application_file_computes_nothing():
    """Imports, and names given to what calls return."""
    body = ast.parse((ROOT / "app.py").read_text(encoding="utf-8")).body
    for node in body[1:] if isinstance(body[0], ast.Expr) else body:
        assert isinstance(node, ast.Import | ast.ImportFrom | ast.Assign), ast.unparse(node)
        if isinstance(node, ast.Assign):
            assert isinstance(node.value, ast.Call), ast.unparse(node)
    forbidden = (ast.FunctionDef, ast.ClassDef, ast.Lambda, ast.comprehension, ast.Compare, ast.If)
    found = [node for node in ast.walk(ast.Module(body, [])) if isinstance(node, forbidden)]
    assert found == []


def test_no_french_outside_the_wording():
    """Words of the data files apart (statuses, stances...): they are values, not sentences."""
    outside = [p for p in MODULES if "wording" not in p.relative_to(ROOT).parts]
    assert [(name(path), said) for path in outside for said in french(trees()[path])] == []


def french(tree):
    documentation = {id(n.value) for n in ast.walk(tree) if isinstance(n, ast.Expr)}
    return [
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and id(node) not in documentation
        and node.value not in WORDS_OF_THE_DATA
        and re.search("[àâäçéèêëîïôöùûüÿœæ]", node.value.lower())
    ]


def test_no_array_or_frame_is_shared_by_a_module():
    """A global array could be changed by one session for all the others."""
    shared = [
        (name(path), ast.unparse(statement))
        for path, tree in trees().items()
        for statement in tree.body
        if isinstance(statement, ast.Assign | ast.AnnAssign) and statement.value
        for node in ast.walk(statement.value)
        if isinstance(node, ast.Call)
        and re.match(r"(np|numpy|pd|pandas)\.", ast.unparse(node.func))
    ]
    assert shared == []


def test_no_file_knows_the_machine_it_was_written_on():
    """Neither an absolute folder nor the registry the packages came from."""
    folders = r"(?<![\w.:/])/(work|home|root|Users|tmp|mnt)/\w|\b[A-Z]:\\\w"
    registries = (
        r"pypi\.\w|python[h]osted|npm[j]s|registry\.\w|artifac[t]ory|nexus\.\w|index[-]url"
    )
    read = list(texts())
    assert read
    found = [
        (name(path), known.group())
        for path in read
        for known in re.finditer(
            f"{folders}|{registries}", path.read_text(encoding="utf-8", errors="replace")
        )
    ]
    assert found == []


def test_pages_and_routes_ask_the_room_and_never_its_store():
    """The room and the shelf ask the rights first: docs/adr/0009."""
    raw = [
        (name(path), node.lineno)
        for path, tree in trees().items()
        if not name(path).startswith(
            (
                "prioritisation/meeting/room/",
                "prioritisation/meeting/store/",
                "prioritisation/cases/",
            )
        )
        for node in nodes(path)
        if isinstance(node, ast.Attribute)
        and node.attr == "store"
        and id(node) not in _asked_of_a_store(tree)
    ]
    assert raw == []


TOLD_TO_ANYBODY = {"add_listener", "versions", "probe_soon"}
"""What is asked of a store itself: that something changed, and whether it can be written."""


def _asked_of_a_store(tree):
    return {
        id(node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and node.attr in TOLD_TO_ANYBODY
    }


KNOWN_ROLES = {
    "prioritisation/documents/writing/method.py": "whether a role is told beside a criterion",
    "prioritisation/meeting/room/warnings.py": "the facilitator's own look is not logged",
    "prioritisation/ui/decision/meeting.py": "what the recorder is told",
    "prioritisation/ui/dossiers/dossier.py": "whoever makes their own link anew stays in",
    "prioritisation/ui/meeting/entrance.py": "whether a link is the facilitator's last",
    "prioritisation/ui/meeting/page.py": "which of two pages is drawn",
    "prioritisation/web/door.py": "whether a link is one",
}
"""Modules that look at a role for a wording or a page, and what for."""


def test_who_may_is_asked_of_the_meeting():
    """No right is decided by comparing roles elsewhere: docs/rights.md is made from its tables."""
    found = {
        name(path)
        for path, tree in trees().items()
        if not name(path).startswith("prioritisation/meeting/rules/")
        for node in nodes(path)
        if isinstance(node, ast.Compare)
        for side in ast.walk(node)
        if isinstance(side, ast.Attribute) and ast.unparse(side.value) == "Role"
    }
    assert found == set(KNOWN_ROLES)
    tables = [
        name(path)
        for path, tree in trees().items()
        if not name(path).startswith(
            ("prioritisation/meeting/rules/", "prioritisation/cases/rights")
        )
        for node in nodes(path)
        if isinstance(node, ast.Set | ast.Tuple | ast.List)
        for one in node.elts
        if isinstance(one, ast.Attribute) and ast.unparse(one.value) == "Role"
    ]
    assert tables == []


SAME_NAME = {
    **dict.fromkeys(
        ("to_json", "from_json", "to_text", "from_text"),
        "how a thing is written and read back, by the module of the thing",
    ),
    **dict.fromkeys(("upgrade", "revision", "down_revision"), "asked of each migration"),
    **dict.fromkeys(
        ("load_case", "analyse", "decision_matrix"),
        "what an analyst calls is the function of its name, over that of the product",
    ),
    "main": "what a process begins with",
}
"""Public names that several modules may have, and why."""


def test_no_public_name_is_defined_twice():
    where = defaultdict(set)
    for path, tree in trees().items():
        for one in set(defined(tree)) - SAME_NAME.keys():
            where[one].add(name(path))
    assert where
    assert {one: places for one, places in where.items() if len(places) > 1} == {}


def defined(tree):
    """The public names of a module: its functions, classes and values, no type variable."""
    for node in tree.body:
        made = node.value if isinstance(node, ast.Assign) else None
        if isinstance(made, ast.Call) and ast.unparse(made.func) in ("TypeVar", "ParamSpec"):
            continue
        yield from (one for one in named(node) if not one.startswith("_"))


def named(node):
    if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
        yield node.name
    elif isinstance(node, ast.Assign | ast.AnnAssign):
        for target in node.targets if isinstance(node, ast.Assign) else [node.target]:
            yield from (x.id for x in ast.walk(target) if isinstance(x, ast.Name))


def test_only_who_opens_a_store_or_names_a_day_asks_the_machine_what_time_it_is():
    """Rules, rooms, records and documents are given the moment."""
    clock = re.compile(r"\b(datetime\.(utc)?now|date\.today|time\.time)\(")
    asking = [name(path) for path in MODULES if clock.search(path.read_text("utf-8"))]
    assert asking == [
        "prioritisation/meeting/store/store.py",
        "prioritisation/settings.py",
        "prioritisation/ui/visit/visit.py",
    ]


def test_no_room_weighs_more_than_it_may():
    """``make weight`` prints it; a landing lowers the numbers to what it reached."""
    weighed, allowed = weights(), most()
    assert weighed.keys() == allowed.keys()
    over = {
        (room, unit): (weighed[room][unit], limit)
        for room, limits in allowed.items()
        for unit, limit in limits.items()
        if weighed[room][unit] > limit
    }
    assert over == {}

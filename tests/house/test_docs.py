"""What the documentation says of the house is what the house is."""

import ast
import re
import tomllib
from collections import defaultdict
from functools import cache
from importlib import metadata
from pathlib import Path

from prioritisation.settings import THRESHOLDS
from tests.each import each
from tests.house.parsed import nodes

ROOT = Path(__file__).parents[2]
PAGES = sorted((*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")))
ARCHITECTURE = ROOT / "docs" / "architecture.md"
FOLDERS = re.compile(r"`((?:criteria|prioritisation|tests|data|docs)/[\w./-]*/)`")
NAMED = re.compile(r"`([\w.-]+(?:/[\w.-]+)*\.(?:py|js|css|typ|html|toml|csv|po))(?:\.\w+|::\w+)*`")


@cache
def files():
    """Every file that people wrote, by its path from the top."""
    skipped = {"__pycache__", ".venv", ".git"}
    return frozenset(
        path.relative_to(ROOT).as_posix()
        for path in ROOT.rglob("*")
        if path.is_file() and not skipped & set(path.parts)
    )


@each("page", PAGES, ids=lambda page: page.name)
def test_each_file_that_a_page_names_is_there(page):
    """By its path, or by as much of its end as says which; folders by their whole path."""
    text = page.read_text(encoding="utf-8")
    lost = [one for one in NAMED.findall(text) if not any(ends(path, one) for path in files())]
    lost += [one for one in FOLDERS.findall(text) if not (ROOT / one).is_dir()]
    assert lost == []


def ends(path, name):
    return path == name or path.endswith(f"/{name}")


def tree(page, title):
    """The folders of a drawn tree, by their paths: ``{folder}`` of one line may hold others."""
    drawing = re.search(rf"## {title}.*?```\n(.*?)```", page.read_text("utf-8"), re.DOTALL)
    here = ""
    for line in drawing[1].splitlines():
        indent = len(line) - len(line.lstrip())
        first, *rest = re.findall(r"(?<![\w./])([a-z_0-9]+)/", line) or [""]
        if indent > 4 or not first:
            continue
        if not indent:
            here = first
        place = first if not indent else f"{here}/{first}"
        yield place
        yield from (f"{place}/{one}" for one in rest)


def test_the_house_of_the_readme_has_the_rooms_that_there_are():
    drawn = set(tree(ROOT / "README.md", "The house"))
    assert [one for one in sorted(drawn) if not (ROOT / one).is_dir()] == []
    rooms = {
        f"prioritisation/{path.name}"
        for path in (ROOT / "prioritisation").iterdir()
        if (path / "__init__.py").exists()
    }
    assert rooms <= drawn


def layers(container):
    """The floors of a contract, from the top, each with its rooms."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    contracts = settings["tool"]["importlinter"]["contracts"]
    found = next(c for c in contracts if c.get("containers") == [container])
    return [set(layer.split(" | ")) for layer in found["layers"]]


def test_the_floors_that_are_drawn_are_those_of_the_contract():
    drawing = re.search(
        r"## The floors.*?```\n(.*?)```", ARCHITECTURE.read_text("utf-8"), re.DOTALL
    )
    floors = [set(re.split(r" \| ", line[:44].strip())) for line in drawing[1].splitlines()]
    assert floors == [*layers("prioritisation"), {"criteria"}]


def names_of_code(path):
    """What a module defines: classes, functions, parameters, variables and members."""
    for node in nodes(path):
        match node:
            case ast.ClassDef() | ast.FunctionDef() | ast.AsyncFunctionDef():
                yield node.name
            case ast.Name(ctx=ast.Store()):
                yield node.id
            case ast.arg():
                yield node.arg


def test_each_name_of_the_glossary_is_one_of_the_code():
    """In its second column; files and plain words of other fields apart."""
    known = {"None", "py"}
    for path in [*(ROOT / "prioritisation").rglob("*.py"), *(ROOT / "criteria").rglob("*.py")]:
        known |= {path.stem, path.parent.name}
        known |= set(names_of_code(path))
    rows = re.findall(
        r"^\|[^|]+\|([^|]+)\|", (ROOT / "docs" / "glossary.md").read_text("utf-8"), re.MULTILINE
    )
    names = [
        name for row in rows for code in re.findall(r"`([^`]+)`", row) for name in code.split(".")
    ]
    assert len(names) > 100
    assert [name for name in names if name.isidentifier() and name not in known] == []


REQUIREMENTS = (ROOT / "requirements.txt").read_text("utf-8")
NUMBERS = dict(
    enumerate(
        ["ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen"], 10
    )
)
TOOLS = ("--browser.serverAddress", "--numprocesses", "--dist", "--font-render-hinting")
"""Options of other programs."""


@cache
def sources():
    """The text of everything that runs."""
    read = {".py", ".js", ".css", ".html", ".typ", ".toml"}
    paths = [ROOT / "app.py"]
    for folder in ("prioritisation", "criteria"):
        paths += [path for path in (ROOT / folder).rglob("*") if path.suffix in read]
    return "\n".join(path.read_text("utf-8") for path in paths)


def distributions(part):
    """Name -> its comment, of a part of the requirements."""
    rows = re.findall(r"^([\w.-]+)(?:\[\w+\])?==[^#\n]*(?:#\s*(.*))?$", part, re.MULTILINE)
    return {name.lower().replace("_", "-"): comment for name, comment in rows}


@cache
def imports():
    """Every module that the product imports, by its first name."""
    lines = r"^[ \t]*(?:import|from) (\w+)|import_module\(\"(\w+)"
    return {name for pair in re.findall(lines, sources(), re.MULTILINE) for name in pair}


@cache
def provided():
    """Distribution -> the modules that it provides."""
    modules_of = defaultdict(set)
    for top, names in metadata.packages_distributions().items():
        for name in names:
            modules_of[name.lower().replace("_", "-")].add(top)
    return modules_of


def imported(name):
    """Whether the product imports something of a distribution."""
    return bool(provided()[name] & imports())


def test_what_is_required_first_is_used_or_said_to_be_for_the_server():
    first, _, rest = REQUIREMENTS.partition("# needed by the above")
    unused = [
        name
        for name, comment in distributions(first).items()
        if not imported(name) and not comment.startswith("for uvicorn")
    ]
    assert unused == []
    assert [name for name in distributions(rest) if imported(name)] == []


def test_rooms_and_floors_are_counted_right():
    floors = layers("prioritisation")
    rooms = sum(map(len, floors))
    said = f"{NUMBERS[rooms]} rooms on {NUMBERS[len(floors)]} floors above"
    for page in ("README.md", "docs/architecture.md"):
        assert said in (ROOT / page).read_text("utf-8").lower()
    readme = (ROOT / "README.md").read_text("utf-8")
    drawing = re.search(r"## The house.*?```\n(.*?)```", readme, re.DOTALL)[1]
    drawn = set(re.findall(r"^ {4}(\w+)(?:/|\.py)", drawing, re.MULTILINE))
    assert set().union(*floors) == drawn


@each("page", PAGES, ids=lambda page: page.name)
def test_settings_targets_and_options_of_a_page_are_there(page):
    text = page.read_text("utf-8")
    makefile = (ROOT / "Makefile").read_text("utf-8")
    lost = [name for name in re.findall(r"\bPRIORITISATION_\w+", text) if name not in sources()]
    lost += [
        name
        for name in re.findall(r"(?:`|^)(?:HOST=\S+ |PORT=\S+ )*make (\w+)", text, re.MULTILINE)
        if not re.search(rf"^{name}:", makefile, re.MULTILINE)
    ]
    options = re.findall(r"`(--[a-z-]+)", text)
    lost += [o for o in options if o not in sources() and not any(t.startswith(o) for t in TOOLS)]
    assert lost == []


def test_every_setting_is_in_the_page_of_the_deployment():
    text = (ROOT / "docs" / "deployment.md").read_text("utf-8")
    for setting in THRESHOLDS:
        row = re.search(rf"^\| `{setting.variable}` \|.*\| `([\d.,]+)` \|$", text, re.MULTILINE)
        assert row, setting.variable
        assert row[1] == setting.starting


DOTTED = re.compile(r"`([A-Za-z]\w*(?:\.[A-Za-z]\w*)+)(?:\([^`]*\))?`")


@cache
def qualified():
    """Each class of the code with every word of it and of what it inherits, by name."""
    classes = {}
    for path in [*(ROOT / "prioritisation").rglob("*.py"), *(ROOT / "criteria").rglob("*.py")]:
        for node in nodes(path):
            if isinstance(node, ast.ClassDef):
                classes[node.name] = [ast.unparse(b) for b in node.bases], ast.unparse(node)
    return classes


def has(name, attribute):
    """Whether a class, or one that it inherits from, says an attribute."""
    bases, text = qualified().get(name, ([], ""))
    return bool(re.search(rf"\b{attribute}\b", text)) or any(has(b, attribute) for b in bases)


@each("page", PAGES, ids=lambda page: page.name)
def test_each_attribute_of_a_class_that_a_page_names_is_there(page):
    named = [one.split(".") for one in DOTTED.findall(page.read_text("utf-8"))]
    lost = [parts for parts in named if parts[0] in qualified() and not has(parts[0], parts[1])]
    assert lost == []


PICTURE = re.compile(r"!\[([^\]]*)\]\(([^)#\s]+)\)")
PICTURES = ROOT / "docs" / "pictures"
MOST_BYTES = 4_000_000
"""Of all pictures of the documentation: whoever copies the project takes them along."""


def pictures_of(page):
    """Alternative text and file of each picture of a page."""
    found = PICTURE.findall(page.read_text("utf-8"))
    return [(words, (page.parent / path).resolve()) for words, path in found if ":" not in path]


def test_each_picture_of_a_page_is_there_and_says_what_it_shows_and_all_of_them_are_small():
    shown = [pair for page in PAGES for pair in pictures_of(page)]
    assert {path for _, path in shown} <= set(PICTURES.iterdir())
    assert [path.name for words, path in shown if len(words) < len("Conduire")] == []
    assert sum(path.stat().st_size for path in PICTURES.iterdir()) <= MOST_BYTES


LINK = re.compile(r"(?<!!)\[[^\]]*\]\(([^)#\s:]+)(?:#[^)]*)?\)")


@each("page", PAGES, ids=lambda page: page.name)
def test_each_link_of_a_page_leads_to_a_file(page):
    lost = [to for to in LINK.findall(page.read_text("utf-8")) if not (page.parent / to).exists()]
    assert lost == []

"""What the documentation says of the house is what the house is."""

import re
from functools import cache
from pathlib import Path

from prioritisation.settings import THRESHOLDS
from tests.each import each

ROOT = Path(__file__).parents[2]
PAGES = sorted((*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")))
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

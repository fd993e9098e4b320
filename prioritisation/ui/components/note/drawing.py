"""The preview of the note as HTML: every text of it is data, and is escaped here."""

import re
from collections.abc import Callable, Mapping, Sequence
from html import escape
from typing import Any

from prioritisation.ui.components.markup import scrollable, tag, text
from prioritisation.wording import t

Told = Mapping[str, Any]
"""What ``documents.preview`` tells."""

BREAK = "\N{ZERO WIDTH SPACE}"


def drawn_note(note: Told) -> str:
    """The note: heading, what must be known first, sections, annex, traceability."""
    parts = [
        _heading(note),
        _first(note),
        *(_section(section, "h3", k) for k, section in enumerate(note["sections"])),
        tag("h3", _text(note["annex-title"])),
        *(_section(section, "h4", 100 + k) for k, section in enumerate(note["annex"])),
        tag("h4", _text(note["trace-title"])),
        _pairs(note["trace"]),
    ]
    return tag("article", "".join(parts), "paper", aria_label=t("Preview of the note"))


def _heading(note: Told) -> str:
    mark = tag("p", _text(note["mark"]), "mark") if note["mark"] else ""
    status = tag("span", _text(note["status"]), "stamp")
    title = tag("h2", _text(note["title"]) + " " + status)
    return mark + title + _pairs(note["lines"])


def _first(note: Told) -> str:
    lines = "".join(tag("p", _text(one)) for one in note["first"])
    return tag("h3", _text(note["first-title"])) + tag("div", lines, "first")


def _pairs(pairs: Sequence[Sequence[str]]) -> str:
    rows = (tag("dt", _text(name)) + tag("dd", _text(said)) for name, said in pairs)
    return tag("dl", "".join(rows), "pairs")


def _section(section: Told, level: str, place: int) -> str:
    blocks = (_block(b, f"{place}-{k}") for k, b in enumerate(section["blocks"]))
    return tag(level, _text(section["title"])) + "".join(blocks)


def _block(block: Told, name: str) -> str:
    match block["kind"]:
        case "paragraph":
            words = _text(block["text"])
            return tag("p", tag("strong", words) if block["strong"] else words)
        case "bullets":
            return tag("ul", "".join(tag("li", _text(item)) for item in block["items"]))
        case "table":
            return _table(block)
        case _:
            return _picture(block, name)


def _table(block: Told) -> str:
    figures = set(block["figures"])

    def css(column: int) -> str:
        return "figure" if column in figures else ""

    header = block["header"]
    top = "".join(tag("th", _text(h), css(k), scope="col") for k, h in enumerate(header))
    rows = "".join(_row(row, css) for row in block["rows"])
    caption = tag("caption", _text(block["caption"])) if block["caption"] else ""
    inside = f"{caption}<thead><tr>{top}</tr></thead><tbody>{rows}</tbody>"
    return scrollable(tag("table", inside), block["caption"] or header[0])


def _row(row: Sequence[str], css: Callable[[int], str]) -> str:
    cells = "".join(tag("td", _text(c), css(k)) for k, c in enumerate(row[1:], 1))
    return tag("tr", tag("th", _text(row[0]), css(0), scope="row") + cells)


def _picture(block: Told, name: str) -> str:
    width = max(60, round(100 * block["width"]))
    image = tag(
        "div",
        _own_ids(block["svg"], name),
        "drawing",
        role="img",
        aria_label=block["alt"],
        style=f"max-width:{width}%",
    )
    return tag("figure", image + tag("figcaption", _text(block["caption"])))


def _own_ids(svg: str, name: str) -> str:
    """A picture whose ids are its own: two on a page would be clipped by each other's."""
    own = escape(f"p{name}-", quote=True)
    named = re.sub(r'\bid="([\w-]+)"', rf'id="{own}\1"', svg)
    linked = re.sub(r"url\(#([\w-]+)\)", rf"url(#{own}\1)", named)
    return linked.replace("<svg ", '<svg aria-hidden="true" ', 1)


def _text(words: str) -> str:
    """Text with its paragraphs, and with its long words cut where they may be."""
    return text(words).replace("\n", "<br>").replace(BREAK, "<wbr>")

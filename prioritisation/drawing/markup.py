"""Small HTML pieces. Every text is data: it is escaped here, whoever wrote it."""

from collections.abc import Iterable, Sequence
from html import escape

from prioritisation.wording import typeset


def text(words: object) -> str:
    """Words as HTML text, with the spaces of French punctuation."""
    return escape(typeset(str(words)), quote=True)


def tag(name: str, content: str, css: str = "", **attributes: str) -> str:
    """An element around HTML that is already safe; attribute values are escaped."""
    # `aria_label` has a dash in HTML; a word of Python, `for` say, ends with a `_` here.
    given = {"class": css, **{k.rstrip("_").replace("_", "-"): v for k, v in attributes.items()}}
    written = "".join(f' {k}="{escape(str(v), quote=True)}"' for k, v in given.items() if v)
    return f"<{name}{written}>{content}</{name}>"


def items(rows: Iterable[str], css: str = "") -> str:
    """A list of HTML rows."""
    return tag("ul", "".join(tag("li", row) for row in rows), css)


def plain_list(lines: Iterable[str]) -> str:
    """A list of sentences; nothing for none."""
    rows = [text(line) for line in lines]
    return items(rows, "plainlist") if rows else ""


def html_paragraphs(lines: Iterable[str], css: str = "") -> str:
    """A paragraph for each line that says something."""
    return "".join(tag("p", text(line), css) for line in lines if line)


def picture_key(parts: Iterable[str]) -> str:
    """What the signs of a picture mean, under it; each part is HTML."""
    return tag("p", "".join(tag("span", part) for part in parts), "key")


def act_link(address: str, label: str, css: str = "act") -> str:
    """A link that looks like a button and stays in the tab."""
    return tag("p", tag("a", text(label), css, href=address, target="_self"))


def table(
    head: Sequence[str], rows: Iterable[Sequence[str]], caption: str = "", css: str = ""
) -> str:
    """A table of HTML cells; the first cell of each row is its heading."""
    top = "".join(tag("th", cell, scope="col") for cell in head)
    body = "".join(
        tag("tr", tag("th", row[0], scope="row") + "".join(tag("td", c) for c in row[1:]))
        for row in rows
    )
    title = tag("caption", text(caption)) if caption else ""
    inside = f"{title}<thead><tr>{top}</tr></thead><tbody>{body}</tbody>"
    return tag("table", inside, css)


def scrollable(content: str, label: str) -> str:
    """A wide thing that scrolls by itself, also with the keyboard."""
    return tag("div", content, "wide", tabindex="0", role="region", aria_label=label)


def details(summary: str, content: str, css: str = "") -> str:
    """Something shown on demand."""
    return tag("details", tag("summary", summary) + content, css)

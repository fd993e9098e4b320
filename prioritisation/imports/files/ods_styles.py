"""Styles of an OpenDocument sheet: how numbers are shown, what is struck out, raised or hidden."""

from dataclasses import dataclass, field, replace
from xml.etree.ElementTree import Element

from prioritisation.imports.files.formats import PLAIN, ShownFormat
from prioritisation.imports.files.markup import Markup

NUMBER_STYLES = frozenset(
    {"number-style", "percentage-style", "currency-style", "date-style", "time-style"}
)
ODS_STYLES = NUMBER_STYLES | {"style", "default-style"}
_DIGITS = ("number", "scientific-number", "fraction")
_MOST_PARENTS = 20


@dataclass(frozen=True, slots=True)
class OdsStyle:
    """What a style makes of what it is given to."""

    parent: str = ""
    number: str = ""
    struck: bool | None = None
    level: int = 0
    hidden: bool = False


@dataclass
class OdsStyles:
    """All styles of a file, by family and name."""

    _styles: dict[tuple[str, str], OdsStyle] = field(default_factory=dict)
    _formats: dict[str, ShownFormat] = field(default_factory=dict)
    _instead: dict[str, str] = field(default_factory=dict)
    _looks: dict[str, tuple[bool, ShownFormat]] = field(default_factory=dict)

    def take(self, part: Markup, tag: str, one: Element) -> None:
        """Take a style, or a way to show numbers."""
        name = attribute(one, "name")
        if tag in NUMBER_STYLES:
            look = _number_format(part, tag, one)
            unseen = tag == "number-style" and _is_blank(part, one)
            self._formats[name] = replace(look, unseen="+-0") if unseen else look
            self._instead[name] = _for_positive(part, one)
        else:
            self._styles[attribute(one, "family"), name] = _style(part, one)

    def look(self, name: str) -> tuple[bool, ShownFormat]:
        """Whether a cell is struck out, and how it shows its number."""
        if name not in self._looks:
            self._looks[name] = self.is_struck("table-cell", name), self.shown_format(name)
        return self._looks[name]

    def is_struck(self, family: str, name: str) -> bool:
        """Whether it, or the first of its parents that says so, strikes out."""
        return next((s.struck for s in self._line(family, name) if s.struck is not None), False)

    def level(self, name: str) -> int:
        """Whether a part of a text is raised, 1, or lowered, -1."""
        return next((s.level for s in self._line("text", name) if s.level), 0)

    def is_hidden(self, family: str, name: str) -> bool:
        """Whether it has no room: a sheet that is not displayed, a row without height."""
        return any(style.hidden for style in self._line(family, name)[:1])

    def shown_format(self, name: str) -> ShownFormat:
        """How a cell shows its number."""
        number = next((s.number for s in self._line("table-cell", name) if s.number), "")
        instead = self._instead.get(number)
        if not instead:
            return self._formats.get(number, PLAIN)
        above, below = (self._formats.get(one, PLAIN) for one in (instead, number))
        unseen = "+" * bool(above.unseen) + "-0" * bool(below.unseen)
        return replace(above, unseen=unseen)

    def _line(self, family: str, name: str) -> list[OdsStyle]:
        """A style and its parents, the default one last."""
        line: list[OdsStyle] = []
        while name and (family, name) in self._styles and len(line) < _MOST_PARENTS:
            line.append(self._styles[family, name])
            name = line[-1].parent
        default = self._styles.get((family, ""))
        return [*line, default] if default is not None and name else line


def attribute(one: Element, name: str) -> str:
    """The value of an attribute, whatever its namespace; empty where it is not there."""
    end = "}" + name
    for key in one.keys():  # noqa: SIM118 (of an element, its attributes)
        if key.endswith(end):
            return one.get(key, "")
    return ""


def _style(part: Markup, one: Element) -> OdsStyle:
    struck: bool | None = None
    level, hidden = 0, False
    for look in one:
        tag = part.local(look)
        if tag == "text-properties":
            line = attribute(look, "text-line-through-style") or attribute(
                look, "text-line-through-type"
            )
            struck = line != "none" if line else None
            level = _level(attribute(look, "text-position"))
        elif tag == "table-properties":
            hidden = attribute(look, "display") == "false"
        elif tag in ("table-row-properties", "table-column-properties"):
            size = attribute(look, "row-height") or attribute(look, "column-width")
            hidden = size != "" and not any("1" <= sign <= "9" for sign in size)
    parent, number = attribute(one, "parent-style-name"), attribute(one, "data-style-name")
    return OdsStyle(parent, number, struck, level, hidden)


def _level(position: str) -> int:
    """« super 58% », « -33% 58% », or « 0% 100% » of what stands on the line."""
    first = position.split(" ", 1)[0]
    if first in ("", "sub", "super"):
        return {"": 0, "sub": -1, "super": 1}[first]
    number = first.removesuffix("%").lstrip("+-").strip("0.")
    return 0 if not number else -1 if first.startswith("-") else 1


def _for_positive(part: Markup, one: Element) -> str:
    """The name of the style of numbers above 0, where they have one of their own."""
    for look in one:
        if part.local(look) == "map":
            condition = attribute(look, "condition").replace(" ", "")
            if condition in ("value()>=0", "value()>0"):
                return attribute(look, "apply-style-name")
    return ""


def _is_blank(part: Markup, one: Element) -> bool:
    """Whether a way to show numbers writes neither digits nor signs."""
    return not any(part.local(look) in _DIGITS or (look.text or "").strip() for look in one)


def _number_format(part: Markup, tag: str, one: Element) -> ShownFormat:
    before, unit, currency, divisor, digits = "", "", "", 1.0, False
    for look in one:
        name = part.local(look)
        if name in _DIGITS:
            digits = True
            divisor = _divisor(attribute(look, "display-factor"))
        elif name == "currency-symbol":
            currency = (look.text or "").strip()
        elif name == "text" and digits:
            unit += look.text or ""
        elif name == "text":
            before += look.text or ""
    if tag == "percentage-style":
        return ShownFormat(percent=True)
    before = before.strip() if any(sign.isalnum() for sign in before) else ""
    if before and not digits:
        return PLAIN
    return ShownFormat(before=before, unit=currency or " ".join(unit.split()), divisor=divisor)


def _divisor(text: str) -> float:
    try:
        return max(float(text), 1.0) if text else 1.0
    except ValueError:
        return 1.0

"""Styles of an OpenDocument sheet: how numbers are shown, what is struck out, raised or hidden."""

import re
from dataclasses import dataclass, field, replace
from xml.etree.ElementTree import Element

from prioritisation.imports.files.formats import (
    HIDDEN,
    PLAIN,
    ShownCase,
    ShownFormat,
)
from prioritisation.imports.files.markup import Markup

NUMBER_STYLES = frozenset(
    {"number-style", "percentage-style", "currency-style", "date-style", "time-style"}
)
ODS_STYLES = NUMBER_STYLES | {"style", "default-style"}
_DIGITS = ("number", "scientific-number", "fraction")
_MOST_PARENTS = 20
_CONDITION = re.compile(r"value\(\)(<=|>=|<>|!=|<|>|=)([+-]?\d{1,20}(?:\.\d{0,20})?)")
_OWN_SIGN = [(">", 0.0), (">=", 0.0)]
"""What is above 0 is shown by another style than what is below, which writes its sign."""


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
    _maps: dict[str, list[tuple[str, float, str]]] = field(default_factory=dict)
    _looks: dict[str, tuple[bool, ShownFormat]] = field(default_factory=dict)

    def take(self, part: Markup, tag: str, one: Element) -> None:
        """Take a style, or a way to show numbers."""
        name = attribute(one, "name")
        if tag in NUMBER_STYLES:
            self._formats[name] = _number_format(part, tag, one)
            self._maps[name] = _maps(part, one)
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
        own, maps = self._formats.get(number, PLAIN), self._maps.get(number, [])
        looks = [self._formats.get(name, PLAIN) for _, _, name in maps]
        if len(maps) == 1 and maps[0][:2] in _OWN_SIGN:
            of_zero = own if maps[0][0] == ">" else looks[0]
            shown_by = {"+": looks[0], "-": own, "0": of_zero}
            unseen = "".join(sign for sign, look in shown_by.items() if sign in look.unseen)
            return replace(looks[0], zero=of_zero.zero, unseen=unseen)
        cases = (
            ShownCase(sign, limit, HIDDEN if "+" in look.unseen else look)
            for (sign, limit, _), look in zip(maps, looks, strict=True)
        )
        return replace(own, cases=tuple(cases))

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


def _maps(part: Markup, one: Element) -> list[tuple[str, float, str]]:
    """Which numbers have a style of their own: a sign, a limit, its name."""
    maps = []
    for look in one:
        if part.local(look) == "map":
            match = _CONDITION.fullmatch(attribute(look, "condition").replace(" ", ""))
            if match:
                sign = "<>" if match[1] == "!=" else match[1]
                maps.append((sign, float(match[2]), attribute(look, "apply-style-name")))
    return maps


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
    if not digits and tag == "number-style":
        return _without_digits(before.strip())
    before = before.strip() if digits and any(map(str.isalnum, before)) else ""
    if tag == "percentage-style":
        return ShownFormat(percent=True)
    return ShownFormat(before=before, unit=currency or " ".join(unit.split()), divisor=divisor)


def _without_digits(text: str) -> ShownFormat:
    """What a text says instead of a number; « - » for 0 is how accountants write it."""
    if not text:
        return HIDDEN
    return ShownFormat(zero=text if any(map(str.isalpha, text)) else "", unseen="+-")


def _divisor(text: str) -> float:
    try:
        return max(float(text), 1.0) if text else 1.0
    except ValueError:
        return 1.0

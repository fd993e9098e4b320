"""XML that people bring, element by element: no declaration, no depth, nothing kept too long."""

import io
from collections.abc import Iterator
from typing import Literal
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import iterparse

from prioritisation.imports.errors import FileRefused

MOST_DEPTH = 100
"""Of elements in one another: files of spreadsheets have ten or twenty."""
MOST_ELEMENTS, MOST_KEPT = 1_000_000, 200_000
"""Of a part, and in one element that is handed over whole."""


class Markup:
    """A part in XML, walked through once."""

    def __init__(self, name: str, content: bytes) -> None:
        self.name = name
        self._content = content
        self._local: dict[str, str] = {}

    def local(self, element: Element) -> str:
        """The name of an element without its namespace: there are two of each, strict or not."""
        tag = element.tag
        known = self._local.get(tag)
        if known is None:
            known = self._local[tag] = tag.rpartition("}")[2]
        return known

    def walk(
        self, whole: frozenset[str]
    ) -> Iterator[tuple[Literal["start", "end"], str, Element]]:
        """Begin and end of each element: those of some names only when they end, whole.

        Raises
        ------
        FileRefused
            When it is no XML, is too deep, or declares anything.
        """
        try:
            yield from self._walk(whole)
        except DefusedXmlException as error:
            raise FileRefused("xml_entities", part=self.name) from error
        except (ParseError, LookupError, ValueError) as error:
            raise FileRefused("broken", part=self.name) from error

    def _walk(
        self, whole: frozenset[str]
    ) -> Iterator[tuple[Literal["start", "end"], str, Element]]:
        opened: list[Element] = []
        inside = elements = first = 0
        for event, element in iterparse(
            io.BytesIO(self._content), events=("start", "end"), forbid_dtd=True
        ):
            name = self.local(element)
            if event == "start":
                elements += 1
                opened.append(element)
                if inside:
                    self._check(len(opened), elements, elements - first)
                    continue
                self._check(len(opened), elements, 0)
                if name in whole:
                    inside, first = len(opened), elements
                else:
                    yield "start", name, element
                continue
            depth = len(opened)
            opened.pop()
            if inside and depth > inside:
                continue
            inside = 0
            yield "end", name, element
            # What was handed over is nobody's any more: a part of any length takes as much room.
            if opened:
                opened[-1].clear()

    def _check(self, depth: int, elements: int, within: int) -> None:
        if depth > MOST_DEPTH:
            raise FileRefused("too_deep", part=self.name, allowed=MOST_DEPTH)
        if elements > MOST_ELEMENTS or within > MOST_KEPT:
            raise FileRefused("too_heavy", part=self.name)

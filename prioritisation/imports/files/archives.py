"""Archives and XML that people bring: the directory is checked first, then what is unpacked.

Only what is asked for is unpacked, in memory, and never more than the directory says.
"""

import io
import re
import stat
import zipfile
import zlib
from collections.abc import Iterator
from typing import Literal
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import iterparse

from prioritisation.imports.grids import LARGEST_UNPACKED, MOST_ENTRIES, FileRefused

_ENTRY = b"PK\x01\x02"
_FAR_TOO_MANY = 5_000
"""Entries of a directory that is not even opened: each takes memory."""
_LEFT_BY_SYSTEMS = re.compile(r"(^|/)(__MACOSX/|\._|\.DS_Store$|Thumbs\.db$|desktop\.ini$)")
_OUTSIDE = re.compile(r"^([/\\]|[A-Za-z]:)|(^|[/\\])\.\.([/\\]|$)")
_IS_LOCKED = 0x1
_XML = (".xml", ".rels", ".vml")
_DECLARED = tuple(
    word.encode(encoding)
    for word in ("<!DOCTYPE", "<!ENTITY")
    for encoding in ("ascii", "utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be")
)
_SHOWN = 80


class Archive:
    """An archive whose directory is sound.

    Raises
    ------
    FileRefused
        When it is broken, too large, locked, or leads out of itself.
    """

    def __init__(self, content: bytes) -> None:
        entries = content.count(_ENTRY)
        if entries > _FAR_TOO_MANY:
            raise FileRefused("many_entries", found=entries, allowed=MOST_ENTRIES)
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(content))
        except (zipfile.BadZipFile, ValueError, OverflowError, NotImplementedError) as error:
            raise FileRefused("broken") from error
        self._infos = {one.filename: one for one in self._zip.infolist()}
        self._check()

    @property
    def names(self) -> tuple[str, ...]:
        """Of the files in it, but for what systems leave there."""
        return tuple(
            one.filename
            for one in self._infos.values()
            if not one.is_dir() and not _LEFT_BY_SYSTEMS.search(one.filename)
        )

    def holds(self, name: str) -> bool:
        """Whether a file of that name is in it."""
        return name in self._infos

    def read(self, name: str) -> bytes:
        """What one of them holds; raises FileRefused when it is not there, or not whole."""
        if name not in self._infos:
            raise FileRefused("broken", part=name[:_SHOWN])
        allowed = self._infos[name].file_size
        try:
            with self._zip.open(name) as packed:
                content = packed.read(allowed + 1)
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError) as error:
            raise FileRefused("broken", part=name[:_SHOWN]) from error
        except (RuntimeError, ValueError, UnicodeError) as error:
            raise FileRefused("broken", part=name[:_SHOWN]) from error
        if len(content) != allowed:
            raise FileRefused("broken", part=name[:_SHOWN])
        return content

    def check_markup(self) -> None:
        """Raise FileRefused when a part in XML declares a type or an entity, or is too heavy."""
        for name in self._infos:
            if name.lower().endswith(_XML):
                _check_declarations(name, self.read(name))

    def _check(self) -> None:
        infos = self._zip.infolist()
        if len(infos) > MOST_ENTRIES:
            raise FileRefused("many_entries", found=len(infos), allowed=MOST_ENTRIES)
        for one in infos:
            _check_entry(one)
        size = sum(one.file_size for one in infos)
        if size > LARGEST_UNPACKED:
            raise FileRefused("unpacked_too_large", found=size, allowed=LARGEST_UNPACKED)
        twice = next(_repeated(infos), None)
        if twice is not None:
            raise FileRefused("broken", part=twice[:_SHOWN])


def _check_entry(one: zipfile.ZipInfo) -> None:
    name = one.filename[:_SHOWN]
    # Of other names than the library gives, which makes one sort of strokes of both.
    if _OUTSIDE.search(one.orig_filename) or "\x00" in one.orig_filename:
        raise FileRefused("unsafe", part=name)
    if stat.S_ISLNK(one.external_attr >> 16):
        raise FileRefused("unsafe", part=name)
    if one.flag_bits & _IS_LOCKED:
        raise FileRefused("encrypted", part=name)
    if one.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise FileRefused("broken", part=name)


def _repeated(infos: list[zipfile.ZipInfo]) -> Iterator[str]:
    names: set[str] = set()
    for one in infos:
        plain = one.filename.casefold()
        if plain in names:
            yield one.filename
        names.add(plain)


def _check_declarations(name: str, content: bytes) -> None:
    if any(one in content for one in _DECLARED):
        raise FileRefused("unsafe", part=name[:_SHOWN])
    if content.count(b"<") > 2 * MOST_ELEMENTS:
        raise FileRefused("too_heavy", part=name[:_SHOWN])


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
            raise FileRefused("unsafe", part=self.name) from error
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
            raise FileRefused("unsafe", part=self.name, allowed=MOST_DEPTH)
        if elements > MOST_ELEMENTS or within > MOST_KEPT:
            raise FileRefused("too_heavy", part=self.name)

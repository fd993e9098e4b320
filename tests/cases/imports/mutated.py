"""Files of every kind that are read, spoilt at random: bytes, lengths, attributes, whole parts."""

import io
import random
import re
import time
import zipfile
from functools import cache

from prioritisation.imports.grids import FileRefused
from tests.cases.imports.packages import ods_content, ods_parts, packed, sheet_xml, xlsx_parts

MOST_SECONDS = 1.0
"""Of a small file, on a machine that does something else too."""

_TABLE = (
    ("Levier", "Coût (k€)", "Délai", "Avis"),
    ("Navette gare", "210,5", "6 à 9", "bon"),
    ("Autopartage", "n.d.", "12", "moyen"),
    ("Piste cyclable", "1 200", "environ 40", "très bon"),
    ("Total", "1410,5", "", ""),
)
_STYLES = (
    "<numFmts><numFmt numFmtId='164' formatCode='#,##0, \"k€\"'/></numFmts>"
    "<fonts><font/><font><strike/></font></fonts>"
    "<cellXfs><xf/><xf numFmtId='164'/><xf fontId='1'/><xf numFmtId='14'/><xf numFmtId='10'/>"
    "</cellXfs>"
)
_STRINGS = (
    "<si><t>Levier</t></si><si><r><rPr><strike/></rPr><t>12</t></r><r><t>15</t></r></si>"
    "<si><t>été_x000A_hiver</t></si>"
)
_MORE = (
    '<row r="3" hidden="1"><c r="A3" t="s"><v>2</v></c><c r="B3" s="1"><v>1200</v></c></row>'
    '<row r="5"><c r="A5" t="s"><v>1</v></c><c r="B5" s="3"><v>46000</v></c>'
    '<c r="C5"><f>SUM(B2)</f></c><c r="D5" t="e"><v>#REF!</v></c></row>'
)
_EXTREMES = (
    *("0", "-1", "1e999", "NaN", "99999999999999999999", "1048577", "XFD1048576", "A1:XFD1048576"),
    *("", "\x00", "&lt;", "&amp;x;", "é" * 300, "../../x", "true", "#REF!", "A" * 5_000),
)
_ATTRIBUTE = re.compile(r'="[^"]*"')
_TEXT = re.compile(r">[^<>]+<")
_TAG = re.compile(r"<[^<>]+>")


def _csv(mark):
    return "".join(mark.join(row) + "\n" for row in _TABLE)


def _ods_rows():
    cells = (
        "".join(
            f'<table:table-cell office:value-type="string"><text:p>{cell}</text:p>'
            "</table:table-cell>"
            for cell in row
        )
        for row in _TABLE
    )
    rows = "".join(f"<table:table-row>{row}</table:table-row>" for row in cells)
    return (
        '<table:table-column table:number-columns-repeated="3" table:visibility="collapse"/>'
        f'{rows}<table:table-row table:number-rows-repeated="3"><table:table-cell '
        'table:number-columns-spanned="2" office:value-type="percentage" office:value="0.1"/>'
        "</table:table-row>"
    )


@cache
def sound_files():
    """One of each kind, none of which is refused."""
    merged = '<mergeCells count="1"><mergeCell ref="A5:B6"/></mergeCells>'
    before = '<cols><col min="2" max="3" hidden="1" width="9"/></cols>'
    sheet = sheet_xml(before=before, after=_MORE, end=merged)
    parts = xlsx_parts(sheet, styles=_STYLES, strings=_STRINGS, names=("Notes", "Été"))
    return (
        packed(parts),
        packed(ods_parts(ods_content(_ods_rows()))),
        _csv(";").encode("cp1252"),
        _csv("\t").encode("utf-16"),
        ('Titre, provisoire\n\n"Levier, dit ""x""",1\n' + _csv("|")).encode("utf-8-sig"),
    )


def mutated_file(seed):
    """A file that was sound, spoilt as its number says."""
    chance = random.Random(seed)  # noqa: S311 (the same one each time)
    content = chance.choice(sound_files())
    for _ in range(chance.randint(1, 3)):
        content = chance.choice(_WAYS)(content, chance)
    return content


def broken_by(seeds, read):
    """The spoilt files that are neither read nor refused, or take too long; each with why."""
    for seed in seeds:
        content = mutated_file(seed)
        before = time.process_time()
        try:
            read(content)
        except FileRefused:
            pass
        except Exception as error:  # noqa: BLE001 (what is looked for)
            yield seed, repr(error)[:200]
        seconds = time.process_time() - before
        if seconds > MOST_SECONDS:
            yield seed, f"{seconds:.1f} s"


def _flipped(content, chance):
    spoilt = bytearray(content)
    for _ in range(chance.randint(1, 8)):
        if spoilt:
            spoilt[chance.randrange(len(spoilt))] = chance.randrange(256)
    return bytes(spoilt)


def _cut(content, chance):
    first, last = sorted(chance.randrange(len(content) + 1) for _ in range(2))
    return chance.choice((content[:first], content[last:], content[:first] + content[last:]))


def _spliced(content, chance):
    other = chance.choice(sound_files())
    return content[: chance.randrange(len(content) + 1)] + other[chance.randrange(len(other)) :]


def _doubled(content, chance):
    first, last = sorted(chance.randrange(len(content) + 1) for _ in range(2))
    return content[:last] + content[first:last] * chance.randint(1, 50) + content[last:]


def _parts_of(content):
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return {name: archive.read(name) for name in archive.namelist()}
    except Exception:  # noqa: BLE001 (whatever was spoilt before)
        return {}


def _edited(content, chance):
    """A part of an archive changed within, and packed again: its sums are right."""
    parts = _parts_of(content)
    if not parts:
        return _flipped(content, chance)
    name = chance.choice(sorted(parts))
    text = parts[name].decode("utf-8", "surrogateescape")
    for _ in range(chance.randint(1, 4)):
        text = chance.choice((_attribute, _text, _tag))(text, chance)
    return packed(parts | {name: text.encode("utf-8", "surrogateescape")})


def _attribute(text, chance):
    return _replaced(_ATTRIBUTE, text, f'="{chance.choice(_EXTREMES)}"', chance)


def _text(text, chance):
    return _replaced(_TEXT, text, f">{chance.choice(_EXTREMES)}<", chance)


def _tag(text, chance):
    tags = [one[0] for one in _TAG.finditer(text)] or ["<a>"]
    return _replaced(_TAG, text, chance.choice(("", chance.choice(tags), "<a/>")), chance)


def _replaced(pattern, text, instead, chance):
    places = list(pattern.finditer(text))
    if not places:
        return text
    place = chance.choice(places)
    return text[: place.start()] + instead + text[place.end() :]


def _shuffled(content, chance):
    """Parts of an archive lost, swapped, or flipped within."""
    parts = _parts_of(content)
    if len(parts) < 2:
        return _cut(content, chance)
    one, other = chance.sample(sorted(parts), 2)
    way = chance.randrange(3)
    if way == 0:
        return packed({name: text for name, text in parts.items() if name != one})
    if way == 1:
        return packed(parts | {one: parts[other], other: parts[one]})
    return packed(parts | {one: _flipped(parts[one], chance)})


_WAYS = (_flipped, _cut, _spliced, _doubled, _edited, _edited, _edited, _shuffled)

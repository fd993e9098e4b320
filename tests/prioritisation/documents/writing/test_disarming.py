"""Templates that would fetch, run or ask when somebody opens the note made on them."""

import base64
import zipfile
from io import BytesIO

import pytest

from prioritisation.documents.writing.errors import BadTemplate
from prioritisation.documents.writing.word_parts import open_template
from tests.prioritisation.documents.writing.made import charter, packed

KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
SPACES = (
    f'xmlns:w="{W}" xmlns:r="{KIND[:-1]}" xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:asvg="http://schemas.microsoft.com/office/drawing/2016/SVG/main"'
)
PNG = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNk+A8AAQUBAScY42YAAAAASUVORK5CYII="
)
AWAY = "http://elsewhere.example/x"


def relation(name, kind, target=AWAY, *, external=True):
    mode = ' TargetMode="External"' if external else ""
    kind = kind if kind.startswith("http") else KIND + kind
    return f'<Relationship Id="{name}" Type="{kind}" Target="{target}"{mode}/>'


def relations(*each):
    space = "http://schemas.openxmlformats.org/package/2006/relationships"
    return f'<Relationships xmlns="{space}">{"".join(each)}</Relationships>'


def typed(extra):
    return lambda name, part: (
        part.replace(b"</Types>", extra.encode() + b"</Types>")
        if "Content_Types" in name
        else part
    )


def saved(template):
    """Name -> content of the parts of a note made on a template."""
    out = BytesIO()
    open_template(template).save(out)
    with zipfile.ZipFile(out) as file:
        return {name: file.read(name) for name in file.namelist()}


def with_settings(inside, *each):
    """A template whose settings hold more, and have relations."""

    def more(name, part):
        if name == "word/settings.xml":
            end = f"<w:x {SPACES}>{inside}</w:x></w:settings>"
            return part.replace(b"</w:settings>", end.encode())
        return part

    rels = {"word/_rels/settings.xml.rels": relations(*each)}
    return packed(charter(), rels, without=tuple(rels), rewritten=more)


def with_header(inside, *each, parts=None, types=""):
    """A template whose header holds a run of that, and has relations."""
    header = f"<w:hdr {SPACES}><w:p><w:r>{inside}</w:r></w:p></w:hdr>"
    parts_of = {
        "word/header1.xml": header,
        "word/_rels/header1.xml.rels": relations(*each),
        **(parts or {}),
    }
    return packed(charter(), parts_of, without=tuple(parts_of), rewritten=typed(types))


def header_of(parts):
    return parts["word/header1.xml"].decode()


def test_an_attached_template_elsewhere_goes_with_what_points_to_it():
    parts = saved(
        with_settings('<w:attachedTemplate r:id="rId9"/>', relation("rId9", "attachedTemplate"))
    )
    assert b"attachedTemplate" not in parts["word/settings.xml"]
    assert not [name for name, part in parts.items() if b"elsewhere" in part]


@pytest.mark.parametrize(
    "inside",
    [
        '<w:mailMerge><w:connectString w:val="elsewhere"/></w:mailMerge>',
        '<w:saveThroughXslt r:id="rId9"/>',
        '<w:updateFields w:val="true"/>',
        '<w:smartTagType w:url="elsewhere"/>',
    ],
)
def test_settings_that_act_go(inside):
    parts = saved(with_settings(inside, relation("rId9", "mailMergeSource")))
    assert not [name for name, part in parts.items() if b"elsewhere" in part]
    assert inside[3:12].encode() not in parts["word/settings.xml"]


PICTURE = "<w:drawing><a:graphic><a:blip {}/></a:graphic></w:drawing>"


@pytest.mark.parametrize(
    ("inside", "kind"),
    [
        (PICTURE.format('r:link="rId9"'), "image"),
        ('<w:pict><v:shape><v:imagedata r:id="rId9"/></v:shape></w:pict>', "image"),
        ('<w:pict><v:shape><v:imagedata r:href="rId9"/></v:shape></w:pict>', "image"),
        ('<w:object><o:OLEObject Type="Link" r:id="rId9"/></w:object>', "oleObject"),
        ('<w:pict><w:control r:id="rId9"/></w:pict>', "control"),
        (PICTURE.format('r:link="rId9"'), "hyperlink"),
        (PICTURE.format('r:link="rId9"'), KIND.replace("schemas.openxmlformats", "purl.oclc")),
    ],
)
def test_a_picture_or_an_object_elsewhere_goes(inside, kind):
    header = header_of(saved(with_header(inside, relation("rId9", kind))))
    assert "rId9" not in header
    assert "w:drawing" not in header
    assert "w:pict" not in header
    assert "w:object" not in header


def test_a_picture_held_in_the_file_stays_also_when_it_was_linked_too():
    png = {"word/media/a.png": b"\x89PNG\r\n\x1a\n"}
    inner = relation("rId1", "image", "media/a.png", external=False)
    both = PICTURE.format('r:embed="rId1" r:link="rId9"')
    types = '<Default Extension="png" ContentType="image/png"/>'
    parts = saved(with_header(both, inner, relation("rId9", "image"), parts=png, types=types))
    assert 'r:embed="rId1"' in header_of(parts)
    assert "r:link" not in header_of(parts)
    assert b"\x89PNG\r\n\x1a\n" in parts.values()


def test_an_address_in_a_picture_of_the_old_kind_goes():
    inside = (
        f'<w:pict><v:shape><v:imagedata src="{AWAY}" o:href="{AWAY}"/><v:fill src="{AWAY}"/>'
        "</v:shape></w:pict>"
    )
    header = header_of(saved(with_header(inside)))
    assert "elsewhere" not in header
    assert "v:imagedata" in header


def test_a_link_that_somebody_presses_stays():
    inside = '<w:t>site</w:t></w:r><w:hyperlink r:id="rId9"/><w:r>'
    parts = saved(with_header(inside, relation("rId9", "hyperlink")))
    assert 'r:id="rId9"' in header_of(parts)
    assert b"elsewhere" in parts["word/_rels/header1.xml.rels"]


def test_fields_that_fetch_go_from_headers():
    inside = '<w:instrText>INCLUDEPICTURE "elsewhere"</w:instrText>'
    marks = ['<w:fldChar w:fldCharType="begin"/>', '<w:fldChar w:fldCharType="end"/>']
    assert "elsewhere" not in header_of(saved(with_header(inside.join(marks))))


@pytest.mark.parametrize(
    ("name", "kind", "content"),
    [
        ("word/afchunk.html", "aFChunk", "text/html"),
        ("word/embeddings/a.bin", "oleObject", "application/vnd.ms-office.activeX"),
        ("word/activeX/a.bin", "control", "application/vnd.ms-office.activeX"),
        ("word/glossary/document.xml", "glossaryDocument", "application/xml"),
        ("word/customizations.xml", "keyMapCustomizations", "application/xml"),
        ("word/media/a.html", "image", "text/html"),
        ("word/media/a.svg", "image", "image/svg+xml"),
    ],
)
def test_parts_that_act_are_not_taken_over(name, kind, content):
    part = b'<svg xmlns:xlink="l"><image xlink:href="http://elsewhere"/></svg>'
    types = f'<Override PartName="/{name}" ContentType="{content}"/>'
    link = relation("rId9", kind, f"/{name}", external=False)
    parts = saved(with_header("<w:t>x</w:t>", link, parts={name: part}, types=types))
    assert not [one for one, part in parts.items() if b"elsewhere" in part]
    assert b"rId9" not in parts.get("word/_rels/header1.xml.rels", b"")


def test_a_drawing_in_svg_stays_and_one_that_acts_leaves_its_picture():
    png = relation("rId1", "image", "media/a.png", external=False)
    svg = relation("rId2", "image", "media/a.svg", external=False)
    inside = (
        "<w:drawing><a:graphic><a:blip r:embed='rId1'><a:ext><asvg:svgBlip r:embed='rId2'/>"
        "</a:ext></a:blip></a:graphic></w:drawing>"
    )
    types = (
        '<Default Extension="png" ContentType="image/png"/>'
        '<Default Extension="svg" ContentType="image/svg+xml"/>'
    )
    for content, stays in (("<svg><use href='#a'/></svg>", True), ("<svg><script/></svg>", False)):
        media = {"word/media/a.png": b"\x89PNG", "word/media/a.svg": content}
        header = header_of(saved(with_header(inside, png, svg, parts=media, types=types)))
        assert ("svgBlip" in header) is stays
        assert "a:blip" in header


def test_what_opens_with_the_whole_file_goes():
    """Panels of the web and buttons of the ribbon hang on the package, on no part."""
    pane = "http://schemas.microsoft.com/office/2011/relationships/webextensiontaskpanes"

    def more(name, part):
        if name != "_rels/.rels":
            return part
        link = relation("rId77", pane, "word/pane.xml", external=False)
        return part.replace(b"</Relationships>", link.encode() + b"</Relationships>")

    panes = {"word/pane.xml": "<x>elsewhere</x>"}
    parts = saved(packed(charter(), panes, rewritten=more))
    assert not [name for name, part in parts.items() if b"elsewhere" in part or b"panes" in part]


def test_what_the_template_shows_is_untouched():
    before, after = charter(), saved(charter())
    with zipfile.ZipFile(BytesIO(before)) as file:
        kept = set(file.namelist())
    assert kept - set(after) == {"docProps/thumbnail.jpeg"}
    assert b"Normandie" in after["word/header1.xml"]


def test_a_part_that_cannot_be_read_is_refused():
    with pytest.raises(BadTemplate) as caught:
        open_template(with_header("<w:t>x</w:r>"))
    assert caught.value.fault == "corrupt"

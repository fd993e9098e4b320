from docx import Document
from docx.oxml.ns import qn

from prioritisation.documents.writing.word_parts import (
    add_field,
    mark_header,
    own_font,
    rule_rows,
    set_language,
    shade,
)


def test_the_language_is_french_once_by_default_and_nowhere_else():
    document = Document()
    set_language(document)
    set_language(document)
    langs = list(document.styles.element.iter(qn("w:lang")))
    assert [lang.get(qn("w:val")) for lang in langs] == ["fr-FR"]
    assert document.core_properties.language == "fr-FR"


def test_a_table_has_a_header_row_a_title_and_lines_in_the_order_word_wants():
    table = Document().add_table(2, 2)
    rule_rows(table, "C9CED6")
    mark_header(table, "Poids")
    rows = [row._tr.trPr for row in table.rows]
    assert rows[0].find(qn("w:tblHeader")) is not None
    assert rows[1].find(qn("w:tblHeader")) is None
    names = [child.tag.split("}")[1] for child in table._tbl.tblPr]
    order = ["tblStyle", "tblW", "jc", "tblBorders", "tblLayout", "tblLook", "tblCaption"]
    assert names == [name for name in order if name in names]


def test_a_field_a_shade_and_a_font():
    document = Document()
    paragraph = document.add_paragraph()
    add_field(paragraph, "PAGE")
    assert paragraph._p.xpath(".//w:instrText")[0].text == "PAGE"
    shade(paragraph._p.get_or_add_pPr(), "FFE9B3")
    assert paragraph._p.xpath(".//w:shd/@w:fill") == ["FFE9B3"]
    style = document.styles["Heading 1"]
    own_font(style, "Arial")
    assert style.font.name == "Arial"
    assert not [k for k in style.element.rPr.rFonts.attrib if "Theme" in k]

"""A table to fill in as an OpenDocument workbook."""

from io import BytesIO

from prioritisation.documents.writing.cleaning import clean
from prioritisation.documents.writing.templates.content import TemplateCell, TemplateTable
from prioritisation.documents.writing.templates.guide import guide_lines, guide_name
from prioritisation.wording import t


def template_ods(table: TemplateTable) -> bytes:
    """The table on the first sheet, how it is filled in on the second."""
    from odfdo import Cell, Document, Row, Table  # noqa: PLC0415 (slow, for whoever asks for one)

    def sheet(name: str, lines: list[tuple[TemplateCell, ...]]) -> Table:
        made = Table(name)
        for line in lines:
            row = Row()
            for value in line:
                row.append_cell(cell(value))
            made.append_row(row)
        return made

    def cell(value: TemplateCell) -> Cell:
        if isinstance(value, float):
            return Cell(value, cell_type="float")
        text = clean(value)
        return Cell(text, cell_type="string", text=text) if text else Cell()

    document = Document("ods")
    # A new workbook of the library has sheets of its own.
    document.body.clear()
    document.set_language("fr-FR")
    document.body.append(sheet(t("Scores"), list(table.lines())))
    document.body.append(sheet(guide_name(), [(line,) for line in guide_lines(table)]))
    document.meta.title = clean(guide_lines(table)[0])
    out = BytesIO()
    document.save(out)
    return out.getvalue()

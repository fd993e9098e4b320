"""What an OpenDocument sheet keeps and shows, by hand where no library writes it."""

from prioritisation.imports.files.opening import opened_file
from prioritisation.imports.grids import EMPTY, CellKind, FileCell
from tests.cases.imports.packages import ods_content, ods_parts, packed
from tests.each import each

NUMBER, TEXT, DATE = CellKind.NUMBER, CellKind.TEXT, CellKind.DATE


def opened(rows="", parts=None, **content):
    return opened_file(
        "notes.ods", packed(ods_parts(ods_content(rows, **content)) | (parts or {}))
    )


def first_row(cells, **content):
    return opened(f"<table:table-row>{cells}</table:table-row>", **content).sheets[0].rows[0]


def typed(kind, attributes="", text="", style=""):
    look = f' table:style-name="{style}"' if style else ""
    body = f"<text:p>{text}</text:p>" if text else ""
    kept = f'office:value-type="{kind}" {attributes}'
    return f"<table:table-cell{look} {kept}>{body}</table:table-cell>"


def text(*paragraphs, more=""):
    body = "".join(f"<text:p>{one}</text:p>" for one in paragraphs)
    return f'<table:table-cell office:value-type="string">{body}{more}</table:table-cell>'


def test_values_are_those_that_are_kept():
    cells = first_row(
        typed("float", 'office:value="1.5"', "1,5")
        + typed("percentage", 'office:value="0.12"', "12 %")
        + typed("currency", 'office:value="350" office:currency="EUR"', "350 €")
        + typed("date", 'office:date-value="2026-03-12T08:00:00"', "12/03/26")
        + typed("time", 'office:time-value="PT02H30M00S"', "02:30")
        + typed("time", 'office:time-value="PT36H00M00S"', "36:00:00")
        + typed("boolean", 'office:boolean-value="true"', "VRAI")
        + typed("float", 'office:value="1e999"', "x")
        + "<table:table-cell><text:p>nu</text:p></table:table-cell>"
    )
    assert cells == (
        FileCell(NUMBER, 1.5),
        FileCell(NUMBER, 0.12, percent=True),
        FileCell(NUMBER, 350.0, unit="€"),
        FileCell(DATE, "2026-03-12"),
        FileCell(DATE, "02:30:00"),
        FileCell(TEXT, "36:00:00"),
        FileCell(CellKind.BOOLEAN, "true"),
        FileCell(TEXT, "1e999"),
        FileCell(TEXT, "nu"),
    )


def test_errors_and_formulas_are_told():
    cells = first_row(
        typed("float", 'table:formula="of:=[.A1]*2" office:value="4"', "4")
        + typed("string", 'table:formula="of:=1/0" calcext:value-type="error"', "#DIV/0!")
        + typed("float", 'table:formula="of:=A(" office:value="0"', "Err:502")
        + typed("string", 'office:string-value=""', "#REF!")
        + '<table:table-cell table:formula="of:=SUM([.A1])"/>'
        + typed("string", 'table:formula="of:=&quot;&quot;" office:string-value=""')
        + '<table:table-cell table:formula="of:=&quot;&quot;"><text:p/></table:table-cell>'
        + text("#1 des leviers")
    )
    assert cells == (
        FileCell(NUMBER, 4.0),
        FileCell(CellKind.ERROR, "#DIV/0!"),
        FileCell(CellKind.ERROR, "Err:502"),
        FileCell(CellKind.ERROR, "#REF!"),
        FileCell(CellKind.FORMULA, "of:=SUM([.A1])"),
        EMPTY,
        EMPTY,
        FileCell(TEXT, "#1 des leviers"),
    )


STYLES = (
    '<style:style style:name="raye" style:family="table-cell" style:parent-style-name="mere"/>'
    '<style:style style:name="mere" style:family="table-cell">'
    '<style:text-properties style:text-line-through-style="solid"/></style:style>'
    '<style:style style:name="non" style:family="table-cell" style:parent-style-name="mere">'
    '<style:text-properties style:text-line-through-style="none"/></style:style>'
    '<style:style style:name="tr" style:family="text">'
    '<style:text-properties style:text-line-through-type="single"/></style:style>'
    '<style:style style:name="haut" style:family="text">'
    '<style:text-properties style:text-position="super 58%"/></style:style>'
    '<style:style style:name="ke" style:family="table-cell" style:data-style-name="N1"/>'
    '<number:number-style style:name="P0"><number:number number:display-factor="1000"/>'
    "<number:text> k€</number:text></number:number-style>"
    '<number:number-style style:name="N1"><number:text>-</number:text><number:number/>'
    '<style:map style:condition="value()&gt;=0" style:apply-style-name="P0"/>'
    "</number:number-style>"
    '<style:style style:name="env" style:family="table-cell" style:data-style-name="N2"/>'
    '<number:number-style style:name="N2"><number:text>env. </number:text><number:number/>'
    "</number:number-style>"
    '<style:style style:name="cachee" style:family="table">'
    '<style:table-properties table:display="false"/></style:style>'
    '<style:style style:name="plate" style:family="table-row">'
    '<style:table-row-properties style:row-height="0cm"/></style:style>'
)


def test_styles_say_what_is_struck_out_and_how_numbers_are_shown():
    value = 'office:value="40000"'
    cells = first_row(
        "".join(typed("float", value, "x", style) for style in ("raye", "non", "ke", "env")),
        styles=STYLES,
    )
    assert cells == (
        FileCell(NUMBER, 40_000.0, struck=True),
        FileCell(NUMBER, 40_000.0),
        FileCell(NUMBER, 40.0, unit="k€"),
        FileCell(TEXT, "env. 40000"),
    )


def test_what_a_style_shows_nothing_of_is_asked_about():
    styles = (
        '<style:style style:name="rien" style:family="table-cell" style:data-style-name="N1"/>'
        '<number:number-style style:name="N1"><number:text/></number:number-style>'
        '<style:style style:name="zero" style:family="table-cell" style:data-style-name="N2"/>'
        '<number:number-style style:name="P2"><number:number/></number:number-style>'
        '<number:number-style style:name="N2">'
        '<style:map style:condition="value()&gt;0" style:apply-style-name="P2"/>'
        "</number:number-style>"
    )
    one, none = 'office:value="7"', 'office:value="0"'
    cells = typed("float", one, "", "rien") + typed("float", one, "7", "zero")
    sheet = opened(
        f"<table:table-row>{cells}{typed('float', none, '', 'zero')}</table:table-row>",
        styles=styles,
    ).sheets[0]
    assert [cell.value for cell in sheet.rows[0]] == ["7 (?)", 7, "0 (?)"]


def test_a_style_of_some_numbers_is_asked_about():
    """« [<5]"n.s.";0 » and « 0;-0;"n.d." » as LibreOffice writes them."""
    styles = (
        '<style:style style:name="peu" style:family="table-cell" style:data-style-name="N1"/>'
        '<number:number-style style:name="P1"><number:text>n.s.</number:text>'
        '</number:number-style><number:number-style style:name="N1"><number:number/>'
        '<style:map style:condition="value()&lt;5" style:apply-style-name="P1"/>'
        "</number:number-style>"
        '<style:style style:name="nd" style:family="table-cell" style:data-style-name="N2"/>'
        '<number:number-style style:name="P2"><number:number/></number:number-style>'
        '<number:number-style style:name="P3"><number:text>-</number:text><number:number/>'
        '</number:number-style><number:number-style style:name="N2">'
        "<number:text>n.d.</number:text>"
        '<style:map style:condition="value()&gt;0" style:apply-style-name="P2"/>'
        '<style:map style:condition="value()&lt;0" style:apply-style-name="P3"/>'
        "</number:number-style>"
    )
    placed = ((3, "peu"), (0, "peu"), (8, "peu"), (0, "nd"), (4, "nd"), (-4, "nd"))
    cells = "".join(typed("float", f'office:value="{n}"', "x", style) for n, style in placed)
    sheet = opened(f"<table:table-row>{cells}</table:table-row>", styles=styles).sheets[0]
    told = ["3 (?)", "0 (?)", "8 (?)", "0 (?)", 4, -4]
    assert [cell.value for cell in sheet.rows[0]] == told


def test_a_text_is_that_of_its_lines_without_remarks():
    cells = first_row(
        text("deux", "lignes")
        + text('12<text:span text:style-name="haut">1</text:span>')
        + text('<text:span text:style-name="tr">12</text:span> 15')
        + text("trois<text:s text:c='2'/>mots<text:line-break/>ici   et\nlà")
        + text("Bus", more="<office:annotation><text:p>remarque</text:p></office:annotation>"),
        styles=STYLES,
    )
    assert cells == (
        FileCell(TEXT, "deux\nlignes"),
        FileCell(TEXT, "12¹"),
        FileCell(TEXT, "12 15", struck=True),
        FileCell(TEXT, "trois  mots\nici et là"),
        FileCell(TEXT, "Bus"),
    )


def test_what_is_hidden_is_told():
    rows = "".join(
        f"<table:table-row {look}>{text('x')}{text('y')}{text('z')}</table:table-row>"
        for look in (
            "",
            'table:visibility="collapse"',
            'table:visibility="filter"',
            'table:style-name="plate"',
        )
    )
    columns = (
        '<table:table-column/><table:table-column table:visibility="collapse" '
        'table:number-columns-repeated="16383"/>'
    )
    tables = (
        f'<table:table table:name="Notes">{columns}{rows}</table:table>'
        '<table:table table:name="Listes" table:style-name="cachee"/>'
    )
    sheet, hidden = opened(tables=tables, styles=STYLES).sheets
    assert (sheet.hidden, hidden.hidden) == (False, True)
    assert sheet.hidden_rows == {1, 2, 3}
    assert sheet.hidden_columns == {1, 2}


def test_merged_cells_show_the_first_and_cover_the_others():
    wide = (
        '<table:table-row><table:table-cell office:value-type="string" '
        'table:number-columns-spanned="2" table:number-rows-spanned="1"><text:p>Axe</text:p>'
        f"</table:table-cell><table:covered-table-cell/>{text('Coût')}</table:table-row>"
    )
    (row,) = opened(wide).sheets[0].rows
    assert row == (
        FileCell(TEXT, "Axe", columns=2),
        FileCell(covered=True),
        FileCell(TEXT, "Coût"),
    )


def test_what_is_repeated_within_the_limits_stands_as_often():
    cell = (
        '<table:table-cell table:number-columns-repeated="3" office:value-type="float" '
        'office:value="1"/>'
    )
    rows = f'<table:table-row table:number-rows-repeated="2">{cell}</table:table-row>'
    blank = '<table:table-row table:number-rows-repeated="4"><table:table-cell/></table:table-row>'
    (sheet,) = opened(rows + blank + f"<table:table-row>{text('fin')}</table:table-row>").sheets
    assert [[cell.value for cell in row] for row in sheet.rows[:2]] == [[1.0] * 3] * 2
    assert sheet.rows[6][0].value == "fin"


@each("tag", ["tracked-changes", "shapes"])
def test_rows_that_were_taken_out_and_drawings_are_no_part_of_a_sheet(tag):
    row = f"<table:table-row>{text('x')}</table:table-row>"
    apart = f"<table:{tag}><table:table>{row * 3}</table:table></table:{tag}>"
    inside = f'<table:table table:name="Notes">{apart}{row}</table:table>'
    book = opened(tables=apart + inside if tag == "tracked-changes" else inside)
    assert [len(sheet.rows) for sheet in book.sheets] == [1]


def test_macros_and_links_are_noted():
    source = '<table:table-source xlink:href="file:///etc/passwd"/>'
    book = opened(source, parts={"Basic/Standard/script-lb.xml": "<a/>"})
    assert book.notes == ("macros", "links")

from prioritisation.documents.writing.workbook import xlsx
from tests.prioritisation.documents.writing.office import parts
from tests.prioritisation.documents.writing.recorded import note


def test_the_chart_is_native_described_and_reads_the_sheet():
    content = parts(xlsx(note("clear")))
    chart = content["xl/charts/chart1.xml"]
    assert '<c:grouping val="stacked"/>' in chart
    assert chart.count("<c:ser>") == 4
    assert "Classement!$F$6:$F$11" in chart
    assert 'descr="Barres de points sur 100' in content["xl/drawings/drawing1.xml"]


def test_every_cell_of_the_ranking_but_the_order_is_a_formula_with_its_value():
    sheet = parts(xlsx(note("clear")))["xl/worksheets/sheet3.xml"]
    assert sheet.count("<f>") == 1 + 1 + 6 * (2 + 2 + 3 + 1)
    assert "MATCH(A6," in sheet
    assert sheet.count("<v></v>") == 1  # of what was changed in the workbook: nothing yet

import pytest
from docx.oxml.parser import parse_xml

from prioritisation.documents.writing.disarming import still_fields

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
BEGIN, MIDDLE, END = (f'<w:fldChar w:fldCharType="{k}"/>' for k in ("begin", "separate", "end"))


def code(text):
    return f"<w:instrText>{text}</w:instrText>"


def result(text):
    return f"<w:t>{text}</w:t>"


def left(inside):
    """The codes that are left in a paragraph, and the text that is."""
    root = parse_xml(f'<w:p xmlns:w="{W}"><w:r>{inside}</w:r></w:p>')
    still_fields(root)
    codes = [e.text for e in root.iter(f"{{{W}}}instrText")]
    codes += [e.get(f"{{{W}}}instr") for e in root.iter(f"{{{W}}}fldSimple")]
    begun = len(list(root.iter(f"{{{W}}}fldChar")))
    return codes, "".join(e.text for e in root.iter(f"{{{W}}}t")), begun


@pytest.mark.parametrize("text", [" PAGE ", "page", r"DATE \@ &quot;d&quot;", r"NUMPAGES\* X"])
def test_a_field_that_says_something_of_the_document_stays(text):
    codes, texts, marks = left(BEGIN + code(text) + MIDDLE + result("1") + END)
    assert len(codes) == 1
    assert (texts, marks) == ("1", 3)


@pytest.mark.parametrize(
    "text",
    [
        "INCLUDEPICTURE http://a/b.png",
        " includetext x",
        "DDEAUTO c",
        "DDE c",
        "LINK Excel.Sheet",
        "DATABASE x",
        "IMPORT x",
        "MACROBUTTON m t",
        "PAGEX",
        "",
        "!",
    ],
)
def test_any_other_goes_and_what_it_showed_last_stays(text):
    assert left(BEGIN + code(text) + MIDDLE + result("before") + END) == ([], "before", 0)


def test_a_code_in_pieces_is_read_whole():
    assert left(BEGIN + code("PA") + code("GE") + END)[2] == 2
    assert left(BEGIN + code("INCLUDE") + code("PICTURE x") + END) == ([], "", 0)


def test_a_code_that_other_fields_put_together_is_not_believed():
    inner = BEGIN + code("QUOTE 68 68 69") + MIDDLE + result("DDE") + END
    assert left(BEGIN + inner + code(" x") + MIDDLE + result("y") + END)[::2] == ([], 0)
    inner = BEGIN + code("TITLE") + MIDDLE + result("DDEAUTO x") + END
    assert left(BEGIN + inner + MIDDLE + result("y") + END)[0] == ["TITLE"]


def test_text_in_the_place_of_a_code_is_not_believed():
    assert left(BEGIN + result("INCLUDEPICTURE x") + code(" PAGE") + END)[::2] == ([], 0)


def test_a_still_field_in_what_another_shows_stays():
    page = BEGIN + code("PAGE") + MIDDLE + result("2") + END
    assert left(BEGIN + code("STYLEREF x") + MIDDLE + page + END)[2] == 6
    assert left(BEGIN + code("LINK x") + MIDDLE + page + END) == (["PAGE"], "2", 3)


def test_a_field_that_never_ends_and_a_code_without_one_go():
    assert left(BEGIN + code("PAGE") + MIDDLE + result("1")) == ([], "1", 0)
    assert left(code("DDEAUTO x") + END) == ([], "", 0)


def test_a_field_in_one_element_gives_way_to_its_text():
    simple = '<w:fldSimple w:instr="{}"><w:t>kept</w:t></w:fldSimple>'
    assert left(simple.format("PAGE")) == (["PAGE"], "kept", 0)
    assert left(simple.format("INCLUDETEXT http://a/b")) == ([], "kept", 0)

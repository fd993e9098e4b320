import pytest

from prioritisation.documents.writing import word_parts as module
from prioritisation.documents.writing.errors import BadTemplate
from prioritisation.documents.writing.word_parts import open_template
from tests.prioritisation.documents.writing.made import charter, packed


def fault(content):
    with pytest.raises(BadTemplate) as caught:
        open_template(content)
    return caught.value.fault


def test_styles_and_header_stay_and_the_text_goes():
    document = open_template(charter())
    assert document.sections[0].header.paragraphs[0].text == "Région Normandie"
    assert [p.text for p in document.paragraphs] == []


def test_a_dotx_is_read_like_a_docx():
    def template(_name, part):
        return part.replace(b"document.main+xml", b"template.main+xml")

    dotx = packed(charter(), rewritten=template)
    assert open_template(dotx).sections[0].header.paragraphs[0].text == "Région Normandie"


@pytest.mark.parametrize(
    "content", [b"", b"hello", b"\xd0\xcf\x11\xe0" + b"\x00" * 600, b"%PDF-1.7"]
)
def test_another_file_is_refused(content):
    assert fault(content) == "not_docx"


def test_another_archive_is_refused():
    assert fault(packed(charter(), without=("word/document.xml",))) == "not_docx"


def test_a_damaged_file_is_refused():
    content = charter()
    assert fault(content[:-200]) == "corrupt"
    assert fault(packed(content, rewritten=lambda n, p: p[:-40] if "document" in n else p)) == (
        "corrupt"
    )
    middle = len(content) // 3
    hurt = content[:middle] + bytes(b ^ 255 for b in content[middle : middle + 900])
    assert fault(hurt + content[middle + 900 :]) == "corrupt"


@pytest.mark.parametrize("name", ["word/vbaProject.bin", "VBAPROJECT.BIN", "x/y/vbaproject.bin"])
def test_macros_are_refused(name):
    assert fault(charter(**{name: b"x"})) == "macros"


def test_a_docm_is_refused_even_without_its_macros():
    def enabled(_name, part):
        return part.replace(
            b"vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
            b"vnd.ms-word.document.macroEnabled.main+xml",
        )

    assert fault(packed(charter(), rewritten=enabled)) == "macros"


def test_an_archive_that_swells_is_refused_from_its_directory(monkeypatch):
    bomb = charter(**{"word/media/x.png": b"\x00" * (module.OPENED + 1)})
    assert len(bomb) < 200_000
    monkeypatch.setattr(module, "Document", lambda _file: pytest.fail("it was opened"))
    assert fault(bomb) == "too_large"


def test_too_many_parts_and_too_heavy_a_file_are_refused():
    many = {f"word/x{k}.xml": b"" for k in range(module.PARTS)}
    assert fault(charter(**many)) == "too_large"
    assert fault(b"PK" + b"x" * module.LARGEST) == "too_large"

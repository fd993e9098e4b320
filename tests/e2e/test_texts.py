"""Texts of a case are data on every page, whatever they look like."""

import shutil

from playwright.sync_api import expect

from tests.e2e.conftest import ROOT, served

MARKED = (
    "**gras** [a](https://evil.example) www.evil.example :red[x] $a^2$ ![i](http://evil.example)"
)
FIELDS = {
    "case.toml": ["groupes normands", "Où compter le fret, le tertiaire et les déchets ?"],
    "criteria.toml": ["moins couvert = plus prioritaire", 'label = "Impact GES"'],
}


def marked_case(folder):
    """The case of Normandie with markup in its labels, and a criterion named like our own keys."""
    shutil.copytree(ROOT / "data" / "normandie", folder)
    for name, texts in FIELDS.items():
        path = folder / name
        words = path.read_text("utf-8")
        for text in texts:
            new = f'label = "{MARKED}"' if text.startswith("label") else MARKED
            words = words.replace(text, new)
        path.write_text(words, "utf-8")
    for path in folder.iterdir():
        path.write_text(path.read_text("utf-8").replace("existing_coverage", "perimeter"), "utf-8")


def test_no_text_of_a_case_becomes_markup_in_a_label(tmp_path, open_page):
    marked_case(tmp_path / "case")
    with served(PRIORITISATION_CASE=str(tmp_path / "case")) as address:
        page = open_page(address)
        expect(page.locator(".bars")).to_be_visible()
        for button in page.locator(".st-key-assume button").all():
            button.click()
            expect(page.get_by_test_id("stRadio").first).to_be_visible()
            assert page.locator("[href*=evil], img[src*=evil], .katex").count() == 0
            assert page.get_by_test_id("stRadio").locator("strong").count() == 0
            page.keyboard.press("Escape")
        assert page.get_by_text("**gras**").count() > 0
        assert page.foreign == []

import base64
import gzip
import hashlib
import re

import pytest
from starlette.datastructures import Headers

from prioritisation.web.ballot.rendering import FOLDER, Page, answer, mark, policy, render

SECTIONS = {"sections": [("<b>", ["a & b"])]}


def test_texts_are_escaped():
    html = render(Page("text", "<i>", SECTIONS))
    assert "&lt;b&gt;" in html
    assert "<i>" not in html


def test_the_policy_allows_what_is_in_the_page_and_nothing_else():
    html = render(Page("text", "Titre", SECTIONS))
    for name in ("style", "script"):
        (text,) = re.findall(rf"<{name}>(.*?)</{name}>", html, re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
        assert f"{name}-src 'sha256-{digest}'" in policy()
    assert "unsafe" not in policy()


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.html")), ids=lambda p: p.name)
def test_templates_hold_no_word_and_no_inline_style(path):
    text = re.sub(r"{%.*?%}|{{.*?}}|{#.*?#}|<[^>]*>|&nbsp;", "", path.read_text("utf-8"))
    assert re.findall(r"[A-Za-zÀ-ÿ]{3,}", text) == []
    assert "style=" not in path.read_text("utf-8")
    assert not re.search(r"<[^>]*\son\w+=", path.read_text("utf-8"))


def test_a_part_is_small_and_a_whole_page_is_compressed_when_wanted():
    page = Page("text", "Titre", SECTIONS)
    part = answer(page, Headers({"x-part": "1", "accept-encoding": "gzip"}))
    assert b"<style>" not in part.body
    whole = answer(page, Headers({"accept-encoding": "gzip"}))
    assert b"<style>" in gzip.decompress(whole.body)
    assert b"<style>" in answer(page, Headers({})).body


def test_pages_with_the_same_frame_differ_by_their_late_values_only():
    made = []

    def values():
        made.append(1)
        return {"sections": [(mark("a"), [])]}

    pages = [
        Page("text", "T", values, frame=("here", 1), late={"a": text})
        for text in ("premier", "<b>", "\ue000x\ue001")
    ]
    texts = [render(page, part=True) for page in pages]
    assert len(made) == 1
    assert "<h2>premier</h2>" in texts[0]
    assert "<h2>&lt;b&gt;</h2>" in texts[1]


def test_a_page_never_breaks_by_a_private_character():
    values = {"sections": [("\ue000nobody\ue001", [])]}
    assert "<h2>nobody</h2>" in render(Page("text", "T", values, frame=("there", 1)), part=True)


@pytest.mark.parametrize(
    "typed", ["\ue000", "\ue001", "\ue000a\ue001", "\ue000b", "\ue001a\ue000"]
)
def test_what_people_write_neither_takes_a_late_value_nor_hides_what_follows(typed):
    sections = [(f"avant {typed} après", ["suite"]), (mark("a"), [f"{typed} fin"])]
    page = Page(
        "text",
        "T",
        {"sections": sections},
        frame=("typed", typed),
        late={"a": f"dit {typed} tard"},
    )
    html = render(page, part=True)
    said = typed.strip("\ue000\ue001")
    assert f"<h2>avant {said} après</h2>" in html
    assert "suite" in html
    assert f"<h2>dit {said} tard</h2>" in html
    assert html.count("tard") == 1
    assert not {"\ue000", "\ue001"} & set(html)


def test_style_and_script_stay_light():
    assert sum((FOLDER / f"ballot.{kind}").stat().st_size for kind in ("css", "js")) < 26_000

import base64
import gzip
import hashlib
import re

from starlette.datastructures import Headers

from prioritisation.web.ballot.rendering import (
    TEMPLATES_FOLDER,
    Page,
    ballot_policy,
    late_mark,
    page_response,
    render,
)
from prioritisation.web.waiting import STREAM_SCRIPT
from tests.each import each

SECTIONS = {"sections": [("<b>", ["a & b"])]}


def sent(kind):
    """The style or the script of a page, as a browser gets it."""
    html = render(Page("text", "Titre", SECTIONS))
    (found,) = re.findall(rf"<{kind}>(.*?)</{kind}>", html, re.DOTALL)
    return found


def test_texts_are_escaped():
    html = render(Page("text", "<i>", SECTIONS))
    assert "&lt;b&gt;" in html
    assert "<i>" not in html


def test_the_policy_allows_what_is_in_the_page_and_nothing_else():
    html = render(Page("text", "Titre", SECTIONS))
    for name in ("style", "script"):
        (text,) = re.findall(rf"<{name}>(.*?)</{name}>", html, re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
        assert f"{name}-src 'sha256-{digest}'" in ballot_policy()
    assert "unsafe" not in ballot_policy()


@each("path", sorted(TEMPLATES_FOLDER.glob("*.html")), ids=lambda p: p.name)
def test_templates_hold_no_word_and_no_inline_style(path):
    text = re.sub(r"{%.*?%}|{{.*?}}|{#.*?#}|<[^>]*>|&nbsp;", "", path.read_text("utf-8"))
    assert re.findall(r"[A-Za-zÀ-ÿ]{3,}", text) == []
    assert "style=" not in path.read_text("utf-8")
    assert not re.search(r"<[^>]*\son\w+=", path.read_text("utf-8"))


def test_a_part_is_small_and_a_whole_page_is_compressed_when_wanted():
    page = Page("text", "Titre", SECTIONS)
    part = page_response(page, Headers({"x-part": "1", "accept-encoding": "gzip"}))
    assert b"<style>" not in part.body
    whole = page_response(page, Headers({"accept-encoding": "gzip"}))
    assert b"<style>" in gzip.decompress(whole.body)
    assert b"<style>" in page_response(page, Headers({})).body


def test_pages_with_the_same_frame_differ_by_their_late_values_only():
    made = []

    def values():
        made.append(1)
        return {"sections": [(late_mark("a"), [])]}

    pages = [
        Page("text", "T", values, frame=("here", 1), late={"a": text})
        for text in ("premier", "<b>", "\ue000x\ue001")
    ]
    texts = [render(page, part=True) for page in pages]
    assert len(made) == 1
    assert "<h2>premier</h2>" in texts[0]
    assert "<h2>&lt;b&gt;</h2>" in texts[1]


def test_a_page_never_breaks_by_a_private_character():
    values = {"sections": [("\ue000", ["nobody"]), ("\ue000a\ue001", []), (late_mark("a"), [])]}
    html = render(Page("text", "T", values, frame=("there", 1), late={"a": "late"}), part=True)
    assert re.findall("<h2>(.*?)</h2>", html) == ["\ue000", "\ue000a\ue001", "late"]
    assert "nobody" in html


def test_style_and_script_stay_light():
    """What is sent: the script of the words beside it is not counted."""
    size = sum(len(sent(kind).encode()) for kind in ("style", "script"))
    assert 10_000 < size < 26_000


def test_comments_on_their_own_lines_and_margins_are_not_sent_and_nothing_else_is_lost():
    style, script = (TEMPLATES_FOLDER / name for name in ("ballot.css", "ballot.js"))
    for kind, files in (("style", [style]), ("script", [STREAM_SCRIPT, script])):
        written = [line for one in files for line in one.read_text("utf-8").splitlines()]
        kept = [line.lstrip() for line in written if not line.strip().startswith(("//", "/*"))]
        assert len(kept) < len(written)
        assert sent(kind).splitlines() == kept

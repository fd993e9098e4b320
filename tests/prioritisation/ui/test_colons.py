"""No page chains colons, whatever its address asks."""

import ast
import random
import re

from prioritisation.settings import current_case
from tests.each import each
from tests.prioritisation.sentences.colons import chained
from tests.prioritisation.ui import states
from tests.prioritisation.ui.reading import html, page
from tests.prioritisation.wording.update import ROOT, ids_of

INLINE = "b|strong|em|i|a"
"""Elements inside a sentence; all others end it."""


def blocks(shown):
    """The texts of some HTML, each where it stands."""
    shown = re.sub(r"<(script|style|svg)\b.*?</\1>", "\n", shown, flags=re.DOTALL)
    shown = re.sub(rf"</?(?:{INLINE})(?: [^>]*)?>", "", shown)
    return re.sub(r"<[^>]+>", "\n", shown).replace("&#x27;", "'").split("\n")


@each("seed", [None, 1, 2, 3])
@each("screen", states.OF_PAGES)
def test_no_sentence_of_a_page_chains_colons(screen, seed):
    drawn = random.Random(seed)  # noqa: S311 (test data)
    query = {} if seed is None else states.state(drawn, current_case(), screen)
    assert [
        clause for text in blocks(html(page(screen, **query))) for clause in chained(text)
    ] == []


def test_no_answer_of_a_page_waits_for_its_end_in_small_letters():
    answers = {
        screen: re.findall(r'class="answer"[^>]*><strong>(.*?)</strong>', html(page(screen)))
        for screen in states.OF_PAGES
    }
    assert sum(map(bool, answers.values())) > len(answers) / 2
    assert {s: loud for s, loud in answers.items() if any(a.endswith(":") for a in loud)} == {}


LOUD = {"answer_block", "Headline"}
"""What draws an answer, of a question that it is given too."""


def loud_ids():
    """Message ids that are given to it as they are, by files of the screens."""
    for file in (ROOT / "prioritisation/ui").rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in LOUD:
                for given in node.args:
                    yield from ids_of(ast.unparse(given))


def test_no_answer_of_the_code_ends_with_a_colon():
    """Pages that fail, and refusals, which no address draws."""
    ids = {one if isinstance(one, str) else one[0] for one in loud_ids()}
    assert len(ids) > 10
    assert {one for one in ids if one.endswith(":")} == set()

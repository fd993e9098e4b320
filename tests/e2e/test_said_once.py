"""No sentence stands twice in sight on a page: one looks there for a difference that is not."""

import re
from collections import Counter

import pytest

from prioritisation.ui.shared.pages import ENTRIES, FIRST
from tests.e2e.conftest import DRAWN_AGAIN, MAIN, READY
from tests.sampled import crossed

WHOLE = {
    FIRST: ".bars",
    "est-ce-solide": ".firsts",
    "un-ou-deux": ".shares",
    "comparer": ".benchtable",
    "leviers": ".matrix",
    "criteres": ".criterion",
    "dossiers": ".st-key-dossiers",
}
"""Address of a page -> what is there once it is whole."""

MOVED = "?poids.ghg_impact=100&poids.partner_ecosystem=0&poids.existing_coverage=20&lecture=sgpe"
FEWEST = 6
"""Words of a sentence; fewer may name the same thing in several places."""

BLOCKS = f"""() => {{
    const walk = document.createTreeWalker({MAIN}, NodeFilter.SHOW_TEXT), blocks = new Map();
    const apart = 'td, th, style, script, .thumb, [data-testid=stIconMaterial]';
    const room = one => one.getBoundingClientRect();
    while (walk.nextNode()) {{
        const one = walk.currentNode.parentElement;
        const drawn = one.checkVisibility({{ visibilityProperty: true, opacityProperty: true }});
        const folded = one.closest('details:not([open])');
        const line = folded && one.closest('summary')?.parentElement === folded;
        if (!drawn || one.closest(apart) || folded && !line) continue;
        if (room(one).width <= 1 || room(one).height <= 1) continue;
        let block = one;
        while (getComputedStyle(block).display.startsWith('inline')) block = block.parentElement;
        blocks.set(block, (blocks.get(block) ?? '') + walk.currentNode.data);
    }}
    return [...blocks.values()]; }}"""
"""A function: the text of each block in sight; of a closed fold, the line that opens it.

A cell is read with its row, which says what it is of: those of two rows may be alike.
"""


def sentences(blocks):
    """The sentences of some blocks, in the order of the page; what has no stop is a name."""
    lines = (re.sub(r"\s+", " ", block) for block in blocks)
    parts = (re.split(r"(?<=[.?!…])\s+(?=[«\w])", line) for line in lines)
    return [one.strip() for some in parts for one in some if re.search(r"[.?!…]\W*$", one)]


def twice(blocks):
    """The sentences of more than five words that stand there twice."""
    counts = Counter(one.casefold() for one in sentences(blocks))
    return {
        one: n for one, n in counts.items() if n > 1 and len(re.findall(r"\w+", one)) >= FEWEST
    }


def test_what_is_written_twice_is_seen_wherever_it_stands():
    said = "Avec ces poids, A est premier."
    assert twice([f"Réponse. {said}", "Autre chose", said]) == {said.casefold(): 2}
    assert twice([f"{said} Sûr.", "Avec ces poids, B l’est.", "A est.", "A est."]) == {}
    assert twice(["Groupes normands, fret dans Mieux produire"] * 2) == {}


@pytest.mark.parametrize(
    ("path", "settings"), crossed((tab.path for e in ENTRIES[:2] for tab in e.tabs), ["", MOVED])
)
def test_no_sentence_is_in_sight_twice(normandie_server, open_page, path, settings):
    page = open_page(f"{normandie_server}/{'' if path == FIRST else path}{settings}")
    page.wait_for_selector(WHOLE[path])
    page.wait_for_selector(READY)
    page.evaluate(DRAWN_AGAIN)
    blocks = page.evaluate(BLOCKS)
    assert len(sentences(blocks)) > 2
    assert twice(blocks) == {}

"""A group has voted on the case that is corrected: what that vote says nothing of."""

from prioritisation.drawing.markup import tag, text
from prioritisation.sentences.editing import voted_words
from prioritisation.ui.editing.ground import Workbench
from prioritisation.ui.shared.page import draw_html
from prioritisation.ui.visit.trying import attempt


def draw_voted(bench: Workbench) -> None:
    """That a group has voted on a version, and what asks for another vote; nothing before."""
    uses = attempt(lambda: bench.shelf.uses(bench.key, bench.secret)) or ()
    voted = [use for use in uses if use.voted]
    if voted:
        draw_html(tag("p", text(voted_words(voted[0].title, voted[0].seq)), "note"))

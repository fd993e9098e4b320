"""The privacy notice: what is kept of whom, why, for how long, and what can be asked."""

from prioritisation.web.ballot.rendering import Page
from prioritisation.wording import t

Section = tuple[str, tuple[str, ...]]
"""A title, and its paragraphs."""

Section = tuple[str, tuple[str, ...]]


def notice() -> Page:
    """The notice, as the regulation asks for one (RGPD, articles 13 and 14)."""
    sections = (_opening(), _kept(), _seen(), _why(), _rights())
    return Page("text", t("Privacy"), {"sections": sections})

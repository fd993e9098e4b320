"""The choice of a source in a form: one that the dossier has, or the title of another one."""

from dataclasses import dataclass

import streamlit as st

from prioritisation.ui.editing.ground import Workbench
from prioritisation.wording import t

OTHER = "\n"
"""What stands for a source that the list does not have: no id is a line break."""

_LAST = "edited_last_source"
"""Session key: key of a dossier -> the source that was written last in it."""


@dataclass(frozen=True, slots=True)
class LastSource:
    """The source of what was written last: offered to the next form, and never taken by itself.

    Attributes
    ----------
    source, title
        Its id, or the title of one that the dossier does not have.
    date
        As it was typed.
    """

    source: str
    title: str
    date: str

    def name(self, bench: Workbench) -> str:
        """What it is called, and its date."""
        known = bench.case.sources.get(self.source)
        return ", ".join(filter(None, (known.short_name if known else self.title, self.date)))


def note_last_source(bench: Workbench, last: LastSource) -> None:
    """Something was written with it; with none, there is nothing to offer."""
    st.session_state.setdefault(_LAST, {})[bench.key] = last


def last_source(bench: Workbench) -> LastSource | None:
    """The one that was written last, as long as the dossier has it or could."""
    last: LastSource | None = st.session_state.get(_LAST, {}).get(bench.key)
    if last is None:
        return None
    source, title = last.source, last.title
    if title:
        source, title = typed_source_of(bench, OTHER, title)
    if not title and source not in bench.case.sources:
        return None
    return LastSource(source, title, last.date)


def source_choices(bench: Workbench) -> dict[str, str]:
    """Id of each source -> what it is called, then another one; empty where there is none."""
    names = {s.id: s.short_name for s in bench.case.sources.values()}
    return names | {OTHER: t("another source…")} if names else {}


def typed_source_of(bench: Workbench, picked: str, title: str) -> tuple[str, str]:
    """Id of the source that is meant, and the title of a new one: one of them is empty.

    A title that a source has already is that source.
    """
    if picked != OTHER:
        return picked, ""
    same = " ".join(title.split()).casefold()
    sources = bench.case.sources.values()
    known = next((s.id for s in sources if same and s.title.casefold() == same), "")
    return known, "" if known else title

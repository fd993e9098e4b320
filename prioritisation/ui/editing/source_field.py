"""The choice of a source in a form: one that the dossier has, or the title of another one."""

from prioritisation.ui.editing.ground import Workbench
from prioritisation.wording import t

OTHER = "\n"
"""What stands for a source that the list does not have: no id is a line break."""


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

"""The pages of the application, in the order of the top line: file, title, address."""

from prioritisation.analysis.address import MEETING_KEY
from prioritisation.wording import t

FIRST, UNDERSTAND, NOTE = "classer", "comprendre", "note"
SCENARIOS, SETS, MEETING = "scenarios", "un-ou-deux", MEETING_KEY
PAGES = {
    "screens/classer.py": (t("To rank"), FIRST),
    "screens/comprendre.py": (t("Understand"), UNDERSTAND),
    "screens/comparer.py": (t("Compare"), "comparer"),
    "screens/scenarios.py": (t("Scenarios"), SCENARIOS),
    "screens/robustesse.py": (t("Robustness"), "robustesse"),
    "screens/ensembles.py": (t("One or two"), SETS),
    "screens/recenser.py": (t("Take stock"), "recenser"),
    "screens/seance.py": (t("Meeting"), MEETING),
    "screens/note.py": (t("Note"), NOTE),
}
"""File of a page -> its title and the word of its address."""

ADDRESSES = frozenset(f"/{path}" if path != FIRST else "/" for _title, path in PAGES.values())
"""Where they are: the first one is the server's own."""


def page_file(path: str) -> str:
    """The file of the page at an address."""
    return next(file for file, (_title, address) in PAGES.items() if address == path)

"""What a dossier is a copy of: a copy has another name and another key, and the same scores."""

import json
from collections.abc import Iterable

from prioritisation.meeting.store import Store


def lineage(case_id: str, line: str = "") -> str:
    """Ids of a case and of those that it is a copy of, each once, with a space between."""
    return " ".join(dict.fromkeys((case_id, *line.split())))


def copied_lines(store: Store, keys: Iterable[str]) -> dict[str, str]:
    """Key of each of these dossiers that is there -> ids of the cases that it is a copy of."""
    wanted = {key for key in keys if key}
    stored = store.dossiers.dossiers(wanted) if wanted else ()
    return {one.key: json.loads(one.origin).get("line", "") for one in stored}


def are_akin(one: str, other: str) -> bool:
    """Whether two lineages have a case in common."""
    return not set(one.split()).isdisjoint(other.split())

"""What the log of a meeting keeps of a version written of one of its texts."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace

RETIRED, RESTORED = "former_consent", "restored_consent"
"""Parts: an answer of the group that is no more in force, or is again, as the proposal changed."""

_LEVERS, _WRITTEN_FOR = "proposed", ("motives_for", "minority_for")

_Levers = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PaperChange:
    """Versions of a text that follow each other.

    Attributes
    ----------
    paper
        Name of the text.
    first, last
        Numbers of the versions.
    parts
        Names of what differs from the version before the first, in any of them.
    before, after
        Ids of the levers proposed before the first and in the last; None where they did not
        change.
    """

    paper: str
    first: int
    last: int
    parts: tuple[str, ...] = ()
    before: _Levers | None = None
    after: _Levers | None = None

    def followed_by(self, later: "PaperChange") -> "PaperChange":
        """Both as one: what was written from the first to the last."""
        return replace(
            self,
            last=later.last,
            parts=tuple(dict.fromkeys((*self.parts, *later.parts))),
            before=later.before if self.before is None else self.before,
            after=self.after if later.after is None else later.after,
        )


def paper_change(paper: str, version: int, before: str, after: str) -> PaperChange:
    """What a version of a text, as JSON, changed in the one before; empty text for none.

    Examples
    --------
    >>> paper_change("decision", 1, "", '{"proposed": ["a"], "motives": "", "vote": null}')
    PaperChange(paper='decision', first=1, last=1, parts=('proposed',), before=(), after=('a',))
    """
    old, new = json.loads(before or "{}"), json.loads(after)
    change = PaperChange(paper, version, version)
    if not isinstance(old, dict) or not isinstance(new, dict):
        return change
    parts = tuple(name for name in (new | old) if _differs(name, old, new))
    was, now = old.get(_LEVERS), new.get(_LEVERS)
    if _LEVERS not in parts or not isinstance(was, list | None) or not isinstance(now, list):
        return replace(change, parts=parts)
    # That an answer given for these levers comes back has no field of its own.
    parts = (*parts, *([RESTORED] if old.get(RETIRED) and not new.get(RETIRED) else ()))
    levers = tuple(map(str, was or ())), tuple(map(str, now))
    return replace(change, parts=parts, before=levers[0], after=levers[1])


def _differs(name: str, old: Mapping[str, object], new: Mapping[str, object]) -> bool:
    """Whether a part was written: a field that is empty is one that is not there."""
    was, now = old.get(name) or None, new.get(name) or None
    if name == RETIRED:
        return now is not None and now != was
    # What it was written for comes with a text; alone, it says that the text holds for others.
    return now != was and not (name in _WRITTEN_FOR and was is None)


def paper_change_json(change: PaperChange) -> str:
    """A change as the log keeps it."""
    tree = {"paper": change.paper, "versions": [change.first, change.last], "parts": change.parts}
    levers = {} if change.before is None else {"levers": [change.before, change.after]}
    return json.dumps({**tree, **levers}, ensure_ascii=False)


def paper_change_from(detail: str) -> PaperChange:
    """A change from a line of the log."""
    tree = json.loads(detail)
    (first, last), parts = tree["versions"], tuple(tree["parts"])
    before, after = map(tuple, tree["levers"]) if "levers" in tree else (None, None)
    return PaperChange(tree["paper"], first, last, parts, before, after)

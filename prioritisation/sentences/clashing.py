"""Two people wrote one thing of a dossier: what each wrote, in words."""

from collections.abc import Sequence

from criteria.case import Case
from criteria.model import READING_JOINT, Score, Status
from criteria.scales import Amount, WordScale
from prioritisation.cases.changes import Clash
from prioritisation.cases.units import SCORE, unit_content, unit_parts
from prioritisation.sentences.dossier_changes import changed_lines, changed_thing
from prioritisation.sentences.editing import amount_in_full, provenance_text
from prioritisation.wording import t


def combination_with(case: Case, unit: str) -> str:
    """A combination of ways of counting under which the unit of a score holds."""
    reading = unit_parts(unit)[3]
    return next(
        (c for c in case.tables if reading in c.split(READING_JOINT)), case.default_combination
    )


def written_unit(case: Case, clash: Clash, content: str | None) -> tuple[str, str, str]:
    """One side of a clash, in words: a score as it is said, anything else by what it changes."""
    if unit_parts(clash.unit)[0] == SCORE:
        return _written_score(case, clash.unit, content)
    lines = changed_lines(case, {clash.unit: (clash.read, content)})
    words = [t("{name}: {label}", name=line.what, label=line.after) for line in lines]
    return " ; ".join(words) or t("as it was"), "", ""


def change_of_score(
    case: Case, unit: str, before: str | None, after: str | None, *, whole: bool = False
) -> str:
    """A score that a change writes: what it was, what it is to be.

    Parameters
    ----------
    whole
        Whether what it is to rest on is said too, as it is where the amount stays.
    """
    first, last = (_written_score(case, unit, one) for one in (before, after))
    same = first[0] == last[0]
    differing = [k for k in (1, 2) if first[k] != last[k] and (same or (whole and k == 1))]
    return t(
        "{what}: {before} → {after}",
        what=changed_thing(case, unit),
        before=_with_grounds(first, differing if same else []),
        after=_with_grounds(last, differing),
    )


def _with_grounds(score: tuple[str, str, str], fields: Sequence[int]) -> str:
    """A score with what it rests on, or why: what differs of it."""
    amount, *_ = score
    rests = [score[k] for k in fields if score[k]]
    return t("{name} ({label})", name=amount, label=" · ".join(rests)) if rests else amount


def _written_score(case: Case, unit: str, content: str | None) -> tuple[str, str, str]:
    """A score as it is written: its amount, what it rests on, and why; for one that is gone, that.

    Parameters
    ----------
    content
        That of the unit; None when it is not there.
    """
    if content is None:
        return t("nothing"), "", ""
    _, lever, criterion, _ = unit_parts(unit)
    tree, _combination = unit_content({unit: content}, unit), combination_with(case, unit)
    words = isinstance(case.criterion(criterion).scale, WordScale)
    low, high = (_amount(tree.get(end, ""), words=words) for end in ("score", "high"))
    rest = (tree.get("source_id", ""), tree.get("date", ""), tree.get("confidence", ""))
    status, reason = Status(tree["status"]), tree.get("reason", "")
    score = Score(lever, criterion, low, low if high is None else high, status, *rest, reason)
    amount = amount_in_full(case.criterion(criterion), score)
    return amount, provenance_text(case, score), reason


def _amount(text: str, *, words: bool) -> Amount | None:
    if not text:
        return None
    return text if words else float(text)

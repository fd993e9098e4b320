"""What is said while a case is corrected: its cells, who else corrects it, what leaves with it."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from criteria.case import Case
from criteria.model import PLURAL, READING_JOINT, Criterion, Score, Status
from criteria.scales import Amount, WordScale
from prioritisation.cases.changes import UnitChange
from prioritisation.cases.units import CRITERION, SCORE, unit_content, unit_parts
from prioritisation.sentences.dossier_changes import changed_thing
from prioritisation.sentences.dossiers import counted_case
from prioritisation.sentences.headline import Headline
from prioritisation.sentences.phrases import quantity, score_text, status_text
from prioritisation.wording import NBSP, date_text, listed, t, tn
from prioritisation.wording.numbers import plain

_CENSUS, _EVIDENCE, _SHEET = "census", "evidence", "sheet"


class CellLook(StrEnum):
    """How a cell of the table is drawn."""

    KNOWN = ""
    BETWEEN = "is-between"
    MISSING = "is-missing"


@dataclass(frozen=True, slots=True)
class CellWords:
    """A cell of the table: what it says, what it rests on, how it is drawn."""

    amount: str
    rests_on: str
    look: CellLook


def cell_words(criterion: Criterion, score: Score, *, computed: bool = False) -> CellWords:
    """A score as a cell says it: its unit stands above, beside the name of the criterion.

    Parameters
    ----------
    computed
        Whether it is rounded: what is typed is said with all of its figures.
    """
    if score.low is None or score.high is None:
        return CellWords(t("missing"), "", CellLook.MISSING)
    look = CellLook.KNOWN if score.exact else CellLook.BETWEEN
    bare = without_unit(criterion)
    if computed and not isinstance(criterion.scale, WordScale):
        amount = quantity(bare, float(score.low), float(score.high), phrase=False)
    else:
        amount = amount_in_full(bare, score)
    return CellWords(amount, status_text(score.status), look)


def without_unit(criterion: Criterion) -> Criterion:
    """The criterion, its unit not being said; itself where it has none."""
    if not criterion.unit.one and not criterion.unit.several:
        return criterion
    return replace(criterion, unit=replace(criterion.unit, one="", several=""))


def amount_in_full(criterion: Criterion, score: Score) -> str:
    """A score with all the figures that it was typed with, and its unit; words as they are."""
    words = isinstance(criterion.scale, WordScale)
    if words or score.low is None or score.high is None:
        return score_text(criterion, score)
    low, high = (plain(float(end)) for end in (score.low, score.high))
    amount = low if low == high else t("{low} to {high}", low=low, high=high)
    unit = criterion.unit
    word = unit.several if unit.several and float(score.high) >= PLURAL else unit.one
    return f"{amount}{NBSP}{word}" if word else amount


def in_unit(title: str, criterion: Criterion) -> str:
    """What amounts are asked for, with their unit."""
    label = criterion.unit.several or criterion.unit.one
    return t("{name} ({label})", name=title, label=label) if label else title


def column_note(criterion: Criterion, computed: str) -> str:
    """What stands under the name of a criterion: its unit, or where its scores come from."""
    if computed == "sum":
        unit = criterion.unit.several or criterion.unit.one
        return t("sum of official lines, {unit}", unit=unit)
    if computed:
        return t("action sheets counted")
    words = isinstance(criterion.scale, WordScale)
    return t("in words") if words else criterion.unit.several or criterion.unit.one


def correcting_headline(case: Case, combination: str, *, scores: bool = True) -> Headline:
    """What is left to correct on the criteria that count, in numbers, and how.

    Parameters
    ----------
    scores
        Whether it is scores that are corrected below: for these a reason is due.
    """
    table = counted_case(case).tables[combination]
    missing = len(table.unknowns)
    doubted = sum(s.status is Status.INFERRED for s in table.scores.values())
    parts = [tn("{n} missing score", "{n} missing scores", missing)] if missing else []
    parts += [tn("{n} to check", "{n} to check", doubted)] if doubted else []
    loud = t("{what}.", what=listed(parts)) if parts else t("Every score is there.")
    rest = t("Choose a score to correct it. Each change has its reason, and can be undone.")
    if missing == len(table.scores):
        rest = t("Choose a cell to score it, or paste a table. Each change can be undone.")
    if not scores:
        rest = t("Each change is kept, and can be undone.")
    return Headline(t("What is to be corrected?"), loud, rest)


def provenance_text(case: Case, score: Score) -> str:
    """What a score rests on, in a few words: status, source, date, confidence."""
    source = case.sources.get(score.source)
    parts = [
        "" if score.unknown else status_text(score.status),
        source.short_name if source else "",
        date_text(score.date) if score.date else "",
        t("confidence: {word}", word=score.confidence) if score.confidence else "",
    ]
    return " · ".join(filter(None, parts))


def voted_words(meeting: str, version: int) -> str:
    """That a meeting voted on a version of a dossier that is being corrected."""
    return t(
        "A vote was taken on version {n} (« {meeting} »), which that meeting keeps. Other ends, "
        "directions, criteria or levers ask for another vote: this one says nothing of them.",
        n=version,
        meeting=meeting,
    )


def leaving_text(change: UnitChange) -> str:
    """What leaves with a thing that is withdrawn; empty when nothing does."""
    gone = Counter(
        unit_parts(unit)[0]
        for unit, (_, after) in change.items()
        if after is None and not (unit_parts(unit)[0] == _SHEET and len(unit_parts(unit)) > 2)  # noqa: PLR2004 (kind and id)
    )
    unlinked = sum(
        unit_parts(unit)[0] == _SHEET and after is not None for unit, (_, after) in change.items()
    )
    parts = [
        tn("{n} score", "{n} scores", gone[SCORE]) if gone[SCORE] else "",
        tn("{n} argument", "{n} arguments", gone[_EVIDENCE]) if gone[_EVIDENCE] else "",
        tn("{n} action sheet", "{n} action sheets", gone[_SHEET]) if gone[_SHEET] else "",
        tn("the link of {n} action sheet", "the link of {n} action sheets", unlinked)
        if unlinked
        else "",
    ]
    return listed([part for part in parts if part])


def uses_text(uses: Counter[str]) -> str:
    """What rests on a source, counted by kind."""
    scores, arguments, remarks = uses[SCORE], uses[_EVIDENCE], uses[_CENSUS]
    criteria = uses[CRITERION]
    others = uses.total() - scores - arguments - remarks - criteria
    parts = [
        tn("{n} criterion", "{n} criteria", criteria) if criteria else "",
        tn("{n} score", "{n} scores", scores) if scores else "",
        tn("{n} argument", "{n} arguments", arguments) if arguments else "",
        tn("{n} remark", "{n} remarks", remarks) if remarks else "",
        tn("{n} other thing", "{n} other things", others) if others else "",
    ]
    what = listed([part for part in parts if part])
    return t("Used by {what}.", what=what) if what else t("Nothing uses it yet.")


def combination_with(case: Case, unit: str) -> str:
    """A combination of ways of counting under which the unit of a score holds."""
    reading = unit_parts(unit)[3]
    return next(
        (c for c in case.tables if reading in c.split(READING_JOINT)), case.default_combination
    )


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

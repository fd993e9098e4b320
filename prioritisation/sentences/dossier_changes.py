"""What a change did to a dossier, in words: each thing, what it was, what it is now."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from criteria.case import Case
from criteria.model import DEFAULT_OPTION, Sense, Status
from criteria.scales import WordScale
from prioritisation.cases.changes import UnitChange
from prioritisation.cases.units import (
    ANCHORS,
    AT,
    CASE,
    CRITERION,
    DAY,
    LEVER,
    OFFICIAL_ROW,
    SCORE,
    WORDS,
    canonical_json,
    unit_name,
    unit_parts,
)
from prioritisation.meeting.rules import Role
from prioritisation.meeting.rules.decision import Decision, Objection, is_about
from prioritisation.meeting.store import StoredEntry, StoredProposal
from prioritisation.sentences.dossiers import author_name
from prioritisation.sentences.headline import Headline
from prioritisation.sentences.phrases import status_text
from prioritisation.wording import date_text, listed, t, tn
from prioritisation.wording.moments import moment_text
from prioritisation.wording.numbers import NBSP, plain, without_capital


def kind_word(kind: str) -> str:
    """A kind of unit, before its name."""
    return {
        "source": t("source"),
        "row": without_capital(t("Official row")),
        "sheet": t("action sheet"),
        "evidence": t("argument"),
        "unknown": t("thing not known"),
        "claim": t("statement"),
        "census": t("remark"),
        "question": t("way of counting"),
        "axis": t("axis"),
        "method": t("step of the method"),
    }.get(kind, t("part"))


def part_word(part: str) -> str:
    """A part of a unit, after its name."""
    return {
        "direction": without_capital(t("What makes a lever come first")),
        "plain": t("plain words"),
        "scale": t("its scale"),
        "scoring": t("where its scores come from"),
        ANCHORS: t("the two ends of its scale"),
        "levers": t("levers served"),
        "category": without_capital(t("Category")),
    }.get(part, t("another part"))


def scale_kind_word(kind: str) -> str:
    """What a scale, or its scores, are made of; any other kind as somebody wrote it."""
    return {
        "words": t("in words"),
        "linear": t("in numbers"),
        "piecewise": t("in numbers, not in a straight line"),
        "scores": t("scores that are written"),
        "sum": t("sum of official lines"),
        "count": t("action sheets counted"),
    }.get(kind, kind)


def field_word(name: str) -> str:
    """A field of a unit."""
    return {
        AT: t("place in the list"),
        "active": t("counted from the start"),
        "caveat": t("caution"),
        "choice": t("what is chosen"),
        "colour": t("colour"),
        "confidence": without_capital(t("Confidence")),
        "date": without_capital(t("Date")),
        "description": t("description"),
        "group": without_capital(t("Group")),
        "high": t("highest value"),
        "label": t("name"),
        "name": t("name"),
        "note": t("comment"),
        "question": t("question"),
        "reason": without_capital(t("Reason")),
        "score": without_capital(t("Amount")),
        "short_label": without_capital(t("Short name")),
        "short_name": without_capital(t("Short name")),
        "source_id": t("source"),
        "status": without_capital(t("Status")),
        "subject": without_capital(t("Subject")),
        "title": t("title"),
        WORDS: t("what is compared"),
        "contributor": t("contributor"),
        "lever_confidence": without_capital(t("Confidence")),
        "lever_reason": without_capital(t("Reason")),
        "licence": t("licence"),
        "place": t("page"),
        "primary_lever": t("lever served first"),
        "publisher": t("publisher"),
        "quote": t("quotation"),
        "scope": t("what it covers"),
        "secondary_levers": t("other levers served"),
        "sheets": t("action sheets"),
        "short_source": t("source in a few words"),
        "stance": t("for or against"),
        "statement": t("statement"),
        "summary": t("summary"),
        "topic": t("topic"),
        "url": t("address"),
        "best": t("the best"),
        "default": t("answer from the start"),
        "in_sentence": t("name inside a sentence"),
        "kind": t("kind"),
        "levels": t("its words"),
        "many": t("how amounts are written"),
        "max": t("more is better"),
        "min": t("less is better"),
        "objective_ktco2e": t("objective"),
        "of_sentence": t("name after « of »"),
        "other_order": t("another order of its words"),
        "points": t("its points"),
        "readings": t("ways of counting"),
        "timezone": t("time zone"),
        "unit": t("unit"),
        "units": t("unit, several"),
        "value": without_capital(t("Amount")),
        "worst": t("the worst"),
    }.get(name, t("other detail"))


def change_kind_word(kind: str) -> str:
    """What a change was made with."""
    return {
        "create": t("case created"),
        "rename": t("renamed"),
        "undo": t("undone"),
        "restore": t("earlier version written again"),
        "confirm": t("confirmed"),
        "import": t("taken from a file"),
    }.get(kind, t("corrected"))


def entry_words(kind: str, undoes: int, undone: int) -> str:
    """What a change was made with, or which one it undoes, and whether it was undone itself.

    Parameters
    ----------
    undoes, undone
        Number of the change that it undoes, and of the one that undid it; 0 for none.
    """
    if undoes:
        return t("version {n} undone", n=undoes)
    word = change_kind_word(kind)
    return t("{kind}, undone since by version {n}", kind=word, n=undone) if undone else word


def waiting_words(n: int) -> str:
    """How many proposals wait."""
    return tn("{n} proposal waits", "{n} proposals wait", n)


def proposals_headline(waiting: int, late: int, *, answers: bool) -> Headline:
    """How many proposals wait, and how many of them came too late.

    Parameters
    ----------
    answers
        Whether it is said to who answers them, not to who made them.
    """
    loud = t("No proposal waits for an answer.")
    if waiting:
        loud = tn("{n} proposal waits for an answer", "{n} proposals wait for an answer", waiting)
        end = tn("{n} came too late", "{n} came too late", late)
        loud = t("{first}, {second}.", first=loud, second=end) if late else f"{loud}."
    if answers:
        rest = t(
            "Accepting writes what is proposed, with its reason. Refusing takes a word, which "
            "whoever proposed it reads."
        )
        return Headline(t("What is proposed for this case?"), loud, rest)
    rest = t("Nothing changes in the case until whoever leads it accepts what you propose.")
    return Headline(t("What became of what you propose?"), loud, rest)


def entry_author(entry: StoredEntry, first: StoredProposal | None) -> str:
    """Whoever wrote a change, by the role of the link; of what was proposed, of whoever did too.

    Parameters
    ----------
    first
        The proposal that it was, if any.
    """
    author = author_name(Role(entry.role))
    if first is None:
        return author
    who = author_name(Role(first.role))
    return t("proposed: {who} · accepted: {by}", who=who, by=author)


def proposal_answer(proposal: StoredProposal, timezone: str) -> str:
    """What was answered, by whom and when."""
    moment = moment_text(proposal.answered_at or proposal.at, timezone)
    if proposal.answer == "withdrawn":
        return t("withdrawn on {moment}", moment=moment)
    who = author_name(Role(proposal.answered_by or Role.FACILITATOR))
    if proposal.answer == "refused":
        return t("refused by {who} on {moment}", who=who, moment=moment)
    if proposal.seq is None:
        return t("accepted by {who} on {moment}: it was there already", who=who, moment=moment)
    return t("accepted by {who} on {moment}, version {n}", who=who, moment=moment, n=proposal.seq)


_Labels = Mapping[str, str]


def quoted_levers(levers: Sequence[str], labels: _Labels) -> str:
    """The levers by name, each in quotation marks; empty without any."""
    return listed([t("« {word} »", word=labels.get(v, v)) for v in levers])


def former_consent_remarks(decision: Decision, labels: _Labels) -> tuple[str, ...]:
    """Which answers of the group are in force no more, and what to do; nothing when none is."""
    former = decision.former_consent
    if former is None:
        return ()
    levers = quoted_levers(former.proposed, labels) or t("another proposal")
    remarks = []
    if former.no_objection:
        remarks.append(
            t(
                "The answer « nobody objects » had been given for {levers}: ask the question "
                "again.",
                levers=levers,
            )
        )
    if former.vote is not None:
        remarks.append(
            t("The show of hands had been on {levers}: it counts no more.", levers=levers)
        )
    return tuple(remarks)


def objection_remark(objection: Objection, decision: Decision, labels: _Labels) -> str:
    """Which levers an objection was to; empty when they are those proposed."""
    return _written_on(objection.raised_for, decision, labels)


def motives_remark(decision: Decision, labels: _Labels) -> str:
    """Which levers the reasons were written for; empty when they are those proposed."""
    return _written_on(decision.motives_for, decision, labels) if decision.motives.strip() else ""


def minority_remark(decision: Decision, labels: _Labels) -> str:
    """Which levers the minority view was written on; empty when they are those proposed."""
    return (
        _written_on(decision.minority_for, decision, labels) if decision.minority.strip() else ""
    )


def _written_on(about: Sequence[str] | None, decision: Decision, labels: _Labels) -> str:
    """That a text was on other levers than those proposed."""
    if is_about(about, decision.proposed):
        return ""
    return t(
        "Written on {levers}.", levers=quoted_levers(about or (), labels) or t("another proposal")
    )


SEMICOLON = f"{NBSP}; "
_SEVERAL = 2


def scale_text(scale: Mapping[str, Any]) -> str:
    """The points of a curve, or the words of a scale; empty for two ends, which stand apart."""
    return curve_text(scale) or levels_text(scale.get("levels") or ())


def curve_text(scale: Mapping[str, Any]) -> str:
    """What each point of a curve is worth, between the worst and the best."""
    return SEMICOLON.join(
        t(
            "{name}: {label}",
            name=amount_text(scale, float(point["at"])),
            label=_share(point["value"]),
        )
        for point in scale.get("points") or ()
    )


def levels_text(levels: Iterable[Mapping[str, Any]]) -> str:
    """What each word of a scale is worth, and its sentence where it says more than the word."""
    return SEMICOLON.join(map(_level, levels))


def differing_levels(before: Mapping[str, Any], after: Mapping[str, Any]) -> tuple[str, str]:
    """The words of a scale that are not as they were; all of them where only their order is."""
    old, new = ([*(tree.get("levels") or ())] for tree in (before, after))
    pair = [one for one in old if one not in new], [one for one in new if one not in old]
    first, last = pair if any(pair) else (old, new)
    return levels_text(first), levels_text(last)


def amount_text(scale: Mapping[str, Any], amount: float) -> str:
    """A number with the unit of its scale, in the singular below two."""
    unit = scale.get("unit", "") if abs(amount) < _SEVERAL else scale.get("units")
    unit = unit or scale.get("unit", "")
    return f"{plain(amount)}{NBSP}{unit}" if unit else plain(amount)


def _level(level: Mapping[str, Any]) -> str:
    label, sentence = str(level["label"]), str(level.get("sentence", ""))
    word = t("{value} ({status})", value=label, status=_share(level["value"]))
    return t("{name}: {label}", name=word, label=sentence) if sentence not in ("", label) else word


def _share(value: float) -> str:
    """How far from the worst to the best."""
    shares = {
        0.0: t("the worst"),
        0.25: t("a quarter"),
        0.5: t("half"),
        0.75: t("three quarters"),
        1.0: t("the best"),
    }
    return shares.get(float(value)) or f"{plain(100 * float(value))}{NBSP}%"


ThingNames = Mapping[tuple[str, str], str]
"""Kind and id of a thing -> what it is called."""

LEVELS_OF = "levels of "
"""Before the id of a criterion: the kind of name of the words of its scale."""

UNIT_OF, UNITS_OF = "unit of ", "units of "
"""Before the id of a criterion: the unit of one, and of several; under no id."""


def thing_names(case: Case, change: UnitChange) -> ThingNames:
    """What things are called, those that a change adds or takes out included."""
    names = _of_case(case)
    for unit, pair in change.items():
        for content in pair:
            for kind_and_id, label in _named(unit_parts(unit), content):
                names.setdefault(kind_and_id, label)
    return names


def _of_case(case: Case) -> dict[tuple[str, str], str]:
    names = {(LEVER, v.id): v.label for v in case.levers}
    names |= {(CRITERION, c.id): c.plain_name() for c in case.criteria}
    names |= {("reading", r): reading.label for r, reading in case.readings.items()}
    names |= {("source", s): source.short_name for s, source in case.sources.items()}
    names |= {("sheet", s.id): s.title for s in case.sheets}
    names |= {("question", q.id): q.name for q in case.questions}
    for criterion in case.criteria:
        levels = criterion.scale.levels if isinstance(criterion.scale, WordScale) else ()
        names |= {(LEVELS_OF + criterion.id, level.id): level.label for level in levels}
        units = ((UNIT_OF, criterion.unit.one), (UNITS_OF, criterion.unit.several))
        names |= {(kind + criterion.id, ""): unit for kind, unit in units if unit}
    return names


def _named(parts: tuple[str, ...], content: str | None) -> Iterator[tuple[tuple[str, str], str]]:
    """What the content of a unit names: itself, or the words of a scale."""
    tree: Any = None if content is None else json.loads(content)
    if not isinstance(tree, dict) or len(parts) == 1:
        return
    label = next(
        (tree[key] for key in ("short_name", "label", "title", "name") if tree.get(key)), ""
    )
    if len(parts) == 2 and label:  # noqa: PLR2004 (kind and id)
        yield (parts[0], parts[1]), str(label)
    if parts[2:3] != ("scale",):
        return
    for kind, key in ((UNIT_OF, "unit"), (UNITS_OF, "units")):
        if tree.get(key):
            yield (kind + parts[1], ""), str(tree[key])
    for level in tree.get("levels", []):
        yield (LEVELS_OF + parts[1], level["id"]), str(level["label"])


def named_amount(names: ThingNames, criterion: str, amount: str, *, last: bool) -> str:
    """A word of the scale, or a number as people write it, the last one with its unit."""
    if word := names.get((LEVELS_OF + criterion, amount)):
        return t("« {word} »", word=word)
    unit, units = (names.get((kind + criterion, ""), "") for kind in (UNIT_OF, UNITS_OF))
    scale = {"unit": unit, "units": units} if last else {}
    try:
        return amount_text(scale, float(amount))
    except ValueError:
        # A word that the scale does not have any more.
        return amount


def without_what_follows(change: UnitChange) -> UnitChange:
    """A change without the scores that nobody gave of a criterion or a lever that comes or leaves.

    Where the scores of such a criterion come from is not told either: they are written.
    """
    return {unit: pair for unit, pair in change.items() if not _follows(change, unit)}


def _follows(change: UnitChange, unit: str) -> bool:
    kind, *ids = unit_parts(unit)
    if kind == CRITERION and ids[1:2] == [ANCHORS]:
        # The points of a curve say its ends.
        return change[unit][1] is None and unit_name(CRITERION, ids[0], "scale") in change
    tree = json.loads(next(content for content in (*change[unit], "null") if content))
    if None not in change[unit] or not isinstance(tree, dict):
        return False
    if kind == CRITERION and ids[1:] == ["scoring"]:
        return tree.get("kind") == "scores" and unit_name(CRITERION, ids[0]) in change
    if kind != SCORE or tree.get("status") != Status.UNKNOWN:
        return False
    owners = unit_name(LEVER, ids[0]), unit_name(CRITERION, ids[1])
    return any(None in change.get(owner, ()) for owner in owners)


def part_summary(part: str, tree: Mapping[str, Any]) -> str:
    """What a direction or a scale that is added says, in its words; empty for another part."""
    if part == "direction":
        return next((str(tree[one.value]) for one in Sense if tree.get(one.value)), "")
    if part != "scale" or "kind" not in tree:
        return ""
    kind, unit = scale_kind_word(str(tree["kind"])), tree.get("units") or tree.get("unit")
    return t("{value} ({status})", value=kind, status=unit) if unit else kind


_LONGEST = 240
"""Signs of a value that are written; the rest is in the files."""

_LevelTree = Mapping[str, Any]
_Json = Any
_Pair = tuple[str | None, str | None]
_VALUE = ("score", "high", "status")
"""What of a score makes its value."""

_OF_FILES = ("id", "file")
"""Fields that files need, and that say nothing to people."""


@dataclass(frozen=True, slots=True)
class ChangedLine:
    """One thing that changed; ``before`` and ``after`` are empty where it is not there."""

    what: str
    before: str
    after: str


def changed_lines(case: Case, change: UnitChange, why: str = "") -> tuple[ChangedLine, ...]:
    """What a change did, one line for each thing that differs.

    Parameters
    ----------
    why
        The reason that is written beside the change: no score says it again.
    """
    names = thing_names(case, change)
    whole = without_what_follows(change)
    apart = {
        u: _without_reason(p, why) if unit_parts(u)[0] == SCORE else p for u, p in whole.items()
    }
    return _all_lines(names, apart) or _all_lines(names, whole)


def _without_reason(pair: _Pair, why: str) -> _Pair:
    """A score before and after, without the reason that it takes from its change."""
    before, after = map(_read, pair)
    if not before or not after or after.get("reason") != why:
        return pair
    left = [{key: tree[key] for key in tree if key != "reason"} for tree in (before, after)]
    return canonical_json(left[0]), canonical_json(left[1])


def _all_lines(names: ThingNames, change: UnitChange) -> tuple[ChangedLine, ...]:
    units = sorted((unit_parts(unit), pair) for unit, pair in change.items() if unit != DAY)
    return tuple(
        line
        for parts, pair in units
        for line in _lines(names, parts, *(_with_words(names, parts, one) for one in pair))
    )


def changed_thing(case: Case, unit: str) -> str:
    """What a unit is about, in words."""
    return _label(thing_names(case, {}), unit_parts(unit))


def _read(content: str | None) -> _Json:
    return None if content is None else json.loads(content)


def _with_words(names: ThingNames, parts: tuple[str, ...], content: str | None) -> _Json:
    """The content of a unit, where words of a scale are called as they are read."""
    tree = _read(content)
    if not isinstance(tree, dict):
        return tree
    levels, order = tree.get("levels"), tree.get("other_order")
    kind = LEVELS_OF + parts[1] if len(parts) > 1 else ""
    if isinstance(levels, dict):
        tree |= {"levels": {names.get((kind, one), one): levels[one] for one in levels}}
    if order:
        tree |= {"other_order": [names.get((kind, one), one) for one in order]}
    return tree


def _label(names: ThingNames, parts: tuple[str, ...]) -> str:
    """What a unit is about."""
    kind, *ids = parts
    if kind == CASE:
        return without_capital(t("The case"))
    if kind == SCORE:
        lever, criterion, reading = (*ids, "", "")[:3]
        label = (
            f"{names.get((LEVER, lever), lever)}, {names.get((CRITERION, criterion), criterion)}"
        )
        return f"{label} ({names.get(('reading', reading), reading)})" if reading else label
    name = names.get((kind, ids[0]), ids[0]) if ids else ""
    if kind == LEVER:
        return name
    if kind == CRITERION:
        return _criterion_label(name, ids[1:])
    if kind == OFFICIAL_ROW and len(ids) > 2:  # noqa: PLR2004 (its lever under a reading)
        reading = names.get(("reading", ids[2]), ids[2])
        return t("official line « {name} », lever counted ({reading})", name=name, reading=reading)
    extra = f", {part_word(ids[1])}" if len(ids) > 1 and kind != OFFICIAL_ROW else ""
    return t("{kind} « {name} »", kind=kind_word(kind), name=name) + extra


def _criterion_label(name: str, parts: list[str]) -> str:
    if not parts:
        return name
    return f"{name}, {part_word(parts[0])}"


def _lines(
    names: ThingNames, parts: tuple[str, ...], before: _Json, after: _Json
) -> Iterator[ChangedLine]:
    what = _label(names, parts)
    if before is None or after is None:
        short = _summary(names, parts, after if before is None else before)
        added = before is None
        yield ChangedLine(what, "" if added else short, short if added else "")
        return
    if not isinstance(before, dict) or not isinstance(after, dict):
        yield ChangedLine(what, _text(names, "", before), _text(names, "", after))
        return
    yield from _fields(names, parts, before, after)


def _fields(
    names: ThingNames, parts: tuple[str, ...], before: _LevelTree, after: _LevelTree
) -> Iterator[ChangedLine]:
    """One line for each part that differs; a score with another value is one."""
    what = _label(names, parts)
    keys = [key for key in (*before, *after) if key not in _OF_FILES]
    left = dict.fromkeys(key for key in keys if before.get(key) != after.get(key))
    if "unit" in left:
        left.pop("units", None)
    if parts[0] == SCORE and any(key in left for key in _VALUE):
        beside = [key for key in left if key not in _VALUE]
        sides = (_score_and(names, parts, beside, tree) for tree in (before, after))
        yield ChangedLine(what, *sides)
        return
    for key in left:
        pair = _pair(names, parts, key, before, after)
        if pair[0] != pair[1]:
            yield ChangedLine(f"{what}, {field_word(key)}", *pair)


def _pair(
    names: ThingNames, parts: tuple[str, ...], key: str, before: _LevelTree, after: _LevelTree
) -> tuple[str, str]:
    """What a part was and is; of the words of a scale, those alone that differ."""
    if parts[2:] == ("scale",) and key == "levels":
        first, last = differing_levels(before, after)
    elif parts[2:] == ("scale",) and key == "points":
        first, last = curve_text(before), curve_text(after)
    else:
        return _text(names, key, before.get(key)), _text(names, key, after.get(key))
    return _cut(first) or t("nothing"), _cut(last) or t("nothing")


def _summary(names: ThingNames, parts: tuple[str, ...], tree: _Json) -> str:
    """What was added or taken out, shortly."""
    if parts[0] == SCORE and isinstance(tree, dict):
        return _score(names, parts, tree)
    if isinstance(tree, dict):
        for key in ("label", "title", "summary", "statement", "subject", "quote", "name"):
            if tree.get(key):
                return _cut(str(tree[key]))
        words = scale_text(tree) if parts[2:] == ("scale",) else ""
        if words := words or part_summary(parts[-1], tree):
            return _cut(words)
        tree = {key: value for key, value in tree.items() if key != AT}
        return _text(names, "", tree) or t("there")
    return _text(names, "", tree) or t("there")


def _score(names: ThingNames, parts: tuple[str, ...], tree: _LevelTree) -> str:
    """The value of a score: « 3 à 8 (avis) », or that it is missing."""
    status, low, high = (str(tree.get(key, "")) for key in ("status", "score", "high"))
    if status == Status.UNKNOWN or not low:
        return t("missing")
    ends = [end for end in dict.fromkeys((low, high)) if end]
    words = [named_amount(names, parts[2], end, last=end == ends[-1]) for end in ends]
    value = words[0] if len(words) == 1 else t("{low} to {high}", low=words[0], high=words[1])
    return t("{value} ({status})", value=value, status=_status(status)) if status else value


def _score_and(
    names: ThingNames, parts: tuple[str, ...], beside: Sequence[str], tree: _LevelTree
) -> str:
    """The value of a score, and what else of it is written beside: « 900 (avis) ; source : X »."""
    pairs = [(field_word(key), _text(names, key, tree[key])) for key in beside if tree.get(key)]
    each = (t("{name}: {label}", name=name, label=label) for name, label in pairs)
    return _cut(SEMICOLON.join((_score(names, parts, tree), *each)))


def _status(status: str) -> str:
    """What a score rests on, as screens say it; how far a choice is agreed, as it is written."""
    return status_text(Status(status)) if status in [*Status] else status


def _text(names: ThingNames, key: str, value: _Json) -> str:
    """A value as people read it."""
    if key == WORDS:
        # A case that says nothing of it compares levers.
        value = (value or {}).get("option", DEFAULT_OPTION)
    if value in (None, "", [], {}):
        return t("nothing")
    if isinstance(value, bool):
        return t("yes") if value else t("no")
    if isinstance(value, int | float):
        # Places in a list are counted from 1.
        return plain(value + 1 if key == AT else value)
    if isinstance(value, list):
        return _cut(SEMICOLON.join(_text(names, "", one) for one in value))
    if isinstance(value, dict):
        parts = {name: one for name, one in value.items() if name not in _OF_FILES}
        call = _as_it_is if key == "levels" else field_word
        pairs = ((call(name), _text(names, name, one)) for name, one in parts.items())
        return _cut(SEMICOLON.join(t("{name}: {label}", name=n, label=one) for n, one in pairs))
    says = {"kind": scale_kind_word, "date": date_text, "status": _status, WORDS: _as_it_is}
    return _cut(says[key](value) if key in says else _named_in(names, key, value))


def _as_it_is(value: str) -> str:
    return value


def _named_in(names: ThingNames, key: str, value: str) -> str:
    """What the ids of a text name, where it is made of ids; else the text as it is."""
    kinds = (LEVER, CRITERION, "source", "reading")
    first = [k for k in kinds if k in key]
    ids = value.split("|")
    named = [next((names[k, i] for k in (*first, *kinds) if (k, i) in names), "") for i in ids]
    return (
        ", ".join(name or i for name, i in zip(named, ids, strict=True)) if any(named) else value
    )


def _cut(words: str) -> str:
    return words if len(words) <= _LONGEST else words[: _LONGEST - 1].rstrip() + "…"

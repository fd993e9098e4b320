"""What the units of a dossier and their parts are called, and what a change was made with."""

from prioritisation.cases.units import ANCHORS, AT, WORDS
from prioritisation.wording import t


def kind_word(kind: str) -> str:
    """A kind of unit, before its name."""
    return {
        "source": t("source"),
        "row": t("official line"),
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
        "direction": t("what makes a lever come first"),
        "plain": t("plain words"),
        "scale": t("its scale"),
        "scoring": t("where its scores come from"),
        ANCHORS: t("the two ends of its scale"),
        "levers": t("levers served"),
        "category": t("category"),
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
    return {**_of_objects(), **_of_evidence(), **_of_scales(), AT: t("place in the list")}.get(
        name, t("other detail")
    )


def _of_objects() -> dict[str, str]:
    return {
        "active": t("counted from the start"),
        "caveat": t("caution"),
        "choice": t("what is chosen"),
        "colour": t("colour"),
        "confidence": t("confidence"),
        "date": t("date"),
        "description": t("description"),
        "group": t("group"),
        "high": t("highest value"),
        "label": t("name"),
        "name": t("name"),
        "note": t("comment"),
        "question": t("question"),
        "reason": t("reason"),
        "score": t("value"),
        "short_label": t("short name"),
        "short_name": t("short name"),
        "source_id": t("source"),
        "status": t("standing"),
        "subject": t("subject"),
        "title": t("title"),
        WORDS: t("what is compared"),
    }


def _of_evidence() -> dict[str, str]:
    return {
        "contributor": t("contributor"),
        "lever_confidence": t("confidence"),
        "lever_reason": t("reason"),
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
    }


def _of_scales() -> dict[str, str]:
    return {
        "best": t("best"),
        "default": t("answer from the start"),
        "in_sentence": t("name inside a sentence"),
        "kind": t("kind"),
        "levels": t("its words"),
        "many": t("how amounts are written"),
        "max": t("the more, the better"),
        "min": t("the less, the better"),
        "objective_ktco2e": t("objective"),
        "of_sentence": t("name after « of »"),
        "other_order": t("another order of its words"),
        "points": t("its points"),
        "readings": t("ways of counting"),
        "timezone": t("time zone"),
        "unit": t("unit"),
        "units": t("unit, several"),
        "value": t("value"),
        "worst": t("worst"),
    }


def change_kind_word(kind: str) -> str:
    """What a change was made with."""
    return {
        "create": t("case created"),
        "rename": t("renamed"),
        "undo": t("undone"),
        "restore": t("earlier version written again"),
        "paste": t("pasted"),
        "confirm": t("confirmed"),
        "import": t("taken from a file"),
        "meeting": t("taken from a meeting"),
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

"""What is to be said of a file itself, beside what it says."""

from collections.abc import Callable

from prioritisation.wording import t


def note_text(note: str) -> str:
    """What is to be said of a file itself; empty where it is of no use to anybody."""
    kind, _, value = note.partition(":")
    if kind == "encoding":
        return _ENCODINGS[value]() if value in _ENCODINGS else ""
    if kind == "delimiter":
        if not value:
            return ""
        sign = t("a tab") if value == "\t" else t("« {sign} »", sign=value)
        return t("Cells are apart by {sign}.", sign=sign)
    return _NOTES[kind]() if kind in _NOTES else ""


_ENCODINGS: dict[str, Callable[[], str]] = {
    "cp1252": lambda: t("The accents of this text are written as Windows does."),
}
_NOTES: dict[str, Callable[[], str]] = {
    "macros": lambda: t("The macros of this file are ignored, never run."),
    "links": lambda: t("Links to other files are not followed: what they last gave is read."),
}

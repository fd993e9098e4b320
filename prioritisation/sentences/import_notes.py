"""What is to be said of a file itself, beside what it says."""

from collections.abc import Callable

from prioritisation.wording import t

_WINDOWS = ("cp1252", "latin-1", "iso-8859-1", "iso-8859-15")


def note_text(note: str) -> str:
    """What is to be said of a file itself; empty where it is of no use to anybody."""
    kind, _, value = note.partition(":")
    if kind == "encoding":
        return (
            t("The accents of this text are written as Windows does.")
            if value.casefold() in _WINDOWS
            else ""
        )
    if kind == "delimiter":
        if not value:
            return ""
        sign = t("a tab") if value == "\t" else t("« {sign} »", sign=value)
        return t("Cells are apart by {sign}.", sign=sign)
    return _NOTES[kind]() if kind in _NOTES else ""


_NOTES: dict[str, Callable[[], str]] = {
    "macros": lambda: t("The macros of this file are ignored, never run."),
    "links": lambda: t("Links to other files are not followed: what they last gave is read."),
}

"""The gettext catalogue: message ids are plain English in the code, French is in ``locale/fr``.

The ``.po`` file is read as it is at the first use: there is no compiled file to forget.
"""

import gettext
import io
import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from criteria.case import Case
from prioritisation.wording.nouns import with_noun

_LOCALE = Path(__file__).parent / "locale"
_LANGUAGE = "fr"


@cache
def _translations(language: str = _LANGUAGE) -> gettext.GNUTranslations:
    """The catalogue of a language."""
    with (_LOCALE / language / "LC_MESSAGES" / "messages.po").open("rb") as file:
        catalogue = read_po(file, locale=language)
    compiled = io.BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)


def t(message: str, **values: object) -> str:
    """The message in the reader's language, with its values.

    Values are text: whoever puts the sentence into HTML escapes it there. « de » and « que »
    lose their vowel before a value that begins with one.
    """
    text = with_noun(_translations().gettext(message))
    return _filled(text, values) if values else text


def tn(one: str, several: str, count: int, **values: object) -> str:
    """The message for that count (``{n}``), in the reader's language."""
    text = with_noun(_translations().ngettext(one, several, count))
    return _filled(text, {"n": count, **values})


_BEFORE_A_VALUE = re.compile(r"\b([Dd]|(?:[Jj]us|[Ll]ors|[Pp]uis)?[Qq]u)e (?=\{(\w+)\})")
_VOWEL = re.compile(r"(?!(?:onz|oui\b))[aàâäeéèêëiîïoôöuùûüœæ][^\W\d_]", re.IGNORECASE)
"""The beginning of a word before which a vowel is lost: a letter alone, as a name, keeps it."""


_QUOTED = re.compile("«\\s?([^«»]*?)\\s?»")


def _quoted_within(text: str, name: str, value: object) -> object:
    """What a value quotes, in other marks where the sentence quotes the value.

    Examples
    --------
    >>> _quoted_within("source «\N{NO-BREAK SPACE}{title} »", "title", "fichier « notes.csv »")
    'fichier “notes.csv”'
    """
    if (
        not isinstance(value, str)
        or "«" not in value
        or f"«\N{NO-BREAK SPACE}{{{name}}}" not in text
    ):
        return value
    return _QUOTED.sub(r"“\1”", value)


def _filled(text: str, values: Mapping[str, object]) -> str:
    """A sentence with its values; words of a case or typed are only looked at where they begin."""

    def elided(place: re.Match[str]) -> str:
        vowel = _VOWEL.match(str(values.get(place[2], "")))
        return f"{place[1]}’" if vowel else place[0]

    within = {name: _quoted_within(text, name, value) for name, value in values.items()}
    return _BEFORE_A_VALUE.sub(elided, text).format(**within)


def question_of(case: Case) -> str:
    """What a ranking of the case answers; a case that says nothing of it asks what comes first."""
    return case.choice or t("Which lever first?")

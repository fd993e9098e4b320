"""Signs of a text: one kind of space, of apostrophe and of digit; and what nobody sees."""

import re
import unicodedata
from functools import lru_cache

_APOSTROPHES = "\u2018\u2019\u201b\u02bc\u02b9\u2032\u00b4`\uff07"
_HYPHENS = "\u2010\u2011\ufe63\uff0d\u2212"
_UNSEEN = "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\u061c\ufe0e\ufe0f"
_ONE_KIND = {
    **dict.fromkeys(map(ord, _APOSTROPHES), "'"),
    **dict.fromkeys(map(ord, _HYPHENS), "-"),
    **{0xFF10 + digit: str(digit) for digit in range(10)},
    0xFF05: "%",
    0xFF0B: "+",
    0xFF0C: ",",
    0xFF0E: ".",
    0xFF0F: "/",
}
_OF_WORDS = {**_ONE_KIND, **dict.fromkeys(map(ord, _UNSEEN)), 0x153: "oe", 0x152: "oe"}
_OF_FIGURES = {**_ONE_KIND, **dict.fromkeys(map(ord, _UNSEEN))}
_TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")
"""Signs that show what follows the other way round: « 12 » for 21."""
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]")
_OUTER = " .:;,*!\u2026\"'_\u00ab\u00bb\u201c\u201d\u201e"


def has_control_sign(text: str) -> bool:
    r"""Whether it has a sign that is no writing, or that turns round what is seen.

    Examples
    --------
    >>> has_control_sign("a b"), has_control_sign("a\x07b"), has_control_sign("\u202e21")
    (False, True, True)
    """
    return bool(_TURNING.search(text) or _CONTROLS.search(text))


@lru_cache(maxsize=20_000)
def tidied_text(text: str) -> str:
    r"""A text with one kind of space, apostrophe, hyphen and digit, accents on their letters.

    Examples
    --------
    >>> tidied_text(" 1\u202f234 e\u0301le\u0300ves ")
    '1 234 élèves'
    """
    if text.isascii():
        return " ".join(text.replace("`", "'").split())
    return " ".join(unicodedata.normalize("NFC", text).translate(_OF_FIGURES).split())


@lru_cache(maxsize=20_000)
def folded_text(text: str) -> str:
    r"""A text as words are compared: no accents, no case, one space, no punctuation around.

    Of signs alone (« *** »), those signs.

    Examples
    --------
    >>> folded_text(" Très\u00a0élevé. "), folded_text("L\u2019Œuvre :"), folded_text("***")
    ('tres eleve', "l'oeuvre", '***')
    """
    bare = text.replace("`", "'")
    if not text.isascii():
        apart = unicodedata.normalize("NFKD", text.translate(_OF_WORDS))
        bare = "".join(sign for sign in apart if not unicodedata.combining(sign))
    words = " ".join(bare.casefold().split())
    return words.strip(_OUTER) or words


def name_key(name: str) -> str:
    """A name, to be found among those of a case: without accents, case and spaces.

    Examples
    --------
    >>> name_key("Plan vélo :"), name_key("PLAN  VELO")
    ('planvelo', 'planvelo')
    """
    return folded_text(name).replace(" ", "")

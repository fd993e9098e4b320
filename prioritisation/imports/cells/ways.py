"""Words that say which way a criterion counts, and those that perhaps do."""

import re
from functools import lru_cache
from typing import Literal

from prioritisation.imports.cells.signs import folded_text

_BETTER = r"(?:mieux|meilleur|better)"
_AIM = rf"(?:possible|souhaite|attendu|recherche|(?:c'est|est|=) ?(?:le )?{_BETTER}|preferable)e?"
_MAX = re.compile(
    r"(?:a )?(?:maximiser|maximise|maximize|augmenter)|max(?:i|imum)?|croissant|plus|more|higher"
    rf"|(?:le )?(?:plus|higher|more)(?: eleve)? ?(?:c'est|=|est|is) ?(?:le )?{_BETTER}"
    rf"|(?:le |la )?plus (?:haut|eleve|grand|fort)e?,? {_AIM}|as high as possible"
    "|[\u2191\u2197\u25b2\u2b06]"
)
_MIN = re.compile(
    r"(?:a )?(?:minimiser|minimise|minimize|reduire)|min(?:i|imum)?|decroissant|moins|less|lower"
    rf"|(?:le )?(?:moins|lower|less)(?: eleve)? ?(?:c'est|=|est|is) ?(?:le )?{_BETTER}"
    rf"|(?:le |la )?plus (?:bas|basse|faible|petite?|courte?),? {_AIM}|as low as possible"
    "|[\u2193\u2198\u25bc\u2b07]"
)


_STATES = re.compile(r"(?:(?:sens|direction) ?[:=]? ?|(?:objectif|but|preference) ?[:=] ?)(?=.)")
_BARE_WAY = re.compile(
    r"max(?:i|imum)?|min(?:i|imum)?|croissant|decroissant|plus|moins|more|less|higher|lower"
)


@lru_cache(maxsize=2_000)
def direction_in(text: str) -> Literal["min", "max", ""]:
    """Which way a cell of a row of directions says; « + » and « - » say none.

    Examples
    --------
    >>> direction_in("à maximiser"), direction_in("Min."), direction_in("↑"), direction_in("-")
    ('max', 'min', 'max', '')
    """
    folded = _STATES.sub("", folded_text(text).strip("() "), count=1)
    return "max" if _MAX.fullmatch(folded) else "min" if _MIN.fullmatch(folded) else ""


def is_bare_direction(text: str) -> bool:
    """Whether nothing but what stands around says that it is a direction: « max », « plus ».

    Examples
    --------
    >>> is_bare_direction("Max."), is_bare_direction("à maximiser")
    (True, False)
    """
    return _BARE_WAY.fullmatch(folded_text(text).strip("() ")) is not None

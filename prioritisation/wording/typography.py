"""French typesetting of words that others wrote."""

import re

from prioritisation.wording.numbers import NBSP


def typeset(words: str) -> str:
    """Words of a case with spaces that no line breaks at, where French punctuation has a space.

    Only plain spaces are replaced, none is added or taken away: a quotation stays as it was.

    Examples
    --------
    >>> typeset("lu « 4.4 » : oui !").replace(NBSP, "_")
    'lu «_4.4_»_: oui_!'
    """
    return re.sub(" ([»:;?!%])", rf"{NBSP}\1", words).replace("« ", f"«{NBSP}")

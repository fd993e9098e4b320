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


def elided(words: str) -> str:
    """A sentence that words of a case were put into: « de » loses its vowel before another.

    Examples
    --------
    >>> len(elided("de aucune fiche")), elided("de 12 fiches à aucune")
    (14, 'de 12 fiches à aucune')
    """
    return re.sub(r"\b([Dd])e (?=[aàâeéèêëiîïoôuùûüyœæ])", r"\1’", words)

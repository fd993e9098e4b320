"""Message ids are the English to come: they use the plain words that the French does."""

import csv
import re
from functools import cache

from tests.prioritisation.wording.update import used
from tests.reading import WORDS


def rows(name):
    with (WORDS / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


OLD = [(re.compile(rf"\b(?:{r['pattern']})\b", re.IGNORECASE), r) for r in rows("ids.csv")]
KEPT = {r["message"]: r["reason"] for r in rows("ids_kept.csv")}


@cache
def forms():
    """Each message id of the code, the ones of plurals too."""
    return sorted({f for one in used() for f in ((one,) if isinstance(one, str) else one)})


def old_words(form):
    """The old words of an id, the names of its values being no words of it."""
    words = re.sub(r"{\w+}", "", form)
    return [found[0] for pattern, _ in OLD for found in pattern.finditer(words)]


def test_no_id_uses_an_old_word():
    assert len(forms()) > 3000
    assert [(f, words) for f in forms() if (words := old_words(f)) and f not in KEPT] == []

"""Message ids are the English to come: they use the plain words that the French does."""

import csv
import re
from functools import cache

from tests.each import each
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


@each("message", KEPT)
def test_an_id_where_a_word_is_right_is_of_the_code_and_has_its_reason(message):
    assert message in forms()
    assert old_words(message), "else it needs no leave"
    assert len(KEPT[message].split()) >= 5


@each(("pattern", "row"), OLD, ids=[row["pattern"] for _, row in OLD])
def test_a_word_has_its_reason_and_what_is_said_in_its_place(pattern, row):
    assert len(row["reason"].split()) >= 3
    assert row["plain words"]
    assert not pattern.search(row["plain words"])


def test_a_word_that_comes_back_is_seen():
    assert old_words("Reveal the round {round}") == ["Reveal", "round"]
    assert old_words("Seeds of {seed}") == ["Seeds"]
    assert old_words("{scenario}, {n} draws") == ["draws"]
    assert old_words("All around, nothing is drawn") == []

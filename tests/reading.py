"""What a lay reader reads: words are counted, and those of specialists are looked for.

The words that nobody should have to know are in ``tests/words/forbidden.csv``, each with its
reason and what is said in its place; where they may stand all the same is in
``tests/words/folded.toml``: below its fold, in the method of documents.
"""

import csv
import re
from functools import cache
from pathlib import Path

MOSTWORDS = 15
MOST_RESERVED = 30
"""Words of a reservation."""
WORDS = Path(__file__).with_name("words")


@cache
def forbidden():
    """Pattern -> reason, of the words that no headline uses."""
    with (WORDS / "forbidden.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return {re.compile(rf"\b(?:{r['pattern']})\b", re.IGNORECASE): r["reason"] for r in rows}


def forbidden_in(text):
    """The words of a text that are, each with its reason."""
    text = text.replace("\u00a0", " ")
    return [(m[0], why) for pattern, why in forbidden().items() for m in pattern.finditer(text)]


def word_count(text, case):
    """Words of a sentence; the name of a lever or of a criterion counts as one."""
    names = [name for lever in case.levers for name in (lever.label, lever.short_label)]
    for c in case.criteria:
        names += [c.label, c.in_sentence, c.of_sentence, *c.plain.names.values()]
    for name in sorted(names, key=len, reverse=True):
        text = re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", "§", text)
    return len(re.findall(r"\S*[\w§]\S*", text))


def check_headline(headline, case):
    """Short enough, in words that everyone in the room understands."""
    answer, reservation = headline.answer, headline.reservation
    assert headline.question.endswith("?"), headline
    assert answer.endswith((".", "?")), answer
    assert word_count(answer, case) <= MOSTWORDS, answer
    assert word_count(reservation, case) <= MOST_RESERVED, reservation
    for text in (headline.question, answer, reservation):
        assert not forbidden_in(text), (text, forbidden_in(text))
        assert "{" not in text

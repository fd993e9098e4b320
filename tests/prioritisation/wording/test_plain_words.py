"""No message uses the words of specialists, but those that stand below a fold or in a method."""

import re
import tomllib
from collections import defaultdict

from tests.prioritisation.wording.update import ROOT, catalogue, ids_of
from tests.reading import WORDS, forbidden_in

CODE = ROOT / "prioritisation"
GROUPS = tomllib.loads((WORDS / "folded.toml").read_text("utf-8"))["group"]


FORM = re.compile(
    r"web/ballot/|sentences/ballot(_words)?\.py|documents/sheets/|web/documents|ui/meeting/|ui/visit/"
    r"|ui/decision/meeting|drawing/(heading|projector)|sentences/(meeting|replay)"
)
"""Modules about the form that is filled in, on a device or on paper."""


def first(message_id):
    return message_id if isinstance(message_id, str) else message_id[0]


def modules_of():
    """Message id -> the modules that say it."""
    modules = defaultdict(set)
    for file in CODE.rglob("*.py"):
        for one in ids_of(file.read_text("utf-8")):
            modules[first(one)].add(file.relative_to(CODE).as_posix())
    return modules


def uses():
    """(message id, module, word) for each of those words in a message."""
    modules = modules_of()
    for message in catalogue():
        if not message.id:
            continue
        forms = [message.string] if isinstance(message.string, str) else message.string
        for word, _ in {one for form in forms for one in forbidden_in(form)}:
            for module in modules[first(message.id)]:
                yield first(message.id), module, word


def allowed(module, word):
    words = {w.lower() for g in GROUPS if module in g["modules"] for w in g["words"]}
    return word.lower() in words


def test_words_of_specialists_stand_only_below_a_fold():
    assert [use for use in uses() if not allowed(*use[1:])] == []


def test_a_ballot_is_the_form_and_what_is_counted_are_votes():
    modules, found = modules_of(), []
    for message in catalogue():
        text = str(message.string).replace("bulletin sur papier", "").lower()
        if message.id and "bulletin" in text.replace("bulletins sur papier", ""):
            found += [m for m in modules[first(message.id)] if not FORM.match(m)]
    assert found == []

"""Kills a process that writes dossiers, and compares what it was told with what is stored."""

import json
import subprocess
import sys
from collections import defaultdict
from pathlib import Path

from prioritisation.cases.changes import replayed
from prioritisation.cases.shelf import Shelf
from prioritisation.cases.units import units_sha256
from prioritisation.meeting.store import UnknownDossier, open_store

ROOT = Path(__file__).parents[3]


def killed_writing(url, seed, lines):
    """The facts that a process was told, in order, killed after some lines."""
    command = [sys.executable, "-m", "tests.prioritisation.cases.crash", url, str(seed)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:  # noqa: S603
        told = [process.stdout.readline() for _ in range(lines)]
        process.kill()
        told += process.stdout.readlines()
    return [json.loads(line) for line in told if line.endswith("\n")]


def lost(url, facts):
    """Sentences on what was acknowledged and is not there, or does not add up; none is good."""
    shelf = Shelf(open_store(url))
    by_key = defaultdict(dict)
    for fact in facts:
        key = fact.pop("key")
        for name, value in fact.items():
            by_key[key].setdefault(name, []).append(value)
    wrong = [f"{key}: {one}" for key, told in by_key.items() for one in _lost(shelf, key, told)]
    shelf.store.close()
    return wrong


def _lost(shelf, key, told):
    store = shelf.store.dossiers
    try:
        stored, units = store.with_units(key)
    except UnknownDossier:
        # Erased, and told so; or killed between the two.
        return [] if "erasing" in told else ["it is gone"]
    if "erased" in told:
        return ["it was erased, and is there"]
    changes = store.changes(key)
    entries = {entry.seq for entry in store.entries(key)}
    proposals = {p.id: p.answer for p in store.proposals(key)}
    checks = {
        "a change is gone": set(told["seq"]) <= entries,
        "changes are not in a row": sorted(entries) == list(range(1, stored.seq + 1)),
        "a proposal is gone": set(told.get("proposed", ())) <= set(proposals),
        "an answer is gone": all(proposals[p] == "accepted" for p in told.get("accepted", ())),
        "the changes lead elsewhere": replayed(changes.values()) == units,
        "the fingerprint is another": units_sha256(units) == stored.sha256,
        "its link opens nothing": shelf.role(key, told["secret"][0]) is not None,
        "it makes no case": bool(shelf.open(key, told["secret"][0]).case),
    }
    return [words for words, good in checks.items() if not good]

"""Thirty kills of a program that writes dossiers: what was acknowledged is there.

Run by ``make soak``.
"""

import random
import sqlite3

from tests.prioritisation.cases.crashing import killed_writing, lost

KILLS = 30


def test_dossiers_outlive_kills_of_the_program(tmp_path):
    file, facts, drawn = tmp_path / "seances.db", [], random.Random(16)  # noqa: S311 (a seeded draw)
    for seed in range(KILLS):
        facts += killed_writing(f"sqlite:///{file}", seed, drawn.randint(5, 40))
    count = len(facts)
    assert lost(f"sqlite:///{file}", facts) == []
    with sqlite3.connect(file) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    connection.close()
    print(f"{count} acknowledged, 0 missing")  # noqa: T201

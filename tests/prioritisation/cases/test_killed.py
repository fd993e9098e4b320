"""A server killed while dossiers are written has lost nothing that it acknowledged."""

import sqlite3

import pytest

from tests.prioritisation.cases.crashing import killed_writing, lost


@pytest.mark.deep
def test_kills_lose_nothing_that_was_acknowledged(tmp_path):
    file, facts = tmp_path / "seances.db", []
    for seed in range(3):
        facts += killed_writing(f"sqlite:///{file}", seed, 12 + 5 * seed)
    assert lost(f"sqlite:///{file}", facts) == []
    with sqlite3.connect(file) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    connection.close()

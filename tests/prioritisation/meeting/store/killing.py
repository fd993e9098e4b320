"""Kills a process that votes, and compares what it was told with what is stored."""

import subprocess
import sys
from pathlib import Path

from sqlalchemy import select

from prioritisation.meeting.store import schema
from prioritisation.meeting.store.engine import Database

ROOT = Path(__file__).parents[4]


def killed(url, code, turn, lines):
    """Acknowledged ballots, version -> (voter, nonce), of a process killed after some lines."""
    command = [
        sys.executable, "-m", "tests.prioritisation.meeting.store.crash", url, code, str(turn),
    ]  # fmt: skip
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:  # noqa: S603
        told = [process.stdout.readline() for _ in range(lines)]
        process.kill()
        told += process.stdout.readlines()
    whole = [line.split() for line in told if line.endswith("\n")]
    return {int(version): (voter, nonce) for version, voter, nonce in whole}


def logged(url):
    """Every ballot of the log, version -> (voter, receipt)."""
    database, log = Database(url), schema.ballot_log_table.c
    with database.read() as connection:
        rows = connection.execute(select(log.version, log.token_hash, log.receipt)).all()
    database.close()
    return {row.version: (row.token_hash, row.receipt) for row in rows}


def missing(told, stored):
    """What was acknowledged and is not there, or is otherwise."""
    return {version: one for version, one in told.items() if stored.get(version) != one}

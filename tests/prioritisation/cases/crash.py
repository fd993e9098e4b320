"""A process that writes dossiers until it is killed: it prints what was acknowledged.

Run as ``python -m tests.prioritisation.cases.crash URL SEED``. One line is one fact, in JSON.
"""

import json
import random
import sys
from contextlib import suppress
from threading import Thread

from prioritisation.cases.reading import DoorOrigin, DossierError
from prioritisation.cases.shelf import Shelf
from prioritisation.cases.units import canonical_json, unit_content
from prioritisation.cases.writing import DossierEdit
from prioritisation.meeting.room.case_edits import case_files_of
from prioritisation.meeting.store import open_store
from tests.conftest import INTERVALS

WRITERS = 3
NOTES = ("score/mieux_se_loger/cop_progress/", "score/mieux_produire/cop_progress/")


def say(**fact):
    """One write to the output is one line."""
    sys.stdout.write(json.dumps(fact) + "\n")
    sys.stdout.flush()


class Author:
    """Somebody who writes one dossier after the other, each of them erased at last."""

    def __init__(self, shelf, files, seed):
        self.shelf, self.files, self.random = shelf, files, random.Random(seed)  # noqa: S311 (a seeded draw)
        self.door = ("", "")

    def write(self):
        """Do one thing after the other."""
        while True:
            made = self.shelf.create(self.files, DoorOrigin("copy"))
            self.door = made.key, made.secret
            say(key=made.key, secret=made.secret, seq=1)
            for _ in range(self.random.randint(4, 12)):
                act = self.random.choice((self.note, self.undo, self.restore, self.propose))
                with suppress(DossierError):
                    say(key=made.key, seq=act())
            say(key=made.key, erasing=True)
            if self.random.random() < 0.5:
                self.shelf.erase(*self.door)
                say(key=made.key, erased=True)

    def edit(self):
        state, unit = self.shelf.state(*self.door), self.random.choice(NOTES)
        score = {"score": str(self.random.randint(1, 99)), "reason": "vu"}
        after = canonical_json(unit_content(state, unit) | score)
        base = self.shelf.standing(self.door[0])[0]
        return DossierEdit({unit: (state[unit], after)}, base, "form", "vu")

    def note(self):
        return self.shelf.write(*self.door, self.edit())

    def undo(self):
        last = self.shelf.standing(self.door[0])[0]
        return self.shelf.undo(*self.door, self.random.randint(2, max(2, last)), "retour")

    def restore(self):
        last = self.shelf.standing(self.door[0])[0]
        return self.shelf.restore(*self.door, self.random.randint(1, last), last, "retour")

    def propose(self):
        number = self.shelf.propose(*self.door, self.edit())
        say(key=self.door[0], proposed=number)
        seq = self.shelf.accept(*self.door, number, "oui")
        say(key=self.door[0], accepted=number)
        return seq


def main():
    url, seed = sys.argv[1:]
    shelf, files = Shelf(open_store(url)), case_files_of(INTERVALS)
    authors = [Author(shelf, files, f"{seed}-{n}") for n in range(WRITERS)]
    threads = [Thread(target=author.write) for author in authors]
    for thread in threads:
        thread.start()


if __name__ == "__main__":
    main()

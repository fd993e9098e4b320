"""A process that votes until it is killed: it prints each ballot once it is acknowledged.

Run as ``python -m tests.prioritisation.meeting.store.crash URL CODE TURN``.
"""

import sys
from threading import Thread

from prioritisation.meeting.store import open_store
from tests.prioritisation.meeting.store.made import ballot, first

VOTERS = 8


def name(number):
    return f"v{number}"


def vote(store, code, number, turn):
    """Vote again and again; one write to the output is one line."""
    sent = 0
    while True:
        sent += 1
        nonce = f"{turn}-{number}-{sent}"
        one = store.cast(ballot(name(number), nonce, code, receipt=nonce), first)
        sys.stdout.write(f"{one.version} {one.token_hash} {nonce}\n")
        sys.stdout.flush()


def main():
    url, code, turn = sys.argv[1:]
    store = open_store(url)
    threads = [Thread(target=vote, args=(store, code, n, turn)) for n in range(VOTERS)]
    for thread in threads:
        thread.start()


if __name__ == "__main__":
    main()

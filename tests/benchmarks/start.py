"""From nothing to the first page: how long the server takes to start, and what it weighs.

Then what a first visit downloads, with an empty cache; another host than the server is an error.
"""

import base64
import sys
import time
from collections import Counter
from dataclasses import dataclass, field
from statistics import median
from urllib.parse import urlsplit

from playwright.sync_api import CDPSession, sync_playwright
from serving import HOST, serving, sized

from tests.browser import launched

RUNS = sized(3, 1)
SETTLING = sized(2.0, 0.0)
"""Seconds given to what the server does after its first answers, before it is weighed."""
RANKING = ".ranking .bars"
QUIET = sized(2000, 100)
"""Milliseconds after the ranking is there: what comes late counts too."""
LOCAL = ("about", "blob", "data")


@dataclass
class Traffic:
    """What the network of a page saw."""

    kinds: dict[str, str] = field(default_factory=dict)
    bytes_by_kind: Counter[str] = field(default_factory=Counter)
    elsewhere: list[str] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)
    messages: int = 0
    message_bytes: int = 0
    memory: float | None = None

    def asked(self, event: dict) -> None:
        address = urlsplit(event["request"]["url"])
        if address.scheme in LOCAL:
            return
        self.kinds[event["requestId"]] = event.get("type", "Other")
        self._check(address.geturl())

    def opened(self, event: dict) -> None:
        self._check(event["url"])

    def finished(self, event: dict) -> None:
        if event["requestId"] in self.kinds:
            kind = self.kinds[event["requestId"]]
            self.bytes_by_kind[kind] += int(event["encodedDataLength"])

    def lost(self, event: dict) -> None:
        if event["requestId"] in self.kinds and not event.get("canceled"):
            self.failed.append(event["errorText"])

    def received(self, event: dict) -> None:
        payload = event["response"]["payloadData"]
        binary = event["response"]["opcode"] == 2
        self.messages += 1
        self.message_bytes += len(base64.b64decode(payload) if binary else payload.encode())

    def _check(self, url: str) -> None:
        if urlsplit(url).hostname != HOST:
            self.elsewhere.append(url)

    def listen(self, session: CDPSession) -> None:
        session.on("Network.requestWillBeSent", self.asked)
        session.on("Network.webSocketCreated", self.opened)
        session.on("Network.loadingFinished", self.finished)
        session.on("Network.loadingFailed", self.lost)
        session.on("Network.webSocketFrameReceived", self.received)
        session.send("Network.enable")
        session.send("Network.setCacheDisabled", {"cacheDisabled": True})


def visit() -> Traffic:
    """Open the first page as a new visitor does."""
    traffic = Traffic()
    with serving() as server, sync_playwright() as tool:
        browser = launched(tool)
        page = browser.new_page()
        traffic.listen(page.context.new_cdp_session(page))
        page.goto(server.url)
        page.wait_for_selector(RANKING)
        page.wait_for_timeout(QUIET)
        traffic.memory = server.memory()
        browser.close()
    return traffic


def starts() -> None:
    """Start the server several times, one line each, then the medians."""
    runs = []
    for number in range(1, RUNS + 1):
        with serving() as server:
            time.sleep(SETTLING)
            memory = server.memory()
        runs.append((server.healthy, server.served))
        weight = "memory unknown here" if memory is None else f"{memory:.0f} MB resident"
        print(
            f"start {number}: health {server.healthy:.2f} s, page {server.served:.2f} s, {weight}"
        )
    healthy, served = (median(column) for column in zip(*runs, strict=True))
    print(f"start, median of {RUNS}: /healthz after {healthy:.2f} s, / after {served:.2f} s")


def main() -> int:
    """Print starts, then what was downloaded; return 1 when something came from elsewhere."""
    starts()
    traffic = visit()
    for kind, size in traffic.bytes_by_kind.most_common():
        count = sum(found == kind for found in traffic.kinds.values())
        print(f"{kind}: {count} requests, {size / 1000:.0f} kB")
    total = sum(traffic.bytes_by_kind.values())
    print(f"first load: {len(traffic.kinds)} requests, {total / 1000:.0f} kB over the wire")
    print(f"websocket: {traffic.messages} messages, {traffic.message_bytes / 1000:.0f} kB")
    if traffic.memory is not None:
        print(f"server with one visitor: {traffic.memory:.0f} MB resident")
    for text in traffic.failed:
        print(f"failed: {text}")
    for url in traffic.elsewhere:
        print(f"another host: {url}")
    return 1 if traffic.elsewhere or traffic.failed else 0


if __name__ == "__main__":
    sys.exit(main())

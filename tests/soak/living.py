"""People of a long run: browser tabs without a browser, phones, whoever leads a meeting."""

import asyncio
import re
from contextlib import asynccontextmanager, suppress
from http.client import HTTPConnection
from urllib.parse import urlencode

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import connect

PATIENCE_S = 90
TIMERS = 20
"""Runs that a page asks for by itself before it is left."""

HIDDEN = re.compile(r'<input type="hidden" name="(\w+)" value="([^"]*)"')
TYPED = ("text_input", "text_area")
CUT_SHORT = ForwardMsg.FINISHED_EARLY_FOR_RERUN


class Tab:
    """A browser's tab: it runs pages, and sends what was typed and pressed in them."""

    def __init__(self, socket):
        self.socket, self.page, self.words = socket, "", []
        self.found, self.typed, self.timers = {}, {}, {}

    @classmethod
    @asynccontextmanager
    async def opened(cls, address, cookies=None):
        """A tab of its own session, gone at the end."""
        told = {"Cookie": "; ".join(f"{k}={v}" for k, v in cookies.items())} if cookies else None
        socket = await connect(
            address.replace("http", "ws") + "/_stcore/stream",
            origin=address,
            subprotocols=["streamlit"],
            additional_headers=told,
            max_size=None,
            ping_interval=None,
        )
        try:
            yield cls(socket)
        finally:
            await socket.close()

    async def go(self, page, address=None):
        """Open a page at an address, and stay until what it prepares is there."""
        self.page, self.query = page, urlencode(address or {})
        self.found, self.typed, self.timers = {}, {}, {}
        await self._run()
        for _ in range(TIMERS):
            if not self.timers:
                return
            fragment, seconds = next(iter(self.timers.items()))
            await asyncio.sleep(seconds)
            await self._run(fragment=fragment)

    async def press(self, label):
        """Press a button by its words, with all that was typed."""
        await self._run(pressed=self.found[label])

    def type(self, label, text):
        """Write in a field by its words."""
        self.typed[self.found[label]] = text

    async def _run(self, *, fragment="", pressed=""):
        message = BackMsg()
        asked = message.rerun_script
        asked.query_string, asked.page_name, asked.fragment_id = self.query, self.page, fragment
        asked.is_auto_rerun = bool(fragment)
        for ident, text in self.typed.items():
            asked.widget_states.widgets.add(id=ident, string_value=text)
        if pressed:
            asked.widget_states.widgets.add(id=pressed, trigger_value=True)
        if not fragment:
            self.words, self.timers = [], {}
        await self.socket.send(message.SerializeToString())
        async with asyncio.timeout(PATIENCE_S):
            while not self._is_over(ForwardMsg.FromString(await self.socket.recv())):
                pass

    def _is_over(self, message):
        kind = message.WhichOneof("type")
        if kind == "delta" and message.delta.WhichOneof("type") == "new_element":
            self._see(message.delta.new_element)
        elif kind == "auto_rerun":
            self.timers[message.auto_rerun.fragment_id] = message.auto_rerun.interval
        elif kind == "stop_auto_rerun":
            for fragment in message.stop_auto_rerun.fragment_ids:
                self.timers.pop(fragment, None)
        elif kind == "page_info_changed":
            self.query = message.page_info_changed.query_string
        elif kind == "script_finished" and message.script_finished == CUT_SHORT:
            self.words, self.timers = [], {}
        return kind == "script_finished" and message.script_finished != CUT_SHORT

    def _see(self, element):
        kind = element.WhichOneof("type")
        if kind == "button" or kind in TYPED:
            shown = getattr(element, kind)
            self.found[shown.label] = shown.id
        elif kind in ("html", "markdown"):
            self.words.append(getattr(element, kind).body)
        elif kind == "exception":
            message = f"{self.page}?{self.query} failed: {element.exception.message}"
            raise AssertionError(message)


class Phone:
    """A browser that asks for pages and files, and keeps its cookies."""

    def __init__(self, address, cookies=None):
        self.place, self.cookies = address.removeprefix("http://"), dict(cookies or {})

    async def ask(self, path, fields=None, *, body=None, allowed=(200, 303)):
        """The body of an address, asked for in a thread."""
        status, found = await asyncio.to_thread(self._asked, path, fields, body)
        assert status in allowed, (path, status, found[:300])
        return found

    def _asked(self, path, fields, body):
        sent = urlencode(fields).encode() if fields else body
        headers = {"Origin": f"http://{self.place}"}
        if self.cookies:
            headers["Cookie"] = "; ".join(f"{k}={v}" for k, v in self.cookies.items())
        if fields:
            headers |= {"Content-Type": "application/x-www-form-urlencoded", "X-Part": "1"}
        connection = HTTPConnection(self.place, timeout=PATIENCE_S)
        try:
            connection.request("POST" if sent else "GET", path, sent, headers)
            answer = connection.getresponse()
            for name, value in answer.getheaders():
                if name.lower() == "set-cookie":
                    key, _, text = value.split(";")[0].partition("=")
                    self.cookies[key] = text
            return answer.status, answer.read()
        finally:
            connection.close()

    async def vote(self, code, first, others):
        """Read the ballot of a meeting and send it, this passage first."""
        page = (await self.ask(f"/vote/{code}")).decode()
        fields = dict(HIDDEN.findall(page)) | {"premier": first, "geste": "envoyer"}
        fields |= {f"n_{criterion}": points for criterion, points in others.items()}
        answer = (await self.ask(f"/vote/{code}", fields)).decode()
        assert "Vote enregistré" in answer, answer[:500]

    async def listen(self, path, seconds):
        """Follow a stream of events for a while, then leave it."""
        host, _, port = self.place.partition(":")
        reader, writer = await asyncio.open_connection(host, int(port))
        writer.write(f"GET {path} HTTP/1.1\r\nHost: {self.place}\r\n\r\n".encode())
        try:
            with suppress(TimeoutError):
                async with asyncio.timeout(seconds):
                    while await reader.read(4096):
                        pass
        finally:
            writer.close()

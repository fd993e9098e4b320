"""A stream of a meeting as somebody reads it."""

import asyncio

SOON = 5


class Stream:
    """A stream that somebody reads, without a server."""

    def __init__(self, app, path, slow=None, client=None, cookie=""):
        self.messages, self.status, self.slow = [], None, slow
        self.beats = 0
        self.news = asyncio.Event()
        self.left = asyncio.Event()
        scope = {"type": "http", "method": "GET", "path": path, "client": client}
        scope |= {"query_string": b"", "root_path": "", "scheme": "http"}
        scope |= {"headers": [(b"cookie", cookie.encode())] if cookie else []}
        self.task = asyncio.create_task(app(scope, self.receive, self.send))

    async def receive(self):
        await self.left.wait()
        return {"type": "http.disconnect"}

    async def send(self, message):
        if self.slow:
            await self.slow.wait()
        if message["type"] == "http.response.start":
            self.status = message["status"]
        body = message.get("body", b"").decode()
        # An event with a name, which says nothing: comments are not heard by scripts.
        self.beats += body == "event: beat\ndata: \n\n"
        for line in body.splitlines():
            if line.startswith("data: ") and not body.startswith("event: "):
                self.messages.append(line.removeprefix("data: "))
        self.news.set()

    async def until(self, wanted):
        async with asyncio.timeout(SOON):
            while not wanted(self.messages):
                await self.news.wait()
                self.news.clear()
        return self.messages

    async def begun(self):
        """Wait until it says something, or is refused."""
        said = asyncio.create_task(self.until(bool))
        await asyncio.wait({said, self.task}, return_when=asyncio.FIRST_COMPLETED)
        said.cancel()

    async def leave(self):
        self.left.set()
        await self.task

import asyncio
from dataclasses import dataclass

import pytest
from starlette.datastructures import Headers


@dataclass(frozen=True)
class Reply:
    status: int
    headers: Headers
    body: bytes


async def _exchange(app, path, method="GET", query=b"", **headers):
    """Send one request to an ASGI application, without a server."""
    raw = [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()]
    scope = {
        "type": "http",
        "method": method,
        "path": path,
        "root_path": "",
        "query_string": query,
        "headers": raw,
    }
    sent = []
    request = [{"type": "http.request", "body": b"", "more_body": False}]

    async def receive():
        return request.pop() if request else await asyncio.Future()

    async def send(message):
        sent.append(message)

    await app(scope, receive, send)
    body = b"".join(message.get("body", b"") for message in sent[1:])
    return Reply(sent[0]["status"], Headers(raw=sent[0]["headers"]), body)


@pytest.fixture(scope="session")
def exchange():
    return _exchange

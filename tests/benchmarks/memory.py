"""What the server weighs, from its start to a full room.

A visitor is a websocket that runs the first page to its end, as a browser does, and stays
connected. Memory is what the process has resident, its libraries included.
"""

import asyncio
import sys
import time

from serving import Server, serving, sized
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect

ROOMS = sized((1, 50, 200, 500), (1, 3))
BUDGET_MB = 300
"""With the largest room, before any document is made."""
AT_ONCE = 10
PATIENCE = 60.0
STEADY, LONGEST, STEP = *sized((6.0, 40.0), (0.1, 1.0)), 0.5
"""Seconds without growth after which the late imports are over; at most; between two looks."""
GROWTH = 0.5
"""Megabytes."""


async def visit(server: Server) -> ClientConnection:
    """A new visitor, once the first page has been drawn for it."""
    address = server.url.replace("http", "ws") + "/_stcore/stream"
    visitor = await connect(
        address, origin=server.url, subprotocols=["streamlit"], max_size=None, ping_interval=None
    )
    message = BackMsg()
    message.rerun_script.query_string = ""
    await visitor.send(message.SerializeToString())
    answer = ForwardMsg()
    async with asyncio.timeout(PATIENCE):
        async for data in visitor:
            answer.ParseFromString(data)
            if answer.HasField("script_finished"):
                break
    if answer.script_finished != ForwardMsg.FINISHED_SUCCESSFULLY:
        message = f"the first page failed: {answer}"
        raise RuntimeError(message)
    return visitor


async def fill(server: Server, room: list[ClientConnection], size: int) -> None:
    """Let visitors in, a few at once, until there are ``size`` of them."""
    while len(room) < size:
        coming = min(AT_ONCE, size - len(room))
        room += await asyncio.gather(*(visit(server) for _ in range(coming)))


async def settled(server: Server) -> None:
    """Wait for the imports that the server leaves for after its first page."""
    start = last = time.monotonic()
    largest = server.memory() or 0
    while time.monotonic() - last < STEADY and time.monotonic() - start < LONGEST:
        await asyncio.sleep(STEP)
        if (now := server.memory() or 0) > largest + GROWTH:
            largest, last = now, time.monotonic()


async def measure(server: Server) -> None:
    """Print the memory at each step."""
    print(f"memory, server started, nobody there: {server.memory():.0f} MB resident")
    room: list[ClientConnection] = []
    for size in ROOMS:
        start = time.perf_counter()
        await fill(server, room, size)
        took = time.perf_counter() - start
        print(f"memory, {size} connected: {server.memory():.0f} MB, all in after {took:.1f} s")
        if size == 1:
            await settled(server)
            alone = server.memory()
            print(f"memory, 1 connected, slow libraries imported: {alone:.0f} MB")
    full = server.memory()
    word = "kept" if full <= BUDGET_MB else "missed"
    print(f"memory, each visitor after the first: {1000 * (full - alone) / (size - 1):.0f} kB")
    print(f"memory, budget of {BUDGET_MB} MB with {size} connected: {word}")
    await asyncio.gather(*(visitor.close() for visitor in room))


def main() -> int:
    """Start a server and fill it; say so when its memory cannot be read here."""
    with serving() as server:
        if server.memory() is None:
            print("memory: unknown here")
        else:
            asyncio.run(measure(server))
    return 0


if __name__ == "__main__":
    sys.exit(main())

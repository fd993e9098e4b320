import asyncio
import signal
import threading

from prioritisation.web.lifespan import when_stopped


def test_it_is_called_and_so_is_the_handler_of_the_server():
    heard = []
    before = signal.signal(signal.SIGTERM, lambda *_args: heard.append("server"))

    async def main():
        undo = when_stopped(lambda: heard.append("streams"))
        signal.raise_signal(signal.SIGTERM)
        await asyncio.sleep(0.01)
        undo()
        signal.raise_signal(signal.SIGTERM)

    try:
        asyncio.run(main())
    finally:
        signal.signal(signal.SIGTERM, before)
    assert sorted(heard) == ["server", "server", "streams"]


def test_where_nobody_handles_a_signal_nothing_changes():
    async def main():
        found = signal.getsignal(signal.SIGTERM)
        undo = when_stopped(lambda: None)
        unchanged = callable(found) or signal.getsignal(signal.SIGTERM) is found
        undo()
        return unchanged

    assert asyncio.run(main())


def test_in_another_thread_nothing_is_done():
    done = []

    def work():
        async def main():
            when_stopped(lambda: None)()
            done.append(True)

        asyncio.run(main())

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert done == [True]

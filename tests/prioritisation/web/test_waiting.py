import asyncio
from concurrent.futures import Future, ThreadPoolExecutor

import pytest

from prioritisation.web.waiting import ThreadResults


def test_results_of_threads_come_to_who_waits_for_them():
    async def main():
        waiting = ThreadResults()
        with ThreadPoolExecutor(8) as pool:
            asked = [pool.submit(lambda n=n: n * n) for n in range(500)]
            return await asyncio.gather(*(waiting.result(f) for f in asked))

    assert asyncio.run(main()) == [n * n for n in range(500)]


def test_what_a_thread_raises_is_raised():
    future = Future()
    future.set_exception(KeyError("x"))
    with pytest.raises(KeyError):
        asyncio.run(ThreadResults().result(future))


def test_who_leaves_does_not_hold_back_the_others():
    async def main():
        waiting, futures = ThreadResults(), [Future(), Future()]
        tasks = [asyncio.create_task(waiting.result(f)) for f in futures]
        await asyncio.sleep(0)
        tasks[0].cancel()
        for future in futures:
            future.set_result("fait")
        return await tasks[1], (await asyncio.gather(tasks[0], return_exceptions=True))[0]

    done, left = asyncio.run(main())
    assert done == "fait"
    assert isinstance(left, asyncio.CancelledError)

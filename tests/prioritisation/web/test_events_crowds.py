"""How many streams one network may hold, and one voter or link: the others have theirs."""

import pytest

from prioritisation.web import events
from tests.prioritisation.web.test_events import Stream


def test_one_network_does_not_take_the_streams_of_all(app, runner, sitting, monkeypatch):
    monkeypatch.setattr(events, "OF_ONE", 2)
    here = sitting().open()

    async def main():
        greedy, other = ("192.0.2.1", 1), ("192.0.2.2", 1)
        path = f"{here.path}/flux"
        held = [Stream(app, path, client=greedy) for _ in range(2)]
        for stream in held:
            await stream.until(len)
        late = Stream(app, path, client=greedy)
        await late.task
        honest = Stream(app, path, client=other)
        await honest.until(len)
        await held[0].leave()
        again = Stream(app, path, client=greedy)
        await again.until(len)
        for stream in (held[1], honest, again):
            await stream.leave()
        return late.status, honest.status, again.status

    assert runner.run(main()) == (503, 200, 200)
    monkeypatch.setattr(app.events._desk, "holder", lambda *_: "somebody")  # noqa: SLF001
    monkeypatch.setattr(events, "OF_PEOPLE", 2)
    assert runner.run(main()) == (503, 200, 200), "nor does somebody who has joined"
    assert not app.events._people  # noqa: SLF001 (no count is left behind)
    assert not app.events._strangers  # noqa: SLF001 (no count is left behind)


def comer(visitor, here):
    """What the device of somebody who has joined sends along."""
    visitor.get(here.path)
    visitor.posted(f"{here.path}/entrer", {})
    return cookies(visitor)


def holder(visitor, here):
    """What the browser of somebody who has opened the link of a role sends along."""
    visitor.get(f"/entrer/{here.code}/{here.secret}")
    return cookies(visitor)


def cookies(visitor):
    return "; ".join(f"{name}={value}" for name, value in visitor.cookies.items())


@pytest.mark.parametrize("known", [comer, holder])
def test_one_voter_or_link_does_not_take_the_streams_of_the_others(
    app, runner, sitting, device, monkeypatch, known
):
    monkeypatch.setattr(events, "OF_HOLDER", 2)
    monkeypatch.setattr(events, "OF_ONE", 1)
    here = sitting().open()
    greedy, other = known(device(), here), comer(device(), here)

    async def main():
        client, path, held = ("192.0.2.1", 1), f"{here.path}/flux", []
        for cookie in (greedy, greedy, greedy, greedy, other, other, greedy):
            stream = Stream(app, path, client=client, cookie=cookie)
            await stream.begun()
            held.append(stream)
        await held[0].leave()
        again = Stream(app, path, client=client, cookie=greedy)
        await again.begun()
        for stream in (*held, again):
            await stream.leave()
        return [stream.status for stream in held], again.status

    # The third is a stranger's, of whom one network may have one here.
    assert runner.run(main()) == ([200, 200, 200, 503, 200, 200, 503], 200)
    assert not app.events._holders  # noqa: SLF001 (no count is left behind)


@pytest.mark.parametrize("limit", ["OF_ONE", "_OF_STRANGERS", "MOST_STREAMS"])
def test_streams_asked_for_at_the_same_instant_are_counted_too(
    app, runner, sitting, monkeypatch, limit
):
    monkeypatch.setattr(events, limit, 5)
    here = sitting().open()

    async def main():
        asked = [Stream(app, f"{here.path}/flux", client=("192.0.2.1", 1)) for _ in range(100)]
        for stream in asked:
            await stream.begun()
        for stream in asked:
            await stream.leave()
        return sorted(stream.status for stream in asked)

    assert runner.run(main()) == [200] * 5 + [503] * 95
    assert not app.events._strangers  # noqa: SLF001 (no count is left behind)

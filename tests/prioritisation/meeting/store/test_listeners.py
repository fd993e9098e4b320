from prioritisation.meeting.store.engine import Listeners


def test_a_listener_may_leave_while_others_are_told_and_twice():
    listeners, told = Listeners(), []
    leave = listeners.add(lambda *_news: leave())
    listeners.add(lambda code, version: told.append((code, version)))
    listeners.tell("A", 1)
    leave()
    listeners.tell("A", 2)
    assert told == [("A", 1), ("A", 2)]


def test_the_same_function_added_twice_is_told_twice():
    listeners, told = Listeners(), []

    def hear(*news):
        told.append(news)

    listeners.add(hear)
    leave = listeners.add(hear)
    listeners.tell("A", 1)
    leave()
    listeners.tell("A", 2)
    assert told == [("A", 1), ("A", 1), ("A", 2)]

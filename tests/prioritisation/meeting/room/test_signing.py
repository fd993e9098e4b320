from prioritisation.meeting.room import Room
from prioritisation.meeting.store import open_store


def test_a_pass_is_made_with_the_key_that_is_good_now(sqlite, room):
    """Another process has changed it, and nothing has been read here since."""
    store = open_store(sqlite)
    server = Room(store)
    made = room.create("Essai")
    secret = room.rotate_secrets()
    link, setup = server.pass_of(made.code, made.facilitator), server.pass_of("", secret)
    assert server.is_setup(setup)
    server.stage(made.code, fresh=True)
    assert server.role(made.code, link) is room.role(made.code, made.facilitator)
    assert server.is_setup(setup)
    store.close()

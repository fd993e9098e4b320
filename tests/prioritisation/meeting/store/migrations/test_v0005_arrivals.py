import pytest
from sqlalchemy import text

from prioritisation.meeting.store import Conflict, open_store
from prioritisation.meeting.store.engine import Database
from tests.prioritisation.meeting.store.made import CODE, ballot, first, voting, without_dossiers


def test_an_invitation_used_before_stays_with_the_voter_of_its_own_name(store, url, opened):
    voting(store)
    with store.change(CODE) as change:
        change.add_invitations(["i1", "i2"])
    store.join(CODE, "i1", kind="invitation", invitation_hash="i1")
    store.cast(ballot("i1"), first)
    database = Database(url)
    with database.write() as connection:
        without_dossiers(connection)
        connection.execute(text("ALTER TABLE invitation DROP COLUMN used_by"))
        connection.execute(text("ALTER TABLE voter DROP COLUMN network"))
        connection.execute(text("UPDATE alembic_version SET version_num = '0004'"))
    again = opened(url)
    assert (again.claimed_by(CODE, "i1"), again.claimed_by(CODE, "i2")) == ("i1", None)
    with pytest.raises(Conflict):
        again.join(CODE, "another", kind="invitation", invitation_hash="i1")
    assert again.ballot_count(CODE, 1) == 1
    database.close()
    open_store(url).close()

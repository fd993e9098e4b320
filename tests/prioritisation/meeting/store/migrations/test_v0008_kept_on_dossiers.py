from sqlalchemy import inspect, text

from prioritisation.meeting.store import NewScenario
from prioritisation.meeting.store.engine import Database
from tests.prioritisation.meeting.store.made import KEPT_ON_DOSSIERS, of_nothing


def test_what_the_seventh_version_kept_stays_and_is_of_no_dossier(store, url, opened):
    store.keep_scenario(NewScenario("k", "normandie", "Essai", "{}"))
    store.keep_leaf("l", "{}")
    database = Database(url)
    with database.write() as connection:
        of_nothing(connection)
        connection.execute(text("UPDATE alembic_version SET version_num = '0007'"))
    again = opened(url)
    with database.read() as connection:
        there = inspect(connection)
        indexes = {i["name"] for name in KEPT_ON_DOSSIERS for i in there.get_indexes(name)}
        parents = {
            k["referred_table"] for n in KEPT_ON_DOSSIERS for k in there.get_foreign_keys(n)
        }
        owners = [
            connection.scalar(text(f"SELECT dossier_id FROM {n}"))  # noqa: S608 (names of ours)
            for n in KEPT_ON_DOSSIERS
        ]
    database.close()
    assert {"scenario_of_dossier", "leaf_of_dossier"} <= indexes
    assert parents == {"meeting", "dossier"}
    assert owners == [None, None]
    assert (again.scenario("k").name, again.leaf("l")) == ("Essai", "{}")

"""The files of the case of a meeting, and which version of which dossier they are."""

from collections.abc import Mapping

from sqlalchemy import Connection, delete, insert, update

from prioritisation.meeting.store import records, schema


def write_case(
    connection: Connection,
    key: int,
    files: Mapping[str, str],
    dossier: tuple[str, int, str] | None,
) -> None:
    """Keep the files of a meeting that has none."""
    rows = [
        {"meeting_id": key, "name": name, "content": content} for name, content in files.items()
    ]
    if rows:
        connection.execute(insert(schema.case_file_table), rows)
    if dossier:
        version = dict(zip(("key", "seq", "sha256"), dossier, strict=True))
        connection.execute(insert(schema.meeting_dossier_table), {"meeting_id": key, **version})


def replace_case(
    connection: Connection,
    key: int,
    case_id: str,
    files: Mapping[str, str],
    dossier: tuple[str, int, str],
) -> None:
    """Put other files in their place: a later version of the dossier."""
    records.check_storable(case_id, *files, *files.values())
    about = schema.meeting_table
    connection.execute(update(about).where(about.c.id == key).values(case_id=case_id))
    for table in (schema.case_file_table, schema.meeting_dossier_table):
        connection.execute(delete(table).where(table.c.meeting_id == key))
    write_case(connection, key, files, dossier)

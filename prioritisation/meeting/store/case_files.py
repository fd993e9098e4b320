"""The files of the case of a meeting, and which version of which dossier they are."""

from collections.abc import Mapping

from sqlalchemy import Connection, insert

from prioritisation.meeting.store import schema


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

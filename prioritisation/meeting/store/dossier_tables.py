"""The tables of dossiers, beside those of meetings."""

from sqlalchemy import Column, ForeignKey, Index, Integer, Table, Text

from prioritisation.meeting.store.schema import metadata


def _text(name: str, *, nullable: bool = False) -> Column[str]:
    return Column(name, Text, nullable=nullable)


dossier_table = Table(
    "dossier",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("key", Text, nullable=False, unique=True),
    _text("origin"),
    Column("seq", Integer, nullable=False),
    _text("sha256"),
    _text("created_at"),
    _text("changed_at"),
    _text("archived_at", nullable=True),
)


def _dossier_id(*, primary_key: bool = False) -> Column[int]:
    """The dossier a row belongs to."""
    target = ForeignKey("dossier.id")
    return Column("dossier_id", Integer, target, primary_key=primary_key, nullable=False)


dossier_unit_table = Table(
    "dossier_unit",
    metadata,
    _dossier_id(primary_key=True),
    Column("unit", Text, primary_key=True),
    _text("content"),
)
dossier_entry_table = Table(
    "dossier_entry",
    metadata,
    _dossier_id(primary_key=True),
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("base", Integer, nullable=False),
    _text("kind"),
    _text("role"),
    _text("reason"),
    Column("undoes", Integer),
    _text("sha256"),
    _text("at"),
)
dossier_change_table = Table(
    "dossier_change",
    metadata,
    _dossier_id(primary_key=True),
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("unit", Text, primary_key=True),
    _text("before", nullable=True),
    _text("after", nullable=True),
)
dossier_link_table = Table(
    "dossier_link",
    metadata,
    _dossier_id(primary_key=True),
    Column("role", Text, primary_key=True),
    Column("secret_hash", Text, nullable=False, unique=True),
    _text("created_at"),
)
dossier_proposal_table = Table(
    "dossier_proposal",
    metadata,
    Column("id", Integer, primary_key=True),
    _dossier_id(),
    Column("base", Integer, nullable=False),
    *(_text(name) for name in ("changes", "kind", "role")),
    _text("meeting", nullable=True),
    *(_text(name) for name in ("reason", "at")),
    *(_text(name, nullable=True) for name in ("answer", "word", "answered_by", "answered_at")),
    Column("seq", Integer),
    Index("proposals_of_dossier", "dossier_id"),
)

OF_A_DOSSIER = (
    dossier_proposal_table,
    dossier_change_table,
    dossier_entry_table,
    dossier_unit_table,
    dossier_link_table,
)
"""Every table of a dossier's rows."""

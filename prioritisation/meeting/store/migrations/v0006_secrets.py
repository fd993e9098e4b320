"""Of the set-up secret its hash only is kept."""

import hashlib

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision: str | None = "0005"

SETTING = sa.table("setting", sa.column("name", sa.Text), sa.column("value", sa.Text))
SECRET, HASH, TO_SCRUB = "setup_secret", "setup_hash", "to-scrub"


def upgrade() -> None:
    """Put the hash in the place of the secret; the file is rebuilt without it at once."""
    connection, name = op.get_bind(), SETTING.c.name
    secret = connection.scalar(sa.select(SETTING.c.value).where(name == SECRET))
    if secret is None:
        return
    connection.execute(sa.delete(SETTING).where(name.in_([SECRET, TO_SCRUB])))
    kept = hashlib.sha256(secret.encode("utf-8", "replace")).hexdigest()
    rows = [{"name": HASH, "value": kept}, {"name": TO_SCRUB, "value": ""}]
    connection.execute(sa.insert(SETTING), rows)

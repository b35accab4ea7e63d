"""Values of this workstation by name: its secrets, the office it belongs to, the clock, counters. They never travel."""

from typing import Any

from sqlalchemy import bindparam, select
from sqlalchemy.dialects.sqlite import insert

from app.persistence.connection import Connection, Many
from app.persistence.own_tables import META

_VALUE = select(META.c.value).where(META.c.name == bindparam("name"))
_NEW = insert(META)
_REMEMBER = Many(
    _NEW.on_conflict_do_update(index_elements=[META.c.name], set_={"value": _NEW.excluded.value}), "name", "value"
)


def recall(connection: Connection, name: str) -> Any:
    """The value; None when there is none."""
    return connection.execute(_VALUE, {"name": name}).scalar()


def remember(connection: Connection, **values: Any) -> None:
    """Write values inside the open transaction."""
    _REMEMBER.run(connection, list(values.items()))

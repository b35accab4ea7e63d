"""Who writes in the journal, how far each author has come here, and the clock."""

from app.domain.bundles import Head, Newcomer, first_link
from app.persistence.bodies import pack
from app.persistence.connection import Connection


def numbers(connection: Connection) -> dict[int, int]:
    """This file's small number of each author -> the author everybody knows."""
    return {row[0]: row[1] for row in connection.exec_driver_sql("SELECT local,author FROM sync_author")}


def own_head(connection: Connection, author: int) -> Head:
    """Where an author's chain stands."""
    row = connection.exec_driver_sql("SELECT number,chain FROM sync_vector WHERE author=?", (author,)).one()
    return Head(row[0], row[1])


def clock(connection: Connection) -> int:
    """The newest reading of the hybrid clock."""
    return int(connection.exec_driver_sql("SELECT value FROM sync_meta WHERE name='clock'").scalar() or 0)


def set_clock(connection: Connection, at: int) -> None:
    """Remember the newest reading."""
    connection.exec_driver_sql(
        "INSERT INTO sync_meta(name,value) VALUES('clock',?) ON CONFLICT(name) DO UPDATE SET value=excluded.value",
        (at,),
    )


def take_causes(connection: Connection, me: int) -> bytes | None:
    """What arrived from others since my last record; written into the next one, so that order is proven."""
    news = connection.exec_driver_sql(
        "SELECT author,number FROM sync_vector WHERE number>told AND author<>? ORDER BY author", (me,)
    ).fetchall()
    if not news:
        return None
    connection.exec_driver_sql("UPDATE sync_vector SET told=number WHERE author<>?", (me,))
    return pack([tuple(row) for row in news])


def advance(connection: Connection, me: int, head: Head, at: int) -> None:
    """My chain has grown."""
    connection.exec_driver_sql("UPDATE sync_vector SET number=?, chain=? WHERE author=?", (head.number, head.chain, me))
    set_clock(connection, at)


def enroll_one(connection: Connection, newcomer: Newcomer) -> None:
    """Know an author from now on. Keys never change: an author is his key."""
    connection.exec_driver_sql(
        "INSERT INTO sync_author(author,signing_key,sealing_key) VALUES(?,?,?) ON CONFLICT(author) DO NOTHING",
        (newcomer.author, newcomer.signing_key, newcomer.sealing_key),
    )
    connection.exec_driver_sql(
        "INSERT INTO sync_vector(author,number,chain) VALUES(?,0,?) ON CONFLICT(author) DO NOTHING",
        (newcomer.author, first_link(newcomer.signing_key)),
    )


def enroll(connection: Connection) -> None:
    """Know every workstation of the roster."""
    for author, signing_key, sealing_key in connection.exec_driver_sql(
        "SELECT author,signing_key,sealing_key FROM workstation"
    ).fetchall():
        newcomer = Newcomer(signing_key, sealing_key)
        if newcomer.author == author:
            enroll_one(connection, newcomer)

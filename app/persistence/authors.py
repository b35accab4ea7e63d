"""Who writes in the journal, how far each author has come here, and the clock."""

from collections.abc import Mapping

from sqlalchemy import bindparam, select, update
from sqlalchemy.dialects.sqlite import insert

from app.domain.bundles import Head, Newcomer, SignedHead, first_link
from app.domain.offices import Workstation
from app.persistence.bodies import pack
from app.persistence.connection import Connection, Many
from app.persistence.local_values import recall, remember
from app.persistence.own_tables import AUTHOR, VECTOR
from app.persistence.tables import BY_RECORD

_STATIONS = BY_RECORD[Workstation].table
_NUMBERS = select(AUTHOR.c.local, AUTHOR.c.author)
_KNOWN = select(AUTHOR.c.author, AUTHOR.c.signing_key, AUTHOR.c.sealing_key)
_VECTOR = select(VECTOR.c.author, VECTOR.c.number, VECTOR.c.chain)
_OWN_HEAD = select(VECTOR.c.number, VECTOR.c.chain).where(VECTOR.c.author == bindparam("author"))
_SIGNED_HEADS = select(VECTOR.c.author, VECTOR.c.head_number, VECTOR.c.head).where(VECTOR.c.head.is_not(None))
_NEWS = (
    select(VECTOR.c.author, VECTOR.c.number)
    .where(VECTOR.c.number > VECTOR.c.told, VECTOR.c.author != bindparam("me"))
    .order_by(VECTOR.c.author)
)
_TELL = update(VECTOR).where(VECTOR.c.author != bindparam("me")).values(told=VECTOR.c.number)
_ONE = update(VECTOR).where(VECTOR.c.author == bindparam("this"))
_ADVANCE = Many(_ONE, "number", "chain", "this", column_keys=("number", "chain"))
_SIGN = Many(_ONE, "head_number", "head", "this", column_keys=("head_number", "head"))
_ARRIVE = Many(
    _ONE, *("number", "chain", "head_number", "head", "this"), column_keys=("number", "chain", "head_number", "head")
)
_ENROLL = Many(
    insert(AUTHOR).on_conflict_do_nothing(index_elements=[AUTHOR.c.author]), "author", "signing_key", "sealing_key"
)
_BEGIN = Many(insert(VECTOR).on_conflict_do_nothing(index_elements=[VECTOR.c.author]), "author", "number", "chain")
_ROSTER = select(_STATIONS.c.author, _STATIONS.c.signing_key, _STATIONS.c.sealing_key)


def numbers(connection: Connection) -> dict[int, int]:
    """This file's small number of each author -> the author everybody knows."""
    return {row[0]: row[1] for row in connection.execute(_NUMBERS)}


def known(connection: Connection) -> dict[int, Newcomer]:
    """Everybody whose records are believed."""
    return {author: Newcomer(signing, sealing) for author, signing, sealing in connection.execute(_KNOWN)}


def vector(connection: Connection) -> dict[int, Head]:
    """How far each author has come in this file."""
    return {author: Head(number, chain) for author, number, chain in connection.execute(_VECTOR)}


def own_head(connection: Connection, author: int) -> Head:
    """Where an author's chain stands."""
    number, chain = connection.execute(_OWN_HEAD, {"author": author}).one()
    return Head(number, chain)


def signed_heads(connection: Connection) -> dict[int, SignedHead]:
    """The authors' own signatures under their chains, as far as they came with bundles."""
    return {author: SignedHead(number, head) for author, number, head in connection.execute(_SIGNED_HEADS)}


def clock(connection: Connection) -> int:
    """The newest reading of the hybrid clock."""
    return int(recall(connection, "clock") or 0)


def set_clock(connection: Connection, at: int) -> None:
    """Remember the newest reading."""
    remember(connection, clock=at)


def take_causes(connection: Connection, me: int) -> bytes | None:
    """What arrived from others since my last record; written into the next one, so that order is proven."""
    news = connection.execute(_NEWS, {"me": me}).fetchall()
    if not news:
        return None
    connection.execute(_TELL, {"me": me})
    return pack([tuple(row) for row in news])


def tell_all(connection: Connection) -> None:
    """The next record of this workstation names everything that it has from others."""
    connection.execute(update(VECTOR).values(told=0))


def advance(connection: Connection, me: int, head: Head, at: int) -> None:
    """My chain has grown."""
    _ADVANCE.run(connection, [(head.number, head.chain, me)])
    set_clock(connection, at)


def sign(connection: Connection, me: int, head: SignedHead) -> None:
    """Keep the signature under my chain that a bundle carried."""
    _SIGN.run(connection, [(head.number, head.signature, me)])


def arrive(connection: Connection, vector: Mapping[int, Head], heads: Mapping[int, SignedHead]) -> None:
    """The chains of others have grown, each under a signature of its author."""
    rows = [
        (head.number, head.chain, heads[author].number, heads[author].signature, author)
        for author, head in vector.items()
    ]
    _ARRIVE.run(connection, rows)


def enroll_one(connection: Connection, newcomer: Newcomer) -> None:
    """Know an author from now on. Keys never change: an author is his key."""
    _ENROLL.run(connection, [(newcomer.author, newcomer.signing_key, newcomer.sealing_key)])
    _BEGIN.run(connection, [(newcomer.author, 0, first_link(newcomer.signing_key))])


def enroll(connection: Connection) -> None:
    """Know every workstation of the roster."""
    for author, signing_key, sealing_key in connection.execute(_ROSTER).fetchall():
        newcomer = Newcomer(signing_key, sealing_key)
        if newcomer.author == author:
            enroll_one(connection, newcomer)

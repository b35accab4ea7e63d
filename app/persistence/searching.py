"""Finding persons while typing.

``fold`` makes one spelling of what people type and of what is stored: small letters without tails, ``ł``
too (the tokenizer of SQLite leaves it alone). The order of the alphabet is stored beside it and indexed.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from typing import Any

from app.domain.polish import sort_key
from app.persistence.connection import Connection
from app.services.ports import Hit

__all__ = ["fold", "match_of", "rebuild", "refresh", "search", "sort_key", "words_of"]

_UNLIKE = {"ł": "l", "Ł": "l", "ß": "ss", "đ": "d", "ø": "o", "æ": "ae", "œ": "oe"}
_WORD = re.compile(r"[0-9a-z]+")
_MANY = 2_000
"""From so many touched persons on, if they are most of all, the whole index is made anew in one pass."""


class _Tailless(dict[int, str]):
    """Letter -> the same without its tail, found once per letter."""

    def __missing__(self, code: int) -> str:
        letter = chr(code)
        plain = unicodedata.normalize("NFKD", _UNLIKE.get(letter, letter))
        self[code] = "".join(part for part in plain if not unicodedata.combining(part)).lower()
        return self[code]


_tailless = _Tailless()


def fold(text: str) -> str:
    """Small letters without diacritics: ``Łukasz Żółć`` → ``lukasz zolc``."""
    return text.lower() if text.isascii() else text.translate(_tailless)


def words_of(text: str) -> list[str]:
    """The folded words of what was typed."""
    return _WORD.findall(fold(text))


_FACTS = """
SELECT p.id, p.last_name, p.first_name, p.second_name, p.birth_name, p.pesel, p.phone,
  (SELECT group_concat(CASE WHEN a.street = '' OR a.street IS NULL THEN a.locality || ' ' || a.house
     ELSE a.locality || ', ' || a.street || ' ' || a.house || CASE a.flat WHEN '' THEN '' ELSE '/' || a.flat END END, char(31))
   FROM (SELECT * FROM address WHERE person_id = p.id AND gone = 0 ORDER BY to_on IS NOT NULL, kind <> 'residence', from_on DESC, id) a),
  (SELECT group_concat(c.sign, ' ') FROM (SELECT sign FROM case_file WHERE person_id = p.id AND gone = 0 AND sign <> '' ORDER BY opened_on DESC, id) c)
FROM person p WHERE p.gone = 0 AND p.merged_into IS NULL
"""  # noqa: E501


def _key_row(facts: Sequence[Any]) -> tuple[Any, ...]:
    person_id, last, first, second, birth, pesel, phone, places, signs = facts
    place = (places or "").split("\x1f")[0].strip()
    every = " ".join(part for part in (last, first, second, birth, pesel, places, signs) if part)
    words = words_of(every.replace("\x1f", " "))
    digits = "".join(ch for ch in phone or "" if ch.isdigit())
    if digits:
        words.append(digits)
    surname = fold(last or "")
    sort = sort_key(f"{last or ''} {first or ''}")
    return person_id, sort, surname, pesel or "", place, signs or "", " ".join(words)


def refresh(connection: Connection, person_ids: Iterable[bytes]) -> None:
    """Bring the index up to date for these persons."""
    ids = list(person_ids)
    if not ids:
        return
    if len(ids) > _MANY:
        indexed = connection.exec_driver_sql("SELECT count(*) FROM person_key").scalar_one()
        if len(ids) * 2 > indexed:
            rebuild(connection)
            return
    for start in range(0, len(ids), 500):
        chunk = ids[start : start + 500]
        holes = ",".join("?" * len(chunk))
        keys = f"SELECT key FROM person_key WHERE id IN ({holes})"
        connection.exec_driver_sql(f"DELETE FROM person_words WHERE rowid IN ({keys})", tuple(chunk))
        connection.exec_driver_sql(f"DELETE FROM person_key WHERE id IN ({holes})", tuple(chunk))
        found = connection.exec_driver_sql(f"{_FACTS} AND p.id IN ({holes})", tuple(chunk)).fetchall()
        _insert(connection, [_key_row(facts) for facts in found])


def rebuild(connection: Connection) -> None:
    """Make the whole index anew from the rows."""
    connection.exec_driver_sql("DELETE FROM person_words")
    connection.exec_driver_sql("DELETE FROM person_key")
    _insert(connection, [_key_row(facts) for facts in connection.exec_driver_sql(_FACTS)])


def _insert(connection: Connection, rows: list[tuple[Any, ...]]) -> None:
    if not rows:
        return
    start = int(connection.exec_driver_sql("SELECT coalesce(max(key),0)+1 FROM person_key").scalar_one())
    numbered = [(start + place, *row) for place, row in enumerate(rows)]
    connection.exec_driver_sql(
        "INSERT INTO person_key(key,id,sort,surname,pesel,place,signs,words) VALUES(?,?,?,?,?,?,?,?)", numbered
    )
    connection.exec_driver_sql(
        "INSERT INTO person_words(rowid,words) VALUES(?,?)", [(row[0], row[-1]) for row in numbered]
    )


def match_of(words: Sequence[str]) -> str:
    """A full-text question: every word as a prefix; groups of digits also as one number, as phones are written."""
    every = " ".join(f'"{word}"*' for word in words)
    is_number = len(words) > 1 and all(word.isdigit() for word in words)
    return f'({every}) OR "{"".join(words)}"*' if is_number else every


_HIT = """SELECT k.id, p.last_name || ' ' || p.first_name, p.pesel, p.born_on, k.place, k.signs
FROM person_key k JOIN person p ON p.id = k.id """


def search(connection: Connection, text: str, limit: int) -> list[Hit]:
    """Persons for the typed words: first by beginning of the surname, sorted, then anywhere else."""
    words = words_of(text)
    if not words:
        return []
    first, rest = words[0], words[1:]
    found: dict[bytes, Hit] = {}
    if not first.isdigit():
        condition = "WHERE k.surname >= ? AND k.surname < ?"
        values: tuple[Any, ...] = (first, first + "\uffff")
        if rest:
            condition += " AND k.key IN (SELECT rowid FROM person_words WHERE person_words MATCH ?)"
            values = (*values, match_of(words))
        for row in connection.exec_driver_sql(
            f"{_HIT}{condition} ORDER BY k.surname, k.sort LIMIT ?", (*values, limit)
        ):
            found[row[0]] = _hit(row)
    if len(found) < limit:
        sql = f"{_HIT}WHERE k.key IN (SELECT rowid FROM person_words WHERE person_words MATCH ? LIMIT ?)"
        for row in connection.exec_driver_sql(sql, (match_of(words), limit)):
            if len(found) >= limit:
                break
            found.setdefault(row[0], _hit(row))
    return list(found.values())


def _hit(row: Sequence[Any]) -> Hit:
    return Hit(row[0], row[1].strip(), row[2] or "", row[3] or "", row[4], row[5])

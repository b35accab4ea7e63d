"""What goes into a bundle: which records, which documents' bytes within the limit, what is confirmed and asked for."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from app.domain.bundles import Entry, Head, SignedHead, content_digest
from app.services.bundling import Bundling
from app.services.exchange.receipts import receipts_for
from app.services.exchange.reports import report_of

MOST_WANTED = 1_000
"""Documents asked for at once; the rest is asked for when these have come."""
_ALL_NOTES = 10_000


@dataclass(frozen=True, kw_only=True)
class Cargo:
    """See ``container.Manifest`` for the words. Without ``roster`` it is for a workstation that knows the office."""

    base: Mapping[int, int]
    entries: Sequence[Entry] = ()
    heads: Mapping[int, SignedHead]
    contents: Sequence[bytes] = ()
    left_out: Sequence[str] = ()
    wants: Sequence[str] = ()
    receipts: tuple[tuple[bytes, int], ...] = ()
    roster: tuple[tuple[bytes, str], ...] = ()
    asks: bool = False
    is_answer: bool = False

    @property
    def is_welcome(self) -> bool:
        """Whether it vouches for everybody's keys."""
        return bool(self.roster)


def ordinary(bundling: Bundling, peer: int, limit: int | None = None) -> Cargo:
    """Everything that a workstation is believed to lack; ``limit`` is in bytes and concerns documents only."""
    came = bundling.last_notes(peer)[0]
    wanted = () if came is None else report_of(came).wants
    return _above(bundling, peer, base_of(bundling, peer), wanted, limit)


def answering(bundling: Bundling, peer: int, have: Mapping[int, int], wanted: Sequence[str]) -> Cargo:
    """Everything above what a workstation has by its own word, and all documents it asks for: a person said so."""
    return replace(_above(bundling, peer, _within(have, bundling.vector()), wanted, None), is_answer=True)


def asking(bundling: Bundling, peer: int) -> Cargo:
    """Nothing but the question."""
    return Cargo(
        base={},
        heads={},
        wants=missing_contents(bundling)[:MOST_WANTED],
        receipts=receipts_for(bundling, peer),
        asks=True,
    )


def welcoming(bundling: Bundling) -> Cargo:
    """The whole journal and the keys of everybody, however large; it is carried by hand once."""
    news = bundling.slice_above({})
    roster = tuple((each.signing_key, each.sealing_key) for each in bundling.authors().values())
    left_out = missing_contents(bundling)
    return Cargo(
        base={}, entries=news.entries, heads=news.heads, contents=news.contents, left_out=left_out, roster=roster
    )


def base_of(bundling: Bundling, peer: int) -> dict[int, int]:
    """What a workstation has by its own newest word. Before its first word it has what every welcome carried.

    Of several welcomes any may have been the one that was used, so of each author the least counts; a bundle that
    still builds on too much is refused as a gap and asked for again.
    """
    stated = bundling.stated(peer)
    if not stated:
        sent = [note for note in bundling.notes(_ALL_NOTES) if note.peer == peer and not note.is_incoming]
        welcomes = [note.vector for note in sent if report_of(note).is_welcome]
        authors = set.intersection(*map(set, welcomes)) if welcomes else set()
        stated = {author: min(vector[author] for vector in welcomes) for author in authors}
    return _within(stated, bundling.vector())


def _within(stated: Mapping[int, int], vector: Mapping[int, Head]) -> dict[int, int]:
    """No further than this file itself has come."""
    return {author: min(number, vector[author].number) for author, number in stated.items() if author in vector}


def _above(bundling: Bundling, peer: int, base: Mapping[int, int], wanted: Sequence[str], limit: int | None) -> Cargo:
    news = bundling.slice_above(base)
    offered = {content_digest(content): content for content in news.contents}
    further = [digest for digest in wanted[:MOST_WANTED] if digest not in offered]
    offered |= {content_digest(content): content for content in bundling.contents_of(further)}
    taken = fitting({digest: len(content) for digest, content in offered.items()}, limit)
    lacking = missing_contents(bundling)
    return Cargo(
        base=base,
        entries=news.entries,
        heads=news.heads,
        contents=[content for digest, content in offered.items() if digest in taken],
        left_out=sorted({*offered, *lacking} - taken)[:MOST_WANTED],
        wants=lacking[:MOST_WANTED],
        receipts=receipts_for(bundling, peer),
    )


def fitting(sizes: Mapping[str, int], limit: int | None) -> set[str]:
    """The smallest ones that fit together: as many documents as possible arrive at once."""
    taken: set[str] = set()
    room = limit
    for digest, size in sorted(sizes.items(), key=lambda each: (each[1], each[0])):
        if room is not None:
            if size > room:
                break
            room -= size
        taken.add(digest)
    return taken


def missing_contents(bundling: Bundling) -> tuple[str, ...]:
    """Documents' bytes that records here name and that have not come yet.

    The newest import from anybody knows them all, for each takes over what was missing before it. Which one it was does
    not matter, nor what any clock said then: what has come since is left out.
    """
    came = [note for author in bundling.authors() if (note := bundling.last_notes(author)[0]) is not None]
    told = {digest for note in came for digest in report_of(note).missing}
    return tuple(sorted(told - bundling.sizes_of(told).keys()))

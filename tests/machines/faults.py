"""The faults that ``planted`` plants in the exchange: a few characters of source, and what becomes of them."""

from dataclasses import dataclass

MERGING, APPLYING, WORK = "app/domain/merging.py", "app/persistence/applying.py", "app/persistence/work.py"
ARRIVING, MERGES = "app/persistence/arriving.py", "app/persistence/merges.py"
ENTITLING, FORGETTING = "app/persistence/entitling.py", "app/persistence/forgetting.py"
ERASING, ERASED, HANGING = (f"app/persistence/{name}.py" for name in ("erasing", "erased", "hanging"))
BUNDLING, PUTTING_OFF, RETIRING = (f"app/persistence/{name}.py" for name in ("bundling", "putting_off", "retiring"))
ACCEPT, OPEN, APPLY, RECEIPTS, CARGO, PACK, PARKING = (
    f"app/services/exchange/{name}.py" for name in ("accept", "open", "apply", "receipts", "cargo", "pack", "parking")
)
PAID_TWICE = "app/services/exchange/paid_twice.py"
HEIRS, KEEPING = "app/services/register_heirs.py", "app/services/register_keeping.py"


@dataclass(frozen=True)
class Fault:
    """``right`` stands exactly once in the file and becomes ``wrong``."""

    name: str
    path: str
    right: str
    wrong: str


FAULTS = (
    Fault(
        "siblings dropped",
        MERGING,
        "kept = {old: versions[old] for old in current if old not in base and old != dot}",
        "kept = {}",
    ),
    Fault("base ignored", MERGING, "if old not in base and old != dot}", "if old != dot}"),
    Fault(
        "shown by arrival", MERGING, "row.values[number] = kept[self.winner(kept)].value", "row.values[number] = value"
    ),
    Fault(
        "tie by local number",
        MERGING,
        "versions[dot].at, self._rank(dot[0]), dot[1]))",
        "versions[dot].at, dot[0], dot[1]))",
    ),
    Fault(
        "birth by arrival",
        MERGING,
        "row.born = min(row.born, transaction.dot, key",
        "_ = min(row.born, transaction.dot, key",
    ),
    Fault(
        "alive vote ignored",
        MERGING,
        "                return False\n            for author",
        "                continue\n            for author",
    ),
    Fault(
        "removal covers all",
        MERGING,
        "return all(count <= covered.get(author, 0) for author, count in self.seen().items())",
        "return True",
    ),
    Fault(
        "paper not shown first",
        MERGING,
        "return {dot for dot, version in versions.items() if version.value}",
        "return set()",
    ),
    Fault(
        "clock decides",
        MERGING,
        "row.dots[number] = sorted(kept)",
        "row.dots[number] = [self.winner(kept)]",
    ),
    Fault(
        "stale sibling in memory",
        MERGING,
        "                if (key, number) in self.merged.siblings:\n",
        "                if None:\n",
    ),
    Fault("half a transaction", MERGING, "        self._require_rows(transaction)\n", ""),
    Fault(
        "base not what the form showed",
        WORK,
        "seen_born, seen_dots = self._seen(shown, born)",
        "seen_born, seen_dots = born, dots",
    ),
    Fault(
        "removal sees what nobody saw",
        WORK,
        "born, dots = self._seen(record, decode_versions(self._versions_now(stored, record.id))[0])",
        "born, dots = decode_versions(self._versions_now(stored, record.id))",
    ),
    Fault(
        "one thing in two records",
        WORK,
        "return self._homes.get(record_id) or self._homes.setdefault(record_id, self._pending())",
        "return self._pending()",
    ),
    Fault("clock stands still", WORK, "self._at = max(authors.clock(connection) + 1, at)", "self._at = at"),
    Fault("siblings not written", APPLYING, "        _STAND.run(self._connection, rows)\n", ""),
    Fault(
        "settled siblings stay",
        APPLYING,
        "        _PART.run(self._connection, [(*key, number) for key, number in places])\n",
        "        _PART.run(self._connection, [(*k, n) for k, n in places if len(self.merged.siblings[k, n]) > 1])\n",
    ),
    Fault(
        "life ignored",
        APPLYING,
        "written.append(self.is_gone(key))",
        "written.append(False)",
    ),
    Fault("search not brought along", ARRIVING, "    bring_along(connection, touched)\n", ""),
    Fault("clock dragged without end", ARRIVING, "min(newest, limit)", "newest"),
    Fault("clock not dragged", ARRIVING, "    _drag_clock(connection, arrival.entries, made.at)\n", ""),
    Fault("parked in silence", ARRIVING, "    _park(connection, merged.parked)\n", ""),
    Fault("older word believed", ARRIVING, "if made.made > notes.newest_made(connection, made.peer):", "if made:"),
    Fault(
        "orphan passed over",
        MERGES,
        '            merged.parked.append(Parked(entries[place].author, entries[place].number, "record"))\n',
        "",
    ),
    Fault("what is here taken for new", MERGES, "    again |= _here(merged)\n", ""),
    Fault("what two records make taken for new", MERGES, "        again |= found & once\n", ""),
    Fault("gap accepted", ACCEPT, "    _demand_base(bundling, opened, name_of)\n", ""),
    Fault("hole in the chain accepted", ACCEPT, "entry.number != head.number + 1 or ", ""),
    Fault("causes not asked for", ACCEPT, " or not self._has_causes(entry)", ""),
    Fault("fork accepted", ACCEPT, "    _refuse_forks(bundling, opened, name_of)\n", ""),
    Fault("chain not proven", ACCEPT, "    if not is_own_word:", "    if not is_own_word and signed is None:"),
    Fault("known record taken again", ACCEPT, "if entry.number <= head.number:", "if entry.number < head.number:"),
    Fault("sender not proven", OPEN, "    verify(inside, sender, name)\n", ""),
    Fault("readdressed", OPEN, "if bundling.author not in manifest.recipients:", "if not manifest.recipients:"),
    Fault("retired heard", OPEN, "        _refuse_retired(office, manifest.sender, name)\n", "        pass\n"),
    Fault("foreign office", OPEN, "if manifest.office != bundling.office_id:", "if not manifest.office:"),
    Fault("loaded twice", OPEN, "    if known is not None:\n", "    if known is not None and not manifest.id:\n"),
    # -- receipts and what is asked for --
    Fault("receipts not read", APPLY, "receipts=read_receipts(manifest.receipts), ", ""),
    Fault(
        "no receipt owed",
        RECEIPTS,
        "return any(note.records and note.at >= told for note in self.came)",
        "return False",
    ),
    Fault("receipts confirmed in turn", RECEIPTS, "any(note.records and note.at", "any(note.at"),
    Fault("documents beyond the limit", CARGO, "            if size > room:\n", "            if None:\n"),
    Fault("nothing wanted", CARGO, "        wants=lacking[:MOST_WANTED],\n", ""),
    # -- erasure --
    Fault(
        "late words of the erased kept",
        ERASING,
        "found.append(entry if rest is None else replace(entry, salt=None, body=rest.body))",
        "found.append(entry)",
    ),
    Fault(
        "salt of the erased kept",
        ERASING,
        "rests.append((None, rest.body, row[0]))",
        "rests.append((row[8], rest.body, row[0]))",
    ),
    Fault("erased in sight again", ARRIVING, "        erased.hide(connection)\n", "        pass\n"),
    Fault("what hangs on the erased stays", HANGING, "        _grow_by_rows(connection, fresh)\n", ""),
    Fault("put off and not cleaned", BUNDLING, "= erasing.clean_put_off(connection)", "= {}  # type: ignore"),
    Fault("what hangs on the erased is taken in", ERASING, "    grow_by_records(fresh, entries, known)\n", ""),
    Fault(
        "words of the erased in the index",
        ERASING,
        "    bring_along(connection, touched)\n    make_words_anew(connection)\n",
        "    bring_along(connection, touched)\n",
    ),
    Fault("drafts about the erased stay", ERASING, "    _drop_drafts(connection, fresh)\n", ""),
    Fault("bytes of erased papers stay", ERASING, "    _drop_contents(connection, digests)\n    bring", "    bring"),
    Fault("on top of the erased", ERASING, "if own not in known and base and all(", "if None and all("),
    Fault("old forms write into the erased", ERASED, "if WHOLE in known or any(", "if None and any("),
    Fault(
        "order without the right obeyed",
        ENTITLING,
        "if not _may(connection, each, arriving, barred | held):",
        "if None:",
    ),
    Fault(
        "founded by whoever comes",
        ENTITLING,
        "return next(each.author for each in chain(here, arriving, (order,)) if _enters_itself(each)) == order.author",
        "return True",
    ),
    Fault(
        "forgotten before everybody has it",
        FORGETTING,
        "or entry.number > known.get(entry.author, 0)",
        "",
    ),
    Fault("salt of the forgotten kept", FORGETTING, "rests = [(None, ", "rests = [(entries[ord_].salt, "),
    # -- retired, put off, withheld --
    Fault(
        "retired counts",
        RETIRING,
        "for each in entries if each.number > cuts.get(each.author, each.number)}",
        "for each in entries if None}",
    ),
    Fault(
        "nothing of the retired counts", RETIRING, "cuts[author] = max(cuts.get(author, 0), known)", "cuts[author] = 0"
    ),
    Fault(
        "whom the retired admitted is heard",
        RETIRING,
        "            cuts |= {each.author: 0 for each in bodies.newcomers_in(entry.body)}\n",
        "",
    ),
    Fault("verdict on a bundle not told", APPLY, "if request.is_supervised and arrival.entries:", "if None:"),
    Fault("verdict on what waited not told", PARKING, "    if request.is_supervised:\n", "    if None:\n"),
    Fault("verdict not heard", BUNDLING, "if retiring.has_released(connection):", "if None:"),
    Fault(
        "what a held order's author knew unheard",
        ARRIVING,
        "commanding, arrival.entries, held)",
        "commanding, [each for each in arrival.entries if (each.author, each.number) not in held])",
    ),
    Fault("retired taken up unasked", PUTTING_OFF, "if row[0] == RETIRED and ", "if None and "),
    Fault("put off and taken up last", PUTTING_OFF, "    history |= _history(connection, about, local)\n", ""),
    Fault("held for ever", PUTTING_OFF, "waiting, held = [*held, *waiting], []", "pass"),
    Fault(
        "taken up and parked still",
        PUTTING_OFF,
        "_TAKE_UP.run(connection, [(entry.author, entry.number)",
        "_TAKE_UP.run(connection, [(0, 0)",
    ),
    Fault("withheld sent", BUNDLING, "        if withheld:\n", "        if None:\n"),
    Fault(
        "delivered unproven",
        BUNDLING,
        "and here.get((each.author, each.number)) == seal_body(each.body, each.salt)",
        "and (each.author, each.number) in here",
    ),
    # -- identity, lists, the clock on the wall --
    Fault("in doubt and telling", PACK, "        demand_certainty(office.file)\n", "        pass\n"),
    Fault("digits not compared", OPEN, "if is_stranger and ", "if None and "),
    Fault("welcome for anybody", ACCEPT, "if opened.roster and all(", "if None and all("),
    Fault("list given away by anybody", KEEPING, "if is_in_use and (me", "if None and (me"),
    Fault("list taken up twice", KEEPING, "if orphans_heir is not None and (", "if None and ("),
    Fault("heir by the last word", HEIRS, "return min(written,", "return max(written,"),
    Fault("a lost receipt is not told again", RECEIPTS, "if note.id in ledger.accepted and not", "if not"),
    Fault("equal signs in silence", APPLY, "equal_signs=note_equal_signs(office.file, changes)", "equal_signs=()"),
    Fault("paid twice in silence", APPLY, "paid_twice=note_paid_twice(office.file, changes)", "paid_twice=()"),
    Fault("a rise is paid twice", PAID_TWICE, "for line in each) > max(", "for line in each) > min("),
    Fault(
        "closed twice by a verdict",
        PAID_TWICE,
        'and any(_times(file, PaymentLine, line.id, "position") > 1',
        "and any(True",
    ),
    Fault("older file pays", "app/services/payments.py", "    if doubt is not None:", "    if None:"),
    Fault("wall not written", WORK, "self._wall = at >> 16 if self._at >> 16 != at >> 16 else 0", "self._wall = 0"),
)

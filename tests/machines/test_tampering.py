"""Bundles that are not what they say: some of each sort; all of them with ``python -m tests.machines.tampering``."""

from collections import Counter
from pathlib import Path

from tests.machines.intruders import story
from tests.machines.tampering import Forger, fault_of

OF_EACH = 3


def test_forgeries_are_refused_in_words_and_the_file_stays_byte_for_byte(tmp_path: Path) -> None:
    told, seen = story(tmp_path), Counter[str]()
    codes = set()
    for forgery in Forger(told).all():
        seen[forgery.way] += 1
        if seen[forgery.way] <= OF_EACH:
            code, fault = fault_of(told.laptop, forgery, tmp_path)
            assert not fault, forgery.way
            codes.add(code)
    assert seen.total() > 500
    assert codes >= {
        "not_a_bundle",
        "bundle_cut",
        "bundle_damaged",
        "bundle_too_new",
        "bundle_too_large",
        "bundle_not_for_us",
        "bundle_foreign",
        "bundle_forged",
        "bundle_gap",
        "bundle_already_loaded",
        "sender_unknown",
        "sender_retired",
        "own_past_missing",
        "identity_forked",
    }
    told.laptop.load(told.office.send(told.laptop, tmp_path / "dobra.teczka"))
    assert told.laptop.health().is_well
    told.close()

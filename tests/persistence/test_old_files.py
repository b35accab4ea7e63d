"""A file from every earlier format opens for ever, keeps what it holds, and can be worked in."""

from contextlib import closing
from datetime import datetime
from pathlib import Path

import pytest
import zstandard

from app.domain.cases import Case
from app.domain.decisions import Decision
from app.domain.deliveries import Delivery, Way
from app.domain.persons import Person
from app.domain.records import new_id
from app.persistence.store import FORMAT, Store

OLD = Path(__file__).resolve().parents[1] / "old"
DIGESTS = {
    "format-1": "f3b1 28b5 fdd9 3c10 fe1e 9fb1 90f8 2048",
    "format-2": "5b0a d52a cd8d 2fb4 50fd 3faf 78d0 a981",
    "format-3": "ea94 fa20 ac12 6bea 1bdf d1ef 6389 e18c",
    "format-4": "38a1 a41b 1c23 21ac 7e6d fe08 3521 3585",
}


@pytest.fixture(params=DIGESTS)
def path(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    return unpacked(request.param, tmp_path)


def unpacked(name: str, folder: Path) -> Path:
    path = folder / f"{name}.teczka-db"
    path.write_bytes(zstandard.ZstdDecompressor().decompress((OLD / f"{path.name}.zst").read_bytes()))
    return path


def test_every_format_before_this_one_is_kept() -> None:
    assert list(DIGESTS) == [f"format-{number}" for number in range(1, FORMAT)]


def test_it_opens_with_everything_in_it(path: Path) -> None:
    for _again in range(2):
        with closing(Store.open(path)) as store:
            assert store.bundling.digest() == DIGESTS[path.stem]
            assert not [check for check in store.bundling.checks(is_deep=True) if check.findings]
            with store.reading() as file:
                assert [hit.name for hit in file.search("wiśniewska anna")] == ["Wiśniewska Anna"]
                assert [case.sign for case in file.find(Case)] == ["MGOPS.5110.3.1.2026"]


def test_what_a_later_format_added_is_blank_in_what_was_there(tmp_path: Path) -> None:
    path = unpacked("format-4", tmp_path)
    with closing(Store.open(path)) as store, store.reading() as file:
        ((delivery,), (decision,)) = file.find(Delivery), file.find(Decision)
    assert (delivery.way, delivery.first_notice_on, delivery.notice_place) == (Way.ADDRESSEE, None, "")
    assert decision.other_amounts == ""


def test_it_can_be_worked_in(path: Path) -> None:
    with closing(Store.open(path)) as store:
        with store.work(clerk_id=None, at=datetime(2026, 11, 4, 9), reason="test") as work:
            work.add_all([Person(id=new_id(), last_name=f"Nowak{number}") for number in range(600)])
            work.commit()
        with store.reading() as file:
            assert [hit.name for hit in file.search("nowak599")] == ["Nowak599"]

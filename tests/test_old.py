"""Office files of earlier versions open for ever, with everything in them."""

import re
from contextlib import closing
from pathlib import Path

import pytest
import zstandard

from app.domain.decisions import Decision, DecisionState
from app.domain.persons import Person
from app.persistence.store import Store
from app.services.calendars import SetCalendar
from app.services.case_views import OpenCase, open_case
from app.services.documents import ReadDocument, read_document
from app.services.exchange.examining import ExamineFile, examine_file
from app.services.office import Office, Unwatched
from tests.little_decision import DECIDED_AT, words
from tests.little_office import CLERK, SHELF
from tests.tools.keep_office import OLD, keep_office

HOUSE = Path(__file__).resolve().parents[1]


def demand_whole(path: Path) -> None:
    with closing(Store.open(path)) as store:
        office = Office(store, SetCalendar(DECIDED_AT), CLERK, "Biuro", SHELF.law, SHELF, Unwatched())
        assert examine_file(office, ExamineFile(is_deep=True)).is_well
        with store.reading() as file:
            (decision,) = file.find(Decision)
            assert {person.last_name for person in file.find(Person)} == {"Wiśniewska", "Wiśniewski"}
        assert (decision.state, decision.amount) == (DecisionState.ISSUED, 61_050)
        assert open_case(office, OpenCase(decision.case_id)).case.sign == "MGOPS.5110.3.1.2026"
        assert decision.document_id is not None
        assert "610,50 zł" in words(read_document(office, ReadDocument(decision.document_id)).content)


@pytest.mark.parametrize("kept", sorted(OLD.glob("[0-9]*.zst")), ids=lambda path: path.name)
def test_an_office_file_of_every_version_opens_whole(kept: Path, tmp_path: Path) -> None:
    path = tmp_path / kept.stem
    path.write_bytes(zstandard.ZstdDecompressor().decompress(kept.read_bytes()))
    demand_whole(path)


def test_every_version_of_the_changelog_has_its_office_file() -> None:
    changelog = (HOUSE / "resources/docs/changelog.md").read_text(encoding="utf-8")
    versions = re.findall(r"^## (\d+\.\d+\.\d+)", changelog, re.MULTILINE)
    assert versions
    assert {path.name.removesuffix(".teczka-db.zst") for path in OLD.glob("[0-9]*.zst")} == set(versions)


def test_the_file_that_would_be_kept_of_this_version_is_whole(tmp_path: Path) -> None:
    path = tmp_path / "fresh.teczka-db"
    keep_office(path)
    demand_whole(path)

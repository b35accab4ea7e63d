"""A contradiction about an issued decision offers only what stands on its paper, and says why."""

from dataclasses import replace
from datetime import datetime

import pytest
from pytestqt.qtbot import QtBot

from app.domain.decisions import Decision
from app.domain.records import new_id
from app.services.exchange.naming import Dispute, Side
from tests.ui.stand_in import StandInDesk
from ui.screens.exchange_desk import LIFE, DisputeDesk

AT = datetime(2026, 11, 23, 9, 5)
ISSUED = Side("amount", 52_350, "K. Nowak", "Biuro", AT, "wydanie decyzji", (1, 9))
REWRITTEN = Side("amount", 72_350, "K. Nowak", "Laptop Północ", AT, "poprawki", (2, 4), may_stand=False)
REMOVED = Side(LIFE, b"seen", "K. Nowak", "Laptop Północ", AT, "pomyłka", (2, 5), may_stand=False)
DISPUTE = Dispute(
    Decision, new_id(), "amount", "Anna Wiśniewska", None, (ISSUED, REWRITTEN), 52_350, "MGOPS.5110.3.1.2026"
)


@pytest.fixture
def desk(qtbot: QtBot) -> DisputeDesk:
    made = DisputeDesk(StandInDesk(), lambda _words: None)
    qtbot.addWidget(made)
    return made


def offered(desk: DisputeDesk, dispute: Dispute) -> list[str]:
    desk.show_disputes((dispute,))
    return [button.text().replace("\N{NO-BREAK SPACE}", " ") for button in desk.buttons]


def test_only_what_stands_on_paper_can_be_chosen(desk: DisputeDesk) -> None:
    assert offered(desk, DISPUTE) == ["Zostaw 523,50 zł"]
    assert "Decyzja MGOPS.5110.3.1.2026 jest wydana" in desk.explained.text()
    marked = [[line.text for line in key.lines][-1] for key in desk.cards._keys]  # type: ignore[attr-defined]
    assert marked == ["wydanie decyzji", "nie zastąpi wydanej decyzji"]


def test_an_issued_decision_is_not_removed(desk: DisputeDesk) -> None:
    assert offered(desk, replace(DISPUTE, field=LIFE, sides=(ISSUED, REMOVED))) == ["Zostaw wpis"]


def test_before_it_is_issued_everything_can_be_chosen(desk: DisputeDesk) -> None:
    sides = (ISSUED, replace(REWRITTEN, may_stand=True))
    assert offered(desk, replace(DISPUTE, sides=sides, issued_as="")) == ["Zostaw 523,50 zł", "Zostaw 723,50 zł"]
    assert "jest wydana" not in desk.explained.text()

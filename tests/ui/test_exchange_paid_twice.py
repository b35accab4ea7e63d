"""What was perhaps paid twice is said on the screen Wymiana until somebody opens it; a closed list stays as it was."""

from dataclasses import replace
from pathlib import Path

from app.domain.payments import ListState, PaymentList
from app.domain.records import new_id
from app.services.exchange.apply import ApplyBundle
from app.services.exchange.naming import Dispute
from tests.paying_stations import close
from tests.services.test_paid_twice import Story, another_list, story
from tests.ui.drawn import table
from tests.ui.exchange_room import Room
from tests.ui.test_exchange_issued import ISSUED, REMOVED, REWRITTEN, offered
from tests.ui.test_exchange_issued import desk as made_desk
from ui.screens.exchange_desk import LIFE, DisputeDesk

Opened = list[tuple[str, dict[str, object]]]
__all__ = ["made_desk", "story"]
LIST = Dispute(
    PaymentList,
    new_id(),
    "state",
    "",
    None,
    (
        replace(ISSUED, field="state", value=ListState.CLOSED),
        replace(REWRITTEN, field="state", value=ListState.DROPPED),
    ),
    ListState.APPROVED,
    closed_as="3/2026",
)


def room_after(story: Story) -> tuple[Room, Opened]:
    """Biuro's bundle of what its backup closed comes to the laptop; and where its screen leads."""
    bundle = story.biuro.send(story.laptop)
    room, opened = Room(story.laptop, story.biuro), Opened()
    room.window.open = lambda screen, **more: opened.append((screen, more))  # type: ignore[method-assign]
    room.page.load(ApplyBundle(bundle))
    room.wait()
    return room, opened


def test_two_lists_that_pay_one_month(story: Story, tmp_path: Path) -> None:
    close(story.laptop, story.listed)
    story.put_back()
    close(story.biuro, another_list(story.biuro, story.listed))
    story.come_together(tmp_path)
    room, opened = room_after(story)
    assert "Być może zapłacono dwa razy, listy wypłat: 1/2026." in room.notice()
    said = table(room.page.inbox.lines)
    assert "Jeden znak 1/2026 mają różne zamknięte listy wypłat." in said
    assert (
        "Listy wypłat 1/2026 płacą dwa razy za to samo, sprawdź w banku: Wiśniewska Anna, 11.2026 i jeszcze 1 wypłata."
        in said
    )
    assert room.page.board is not None
    for twice in room.page.board.paid_twice:
        room.page._open_twice(twice)
        room.wait()
    assert opened == [("payments", {}), ("payments", {})]
    assert "1/2026" not in table(room.page.inbox.lines)
    room.close()
    story.laptop.reopen()
    story.biuro.reopen()


def test_one_list_closed_in_two_places(story: Story, tmp_path: Path) -> None:
    close(story.laptop, story.listed)
    story.put_back()
    close(story.biuro.later(hours=1), story.listed)
    story.come_together(tmp_path)
    room, opened = room_after(story)
    assert "Listę wypłat 1/2026 zamknięto na dwóch stanowiskach." in table(room.page.inbox.lines)
    assert room.page.board is not None
    room.page._open_twice(room.page.board.paid_twice[0])
    room.wait()
    assert opened == [("payment-list", {"list_id": story.listed.id})]
    room.close()
    story.laptop.reopen()
    story.biuro.reopen()


def test_of_a_closed_list_only_what_it_was_closed_with_can_be_chosen(made_desk: DisputeDesk) -> None:
    assert offered(made_desk, LIST) == ["Zostaw zamknięcie"]
    assert "Lista wypłat 3/2026 jest zamknięta" in made_desk.explained.text()
    marked = [[line.text for line in key.lines][-1] for key in made_desk.cards._keys]  # type: ignore[attr-defined]
    assert marked == ["wydanie decyzji", "nie zmieni zamkniętej listy"]
    assert offered(made_desk, replace(LIST, field=LIFE, sides=(ISSUED, REMOVED))) == ["Zostaw wpis"]

"""The tour's steps between the workstations: bundles there and back, what both changed, who is one person."""

from pathlib import Path
from typing import Any

from app.domain.persons import Person
from app.services.exchange.compare import Preview
from app.services.office import Office
from ui.screens.exchange import ExchangePage
from ui.screens.exchange_pair import PairDialog
from ui.screens.exchange_preview import PreviewDialog
from ui.screens.person import PersonPage
from ui.tour import Tour
from ui.tour_hands import Stuck

CWIK = "58042112357"
OFFICE_PHONE, KITCHEN_PHONE = "44 781 22 06", "601224918"


def write_cwik_down(tour: Tour) -> None:
    """Jan Ćwik comes to the office, and nobody knows him yet; the laptop meets him too."""
    hands = tour.hands
    page = hands.open("person", PersonPage)
    for field, text in (
        (page.new.person.last_name, "Ćwik"),
        (page.new.person.first_name, "Jan"),
        (page.new.person.pesel, CWIK),
        (page.new.address.locality, "Jabłonna"),
        (page.new.address.house, "31"),
        (page.new.address.postal_code, "97-570"),
        (page.new.address.post_town, "Przedbórz"),
    ):
        hands.type_into(field, text)
    tour.picture("nowa-osoba")
    hands.press(page.new.go)
    hands.wait_for("the card", lambda: page.card)
    tour.picture("karta-osoby")


def correct_phone(tour: Tour) -> None:
    """Anna calls: another number."""
    hands = tour.hands
    page = hands.open("person", PersonPage, person_id=tour.facts["person_id"])
    hands.wait_for("the card", lambda: page.card)
    hands.type_into(page.reason, "z rozmowy telefonicznej")
    hands.type_into(page.data.by_name["phone"], OFFICE_PHONE)
    tour.picture("numer-telefonu")


def send_to_laptop(tour: Tour) -> None:
    """A bundle with what the laptop does not have."""
    path = _send(tour, "rano")
    tour.note(bundle_out=path)


def load_on_laptop(tour: Tour) -> None:
    """The laptop loads it at the desk's door; from here on there is no network."""
    tour.note(preview_on_laptop=_load(tour, tour.facts["bundle_out"], "paczka-na-laptop"))


def send_back(tour: Tour) -> None:
    """The visit goes back to the office."""
    tour.note(bundle_back=_send(tour, "po-poludniu"))


def load_at_office(tour: Tour) -> None:
    """What it would change is shown before a byte is written."""
    page = tour.hands.open("exchange", ExchangePage)
    phone_before = _phone(tour)
    page.preview(tour.facts["bundle_back"])
    dialog = tour.hands.dialog(PreviewDialog)
    tour.picture("podglad-paczki", dialog)
    tour.note(preview=dialog.preview, phone_during_preview=_phone(tour), phone_before_preview=phone_before)
    tour.hands.press(dialog.go)
    tour.picture("wymiana-po-wczytaniu")


def settle_both(tour: Tour) -> None:
    """The telephone number of the visit stays; the two Ćwiks are one."""
    hands = tour.hands
    page = hands.open("exchange", ExchangePage)
    hands.settle()
    tour.note(disputes_before=len(page.board.disputes) if page.board else 0)
    hands.press(next(each for each in page.disputes.buttons if _digits(each.text()) == KITCHEN_PHONE))
    tour.picture("wymiana-telefon-rozstrzygniety")
    board = page.board
    if board is None or not board.pairs:
        raise Stuck("nobody is asked whether the two are one")
    page.compare(board.pairs[0])
    dialog = hands.dialog(PairDialog)
    tour.picture("ta-sama-osoba", dialog)
    hands.press(dialog.same)
    tour.picture("wymiana-wszystko-rozstrzygniete")
    tour.note(phone_settled=_phone(tour), history=[each.value for each in _history(tour) if each.field == "phone"])


def verdicts_travel(tour: Tour) -> None:
    """The next bundle carries both verdicts."""
    tour.note(bundle_verdicts=_send(tour, "wieczorem"))


def load_verdicts(tour: Tour) -> None:
    """Afterwards both workstations print the same digest."""
    _load(tour, tour.facts["bundle_verdicts"], "paczka-z-rozstrzygnieciami")
    tour.note(
        phone_on_laptop=_phone(tour),
        digests={name: tour.ask_at(name, _digest, None) for name in (tour.desk_name, tour.laptop_name)},
    )


def bundles_that_go_wrong(tour: Tour) -> None:
    """The same bundle twice, half a bundle, one of another office: one sentence each, and the data as before."""
    before = tour.ask(_digest, None)
    back: Path = tour.facts["bundle_back"]
    half = back.with_name(f"polowa-{back.name}")
    half.write_bytes(back.read_bytes()[: back.stat().st_size // 2])
    said = {}
    for name, path in (("dwa-razy", back), ("polowa", half), ("obcy", tour.foreign)):
        page = tour.hands.open("exchange", ExchangePage)
        tour.program.window.notices.dismiss()
        page.preview(path)
        tour.hands.settle()
        said[name] = tour.program.window.notices.text()
        tour.picture(f"paczka-{name}")
    tour.note(said_of_bad_bundles=said, digest_unchanged=tour.ask(_digest, None) == before)


def _send(tour: Tour, name: str) -> Path:
    page = tour.hands.open("exchange", ExchangePage)
    tour.hands.settle()
    folder = tour.stick / name
    folder.mkdir(parents=True, exist_ok=True)
    page.save_bundles(folder)
    tour.hands.settle()
    tour.picture(f"wymiana-{name}")
    written = sorted(folder.glob("**/*.teczka"))
    if not written:
        raise Stuck("no bundle was written")
    return written[-1]


def _load(tour: Tour, path: Path, name: str) -> Preview:
    page = tour.hands.open("exchange", ExchangePage)
    tour.hands.settle()
    page.preview(path)
    dialog = tour.hands.dialog(PreviewDialog)
    tour.picture(name, dialog)
    preview = dialog.preview
    tour.hands.press(dialog.go)
    return preview


def _digits(text: str) -> str:
    return "".join(letter for letter in text if letter.isdigit())


def _digest(office: Office, _: object) -> str:
    return office.file.bundling.digest()


def _phone(tour: Tour) -> str:
    return str(tour.ask(_read_phone, tour.facts["person_id"]))


def _read_phone(office: Office, person_id: Any) -> str:
    with office.reading() as file:
        return file.get(Person, person_id).phone


def _history(tour: Tour) -> Any:
    return tour.ask(_read_history, tour.facts["person_id"])


def _read_history(office: Office, person_id: Any) -> Any:
    with office.reading() as file:
        return file.history(Person, person_id)

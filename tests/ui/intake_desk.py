"""The form of a new application as tests of the window meet it."""

from typing import Any

from app.services.office import Office
from tests.ui.counter import Counter
from ui.parts import Rich
from ui.screens.intake import IntakePage


def opened(counter: Counter, **args: Any) -> IntakePage:
    page = counter.open("new-application", **args)
    assert isinstance(page, IntakePage)
    return page


def answer_all(page: IntakePage) -> None:
    """What the form presumes of no application: that all papers are there, and the signature."""
    page.claim.is_complete.set_value(True)
    page.claim.is_signed.set_value(True)


def everything(counter: Counter, kind: type[Any]) -> list[Any]:
    def find(office: Office, _request: object) -> list[Any]:
        with office.reading() as file:
            return file.find(kind)

    found: list[Any] = counter.ask(find, 0)
    return found


def outlook(page: IntakePage) -> list[str]:
    """What would begin, as a person reads it."""
    return [value.words() for value in page.outlook.findChildren(Rich)]

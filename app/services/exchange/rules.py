"""How the office exchanges: after how many days it reminds, how large a bundle may be, what is loaded unasked."""

from dataclasses import dataclass, fields

from app.domain.offices import EXCHANGE, Setting, setting_id
from app.domain.problems import Refusal
from app.domain.roles import Act
from app.services.office import Done, Office
from app.services.office_settings import keep_setting
from app.services.ports import Reading

LONGEST_SILENCE = 90
MOST_YEARS = 50
LEAST_MEGABYTES, MOST_MEGABYTES = 1, 900
MEGABYTE = 1_000_000
_PREFIX = EXCHANGE


class WrongExchangeRule(Refusal):
    """A number that makes no sense there (facts: name, least, most)."""

    code = "wrong_exchange_rule"


@dataclass(frozen=True)
class ExchangeRules:
    """Equal on every workstation. Days count from the older direction; megabytes are of 1,000,000 bytes.

    Three days where visits are planned: the plan and the answers of a visit age fastest, and a laptop that is lost
    takes with it what it has not handed over. A week elsewhere: every workstation is at the office on some day of it.
    Twenty megabytes pass most mail programs. ``loads_alone``: bundles from the inbox are loaded unasked where they
    contradict nothing. ``history_years``: so long values that were replaced stay in the history; 0 for ever.
    """

    days: int = 7
    days_with_visits: int = 3
    megabytes: int = 20
    loads_alone: bool = False
    history_years: int = 0


@dataclass(frozen=True)
class AskExchangeRules:
    """Ask how the office exchanges."""


@dataclass(frozen=True)
class ChangeExchangeRules:
    """Exchange by these rules from now on, everywhere."""

    rules: ExchangeRules


def ask_exchange_rules(office: Office, _: AskExchangeRules) -> ExchangeRules:
    """The rules of the office, or the usual ones."""
    with office.reading() as file:
        return read_rules(file)


def read_rules(file: Reading) -> ExchangeRules:
    """The rules from an open file; what is written there and makes no sense counts as not written."""
    names = [each.name for each in fields(ExchangeRules)]
    stored = file.many(Setting, [setting_id(_PREFIX + name) for name in names])
    numbers = {each.name.removeprefix(_PREFIX): int(each.value) for each in stored.values() if each.value.isdecimal()}
    usual = ExchangeRules()
    rules = ExchangeRules(
        numbers.get("days", usual.days),
        numbers.get("days_with_visits", usual.days_with_visits),
        numbers.get("megabytes", usual.megabytes),
        bool(numbers.get("loads_alone", usual.loads_alone)),
        numbers.get("history_years", usual.history_years),
    )
    return rules if _wrong(rules) is None else ExchangeRules()


def change_exchange_rules(office: Office, request: ChangeExchangeRules) -> Done[ExchangeRules]:
    """Write what differs; others hear of it with the next bundle."""
    office.allow(Act.CONFIGURE)
    wrong = _wrong(request.rules)
    if wrong is not None:
        raise wrong
    with office.work("zasady wymiany") as work:
        before = read_rules(work)
        for each in fields(ExchangeRules):
            new, old = getattr(request.rules, each.name), getattr(before, each.name)
            if new != old:
                keep_setting(work, _PREFIX + each.name, str(int(new)))
        return Done(request.rules, work.commit())


def _wrong(rules: ExchangeRules) -> WrongExchangeRule | None:
    for name, least, most in (
        ("days", 1, LONGEST_SILENCE),
        ("days_with_visits", 1, LONGEST_SILENCE),
        ("megabytes", LEAST_MEGABYTES, MOST_MEGABYTES),
        ("history_years", 0, MOST_YEARS),
    ):
        if not least <= getattr(rules, name) <= most:
            return WrongExchangeRule(name=name, least=least, most=most)
    return None

"""What each kind of help asks for: fields by the names of its facts."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from ui.forms import ChipField, ChoiceField, DateField, Field, MoneyField, NumberField, TextField, YesNoField
from ui.i18n import _


@dataclass(frozen=True)
class Ask:
    """One field. A needed one must be filled before anything is worked out."""

    name: str
    make: Callable[[], Field]
    is_needed: bool = True


def _yes(name: str, label: str) -> Ask:
    def make() -> Field:
        field = YesNoField(label)
        field.set_value(value=False)
        return field

    return Ask(name, make)


def _money(name: str, label: str, *, is_needed: bool = True) -> Ask:
    return Ask(name, lambda: MoneyField(label), is_needed)


def _count(name: str, label: str) -> Ask:
    return Ask(name, lambda: NumberField(label, most=2_000))


def _day(name: str, label: str, *, is_needed: bool = True) -> Ask:
    return Ask(name, lambda: DateField(label), is_needed)


def _one(name: str, label: str, options: Sequence[tuple[str, str]]) -> Ask:
    return Ask(name, lambda: ChoiceField(label, options))


def _many(name: str, label: str, options: Sequence[tuple[str, str]]) -> Ask:
    return Ask(name, lambda: ChipField(label, options), is_needed=False)


def asks_of(code: str) -> tuple[Ask, ...]:
    """The fields of a kind, in the order in which a clerk would ask; none for a kind that this screen does not know."""
    kinds: dict[str, Callable[[], tuple[Ask, ...]]] = {
        "health_contribution": _health,
        "credited_ticket": _ticket,
        "event_allowance": _event,
        "carer_contributions": _carer,
        "economic_independence": _independence,
        "burial": _burial,
        "shelter": _shelter,
        "care_services": _services,
        "support_centre": _centre,
        "training_flat": _flat,
        "care_home_referral": _referral,
        "guardian_pay": _guardian,
        "short_stay": _short_stay,
        "repayment": _repayment,
    }
    return kinds[code]() if code in kinds else ()


def _health() -> tuple[Ask, ...]:
    reasons = [
        ("permanent_allowance", _("zasiłek stały")),
        ("homeless_programme", _("program wychodzenia z bezdomności")),
        ("social_contract", _("kontrakt socjalny po skierowaniu z urzędu pracy")),
    ]
    return (
        _one("insured_as", _("Z jakiego powodu"), reasons),
        _yes("is_insured_otherwise", _("Ma ubezpieczenie z innego tytułu")),
        _money("allowance", _("Zasiłek stały w tym miesiącu"), is_needed=False),
    )


def _ticket() -> tuple[Ask, ...]:
    return (Ask("need", lambda: TextField(_("Po co przejazd"))),)


def _event() -> tuple[Ask, ...]:
    events = [
        ("accident", _("zdarzenie losowe")),
        ("disaster", _("klęska żywiołowa lub ekologiczna")),
        ("funeral", _("koszty pogrzebu")),
    ]
    papers = [
        ("death_certificate", _("akt zgonu")),
        ("proof_of_costs", _("rachunki")),
        ("statement_of_payer", _("oświadczenie o pokryciu kosztów")),
        ("statement_of_means", _("oświadczenie o innych świadczeniach i środkach")),
        ("undertaking", _("zobowiązanie do zwrotu")),
    ]
    return (
        _one("event", _("Co się stało"), events),
        _day("applied_on", _("Wniosek z dnia")),
        _day("complete_on", _("Komplet dokumentów")),
        _money("loss", _("Udokumentowane straty albo koszty")),
        _money("ceiling", _("Pułap z programu rządowego"), is_needed=False),
        _yes("is_grant_due", _("Przysługuje zasiłek pogrzebowy")),
        _yes("are_costs_extraordinary", _("Koszty pogrzebu są nadzwyczajne")),
        _yes("was_other_paid", _("Wypłacono inne świadczenie po zmarłym")),
        _many("papers", _("Dokumenty do kosztów pogrzebu"), papers),
    )


def _carer() -> tuple[Ask, ...]:
    beside = [
        ("own_insurance", _("własne ubezpieczenie")),
        ("pension", _("emerytura")),
        ("disability_pension", _("renta")),
    ]
    return (
        _yes("is_woman", _("Opiekunem jest kobieta")),
        _count("age", _("Wiek opiekuna")),
        _yes("gave_up_work", _("Zrezygnował z pracy albo jest na bezpłatnym urlopie")),
        _yes("is_close", _("Opieka nad członkiem rodziny, rodzicem lub rodzeństwem")),
        _day("certified_on", _("Zaświadczenie lekarskie z dnia")),
        _count("contributory_months", _("Miesiące składkowe")),
        _count("other_months", _("Miesiące nieskładkowe")),
        _many("beside", _("Opiekun ma"), beside),
    )


def _independence() -> tuple[Ask, ...]:
    forms = [
        ("allowance", _("jednorazowy zasiłek celowy")),
        ("loan", _("pożyczka")),
        ("equipment", _("użyczenie narzędzi lub urządzeń")),
    ]
    return (
        _one("form", _("Forma pomocy"), forms),
        _yes("was_helped_elsewhere", _("Pomoc na ten cel jest już skądinąd")),
        _yes("avoids_training", _("Uchyla się od szkolenia")),
        _money("highest", _("Najwyżej według uchwały"), is_needed=False),
    )


def _burial() -> tuple[Ask, ...]:
    return (
        _day("died_on", _("Dzień zgonu")),
        _yes("does_somebody_bury", _("Pogrzeb sprawia kto inny")),
        _yes("is_grant_due", _("Przysługuje zasiłek pogrzebowy")),
        _yes("has_estate", _("Jest masa spadkowa")),
        _money("cost", _("Koszt pogrzebu"), is_needed=False),
    )


def _shelter() -> tuple[Ask, ...]:
    forms = [
        ("shelter", _("schronisko")),
        ("with_care", _("schronisko z usługami opiekuńczymi")),
        ("night", _("noclegownia albo ogrzewalnia")),
    ]
    return (
        _one("form", _("Gdzie"), forms),
        _yes("has_contract", _("Podpisano kontrakt socjalny")),
        _yes("at_place_of_stay", _("Pomaga gmina miejsca pobytu")),
        _yes("is_foreigner", _("Cudzoziemiec z art. 5 pkt 2 lit. b albo art. 5a")),
    )


def _services() -> tuple[Ask, ...]:
    forms = [
        ("ordinary", _("usługi opiekuńcze")),
        ("specialist", _("specjalistyczne (bez zaburzeń psychicznych)")),
        ("neighbour", _("usługi sąsiedzkie")),
    ]
    return (
        _one("form", _("Rodzaj usług"), forms),
        _yes("needs_help", _("Wymaga pomocy innych osób")),
        _yes("is_lone", _("Osoba samotna (art. 6 pkt 9)")),
        _yes("can_family_help", _("Rodzina może zapewnić pomoc")),
        _count("hours", _("Godzin w miesiącu")),
        _day("begun_on", _("Tryb pilny: usługi od dnia"), is_needed=False),
    )


def _centre() -> tuple[Ask, ...]:
    centres = [
        ("mental_day", _("dzienny, zaburzenia psychiczne")),
        ("mental_night", _("całodobowy, zaburzenia psychiczne")),
        ("other", _("inny ośrodek wsparcia")),
    ]
    return (
        _one("centre", _("Ośrodek"), centres),
        _count("days", _("Dni pobytu w miesiącu")),
        _money("subsidy", _("Średnia dotacja na uczestnika"), is_needed=False),
        _count("stay_months", _("Który to miesiąc tego pobytu")),
        _count("year_months", _("Miesiące pobytu w tym roku")),
    )


def _flat() -> tuple[Ask, ...]:
    return (
        _yes("has_contract", _("Zawarto kontrakt mieszkaniowy")),
        _yes("is_assisted", _("Mieszkanie wspomagane")),
        _yes("may_be_open", _("Stopień znaczny lub umiarkowany albo szczególny przypadek")),
        _day("left_care_home_on", _("Uchylono skierowanie do domu pomocy"), is_needed=False),
    )


def _referral() -> tuple[Ask, ...]:
    homes = [
        ("old", _("osób w podeszłym wieku")),
        ("somatic", _("osób przewlekle somatycznie chorych")),
        ("mental", _("osób przewlekle psychicznie chorych")),
        ("intellectual", _("dorosłych niepełnosprawnych intelektualnie")),
        ("children", _("dzieci i młodzieży niepełnosprawnych intelektualnie")),
        ("physical", _("osób niepełnosprawnych fizycznie")),
        ("addicts", _("osób uzależnionych od alkoholu")),
    ]
    return (
        _one("home", _("Dom dla"), homes),
        _yes("needs_care", _("Wymaga całodobowej opieki")),
        _yes("can_live_alone", _("Może samodzielnie funkcjonować")),
        _yes("can_services_help", _("Wystarczą usługi opiekuńcze")),
        _yes("needs_medical_care", _("Wymaga wzmożonej opieki medycznej")),
        _yes("has_consent", _("Jest zgoda osoby albo przedstawiciela")),
        _yes("has_representative", _("Ma przedstawiciela albo opiekuna")),
        _count("wait_months", _("Miesiące oczekiwania w najbliższym domu")),
        _yes("asks_elsewhere", _("Wnosi o dom z krótszym oczekiwaniem")),
        _yes("has_place", _("Jest wolne miejsce")),
    )


def _guardian() -> tuple[Ask, ...]:
    return (
        _money("set_by_court", _("Kwota z postanowienia sądu")),
        _day("applied_on", _("Wniosek z dnia")),
        _day("order_final_on", _("Postanowienie prawomocne od")),
        _money("average_pay", _("Przeciętne wynagrodzenie (GUS)")),
        Ask("average_pay_source", lambda: TextField(_("Komunikat GUS"))),
    )


def _short_stay() -> tuple[Ask, ...]:
    return (
        _yes("is_adult", _("Osoba pełnoletnia")),
        _yes("by_hour", _("Forma dzienna (w godzinach)")),
        _money("price", _("Stawka, gdy inna niż w uchwale"), is_needed=False),
        _count("count", _("Ile dni albo godzin")),
        _count("days_in_form", _("Dni w tym roku w tej formie")),
        _count("days_all", _("Dni w tym roku razem")),
        _yes("pays_in_full", _("Deklaruje pełną odpłatność")),
    )


def _repayment() -> tuple[Ask, ...]:
    owing = [
        ("recipient", _("osoba lub rodzina, która korzystała z pomocy")),
        ("relative", _("małżonek, zstępny albo wstępny")),
    ]
    return (
        _one("owing", _("Kto ma zwrócić"), owing),
        _money("granted", _("Wydatki na świadczenie")),
        _yes("is_repaid_otherwise", _("Zwrócił już korzystający albo spadkobierca")),
    )

"""What a person reads about the settings: particulars, roles, themes, sizes of text."""

from app.domain.persons import Clerk
from app.domain.roles import Role
from ui.speech import _, numeric_day


def particular_words() -> dict[str, str]:
    """Labels of the office's settings."""
    return {
        "office_name": _("Pełna nazwa ośrodka"),
        "office_name_genitive": _("Pełna nazwa w dopełniaczu"),
        "office_short_name": _("Nazwa skrócona"),
        "office_phone": _("Telefon"),
        "office_address": _("Ulica i numer"),
        "office_postal": _("Kod i poczta"),
        "office_hours": _("Godziny przyjęć"),
        "electronic_address": _("Adres do e-Doręczeń"),
        "town": _("Miejscowość"),
        "town_locative": _("Miejscowość w miejscowniku"),
        "authority": _("Organ, który wydaje decyzje"),
        "authority_genitive": _("Organ w dopełniaczu"),
        "appeal_body": _("Organ odwoławczy w dopełniaczu"),
        "court": _("Sąd administracyjny w dopełniaczu"),
        "data_officer": _("Inspektor ochrony danych"),
        "cell": _("Komórka w znaku sprawy"),
        "pay_day": _("Dzień wypłaty"),
        "county_parts": _("Wywiady za powiat (części V i VI)"),
    }


def role_words() -> list[tuple[str, str]]:
    """What somebody may do in the program, each with its name."""
    return [
        (Role.HEAD.value, _("kierownik: wszystko, także zatwierdzanie decyzji i ustawienia")),
        (Role.CLERK.value, _("świadczenia: wnioski, projekty i wydawanie decyzji")),
        (Role.SOCIAL_WORKER.value, _("pracownik socjalny: wnioski i wywiady")),
        (Role.FRONT_DESK.value, _("sekretariat: przyjmowanie wniosków i zgłoszeń")),
        (Role.ACCOUNTANT.value, _("księgowość: wgląd bez zmian w sprawach")),
        (Role.ADMINISTRATOR.value, _("administrator: ustawienia i wymiana, bez spraw")),
    ]


def short_role(role: str) -> str:
    """The name of a role alone; a role of a newer program as it is written."""
    return dict(role_words()).get(role, role).split(":")[0]


def authorisation_words(clerk: Clerk) -> str:
    """``OR.0052.14.2024 od 15.01.2024``; a dash where there is none."""
    if clerk.authorised_from_on is None:
        return "—"
    begins, ends = numeric_day(clerk.authorised_from_on), clerk.authorised_to_on
    if ends is not None:
        words = _("{number} od {begins} do {ends}").format(
            number=clerk.authorisation_number, begins=begins, ends=numeric_day(ends)
        )
    else:
        words = _("{number} od {begins}").format(number=clerk.authorisation_number, begins=begins)
    return words.strip()


def theme_words() -> list[tuple[str, str]]:
    """The looks of the window."""
    return [("light", _("jasny")), ("dark", _("ciemny")), ("system", _("jak w systemie"))]


def text_size_words() -> list[tuple[int, str]]:
    """The sizes of text in the window, in percent."""
    return [
        (100, _("zwykły")),
        (115, _("większy (115%)")),
        (130, _("duży (130%)")),
        (150, _("bardzo duży (150%)")),
    ]

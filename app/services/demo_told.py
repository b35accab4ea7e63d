"""What was told at the kitchen tables of the story beyond the ordinary: a whole part I, and further parts.

The parts of the county (V and VI) are not among them: this centre has not taken these tasks over.
"""

from dataclasses import dataclass, field
from datetime import datetime

from app.domain.answers import Key, Value


@dataclass(frozen=True, kw_only=True)
class Told:
    """A further visit in a case of the story. Without ``answers`` it is still to come, planned for ``at``.

    The relatives of art. 103 are not in the files; their names stand in the answers.
    """

    part: str
    at: datetime
    answers: dict[Key, Value] = field(default_factory=dict)
    note: str = ""


def _boxes(prefix: str, **boxes: Value) -> dict[Key, Value]:
    return {(f"{prefix}{name}", 0): value for name, value in boxes.items()}


def _rows(prefix: str, columns: str, *rows: tuple[Value, ...], first: int = 0) -> dict[Key, Value]:
    """Answers of a table; a row has a value for each of ``columns``, None where nothing was said."""
    names = columns.split()
    return {
        (f"{prefix}{name}", row): value
        for row, cells in enumerate(rows, start=first)
        for name, value in zip(names, cells, strict=True)
        if value is not None
    }


_RELATIVES = _rows(
    "p1a_m_",
    "name sex birth_date marital kinship education labour_position health income_type income_amount household_no",
    ("Maria Duda", "female", "1950-04-02", "wdowa", "teściowa", "podstawowe", "emerytka", "nadciśnienie",
     "emerytura", 178_090, 2),
    ("Piotr Duda", "male", "1981-01-17", "żonaty", "szwagier", "zawodowe, murarz", "pracuje", "dobra",
     "wynagrodzenie", 391_000, 3),
    ("Agnieszka Duda", "female", "1984-09-30", "zamężna", "szwagierka", "średnie", "poza rynkiem pracy", "dobra",
     "brak dochodu", 0, 3),
    ("Kamil Duda", "male", "2007-02-11", "kawaler", "siostrzeniec", "uczeń technikum", "uczy się", "dobra",
     "brak dochodu", 0, 3),
    ("Julia Duda", "female", "2009-06-05", "panna", "siostrzenica", "uczennica liceum", "uczy się", "dobra",
     "zasiłek rodzinny", 13_500, 3),
    ("Filip Duda", "male", "2012-10-21", "kawaler", "siostrzeniec", "uczeń szkoły podstawowej", "uczy się", "dobra",
     "zasiłek rodzinny", 12_400, 3),
    ("Hanna Duda", "female", "2015-12-03", "panna", "siostrzenica", "uczennica szkoły podstawowej", "uczy się",
     "astma", "zasiłek rodzinny", 12_400, 3),
    ("Antoni Duda", "male", "2019-08-19", "kawaler", "siostrzeniec", "przedszkole", "poza rynkiem pracy", "dobra",
     "zasiłek rodzinny", 12_400, 3),
    ("Pola Duda", "female", "2023-05-27", "panna", "siostrzenica", "nie uczy się", "poza rynkiem pracy", "dobra",
     "zasiłek rodzinny", 9_500, 3),
    first=5,
)  # fmt: skip
"""Who lives in the same house as the family of five and keeps house apart: fourteen people at one address."""

WHOLE_PART_ONE: dict[Key, Value] = {
    **_RELATIVES,
    **_boxes(
        "p1a_help_", family=("in_kind", "service"), church=("in_kind",)
    ),
    ("p1a_help_family.in_kind", 0): "obiady u teściowej",
    ("p1a_help_family.service", 0): "opieka nad dziećmi",
    ("p1a_help_church.in_kind", 0): "paczki świąteczne",
    **_rows("p1b_r_", "name kinship address help",
            ("Maria Duda", "matka żony", "ten sam adres", "obiady dla dzieci, bez pomocy pieniężnej")),
    **_boxes("p1b_exp_", rent=61_250, electricity=24_800, gas=9_600, medicines=38_700, other_amount=12_000,
             other_desc="telefon i bilety miesięczne dzieci"),
    **_boxes(
        "p1c_",
        tenure="council",
        upkeep="clean",
        upkeep_note="mieszkanie małe, ale utrzymane w porządku",
        water=("cold", "warm"),
        heating="coal",
        electricity="available",
        appliances="missing",
        appliances_missing="pralka zepsuta od marca",
        housing_other="Dwa pokoje z kuchnią, łazienka wspólna z rodziną Dudów. Szymon śpi w kuchni.",
        problems=True,
        problem_kinds=("conflicts",),
        problem_who="małżonkowie",
        problem_desc="Napięcia wokół wydatków, odkąd mąż stracił zdolność do pracy. Bez przemocy. Małżonkowie "
        "zgodzili się na rozmowę z psychologiem w ośrodku.",
        environment="Dobre kontakty z sąsiadami, dzieci korzystają ze świetlicy. Nie widać zagrożeń.",
        relatives="Rodzina żony mieszka w tym samym domu i pomaga na co dzień. Z rodziną męża kontakt telefoniczny.",
        assistant=False,
        probation=False,
        court=False,
        institution=False,
    ),
    **_rows("p1d_u_", "name registered jobseeker benefit lost lost_since no_right",
            ("Bożena Ćwik", True, False, False, True, "2025-11", True)),
    **_boxes(
        "p1d_",
        activation="Powiatowy Urząd Pracy: staż w kuchni szkolnej, trzy miesiące, zakończony w lutym 2026 r.",
        qualifications="Żona: technik żywienia, książeczka sanepidowska. Mąż: murarz, prawo jazdy kat. B.",
    ),
    **_boxes(
        "p1e_",
        chronic=("adults",),
        illness_kinds="Zwyrodnienie kręgosłupa, stan po operacji przepukliny lędźwiowej.",
        other_problems="Lena wymaga okularów, czeka na wizytę u okulisty.",
        insured=True,
        access=True,
        vaccinated=True,
        vaccination_last="wrzesień 2025, tężec i błonica (Szymon)",
        checkups=True,
        checkup_last="październik 2025",
        gp="lek. Ewa Mazur, Przychodnia w Przedborzu, ul. Szpitalna 2, tel. 44 781 20 20",
        nurse="Danuta Król, pielęgniarka środowiskowa, ta sama przychodnia",
    ),
    ("p1e_chronic.adults", 0): "1",
    **_rows(
        "p1f_d_",
        "name dysfunction limits group cert_issuer cert_no cert_date result_degree result_work",
        ("Stanisław Ćwik", "narząd ruchu", "nie dźwiga, chodzi o lasce, nie stoi dłużej niż kwadrans",
         "znaczny stopień niepełnosprawności", "PZON w Radomsku", "PZON.5210.214.2026", "2026-04", "znaczny",
         "cannot_work"),
    ),
    **_boxes(
        "p1f_",
        need_care_services="Stanisław Ćwik: pomoc w kąpieli, dwa razy w tygodniu",
        family_help="Żona pomaga na co dzień, teściowa gotuje obiady.",
        unit_help="Usługi opiekuńcze ośrodka, 4 godziny tygodniowo.",
        devices="Laska, pas lędźwiowy. Potrzebny uchwyt przy wannie.",
        adaptation="Próg w łazience i wysoka wanna. Wniosek do PCPR o likwidację barier jest możliwy.",
    ),
    **_rows("p1g_a_", "name problem diagnosed treatment no_treatment_reasons notes",
            ("Piotr Duda", "alkohol, weekendami", False, False, "nie widzi problemu",
             "osobne gospodarstwo; wskazano punkt konsultacyjny")),
}  # fmt: skip
"""The visit of 5 June 2026 to the Ćwik family: every segment of part I filled in."""


_ASKED: dict[str, Value] = {"safety_incident": False}

FURTHER: dict[str, tuple[Told, ...]] = {
    "cwik": (
        Told(part="IV", at=datetime(2026, 11, 26, 9, 0), note="Aktualizacja przed 7 grudnia."),
    ),
    "bak": (
        Told(
            part="II",
            at=datetime(2026, 11, 17, 16, 0),
            answers={
                **_boxes(
                    "p2_",
                    first_name="Iwona", last_name="Sowa", id_document="okazany",
                    addr_postcode="97-500", addr_town="Radomsko", addr_street="Krakowska", addr_house="41",
                    addr_flat="7", addr_phone="502118340",
                    burdens="Rata kredytu mieszkaniowego 1 480 zł, opłaty 620 zł, przedszkole 390 zł.",
                    help_so_far="Co miesiąc zakupy za około 150 zł, odwiedziny w niedziele.",
                    attitude="Córka utrzymuje stały kontakt z matką i chce pomagać w miarę możliwości.",
                    agreed_help="Zakup opału jesienią i zakupy żywności raz w tygodniu.",
                    place_client="Radomsko",
                    conclusions="Rodzina córki ma dochód niewiele powyżej kryterium. Pomoc rzeczowa jest realna, "
                    "stałej pomocy pieniężnej nie ustalono.",
                    **_ASKED,
                ),
                **_rows("p2_m_", "name sex birth_date marital kinship income_type income_amount household_no",
                        ("Iwona Sowa", "female", "1994-02-20", "zamężna", None, "wynagrodzenie", 342_000, 1),
                        ("Marek Sowa", "male", "1991-12-01", "żonaty", "mąż", "wynagrodzenie", 361_500, 1),
                        ("Adam Sowa", "male", "2021-07-14", "kawaler", "syn", "brak dochodu", 0, 1)),
            },
        ),
    ),
    "golab": (
        Told(
            part="II",
            at=datetime(2026, 10, 15, 15, 30),
            answers={
                **_boxes(
                    "p2_",
                    first_name="Paweł", last_name="Gołąb", id_document="okazany",
                    addr_postcode="97-500", addr_town="Radomsko", addr_street="Brzeźnicka", addr_house="12",
                    addr_phone="608440117",
                    burdens="Alimenty na dziecko 600 zł, najem pokoju 900 zł.",
                    help_so_far="Brak pomocy, spotkania kilka razy w roku.",
                    attitude="Syn nie odmawia pomocy, ale sam ma trudności.",
                    agreed_help="Dowożenie ojca do lekarza raz w miesiącu.",
                    place_client="Radomsko",
                    conclusions="Możliwości syna są ograniczone, pomoc w naturze zgodnie z ustaleniami.",
                    **_ASKED,
                ),
                **_rows("p2_m_", "name sex birth_date marital income_type income_amount household_no",
                        ("Paweł Gołąb", "male", "1990-05-08", "rozwiedziony", "umowa zlecenia", 268_000, 1)),
            },
        ),
        Told(
            part="III",
            at=datetime(2026, 11, 19, 15, 30),
            answers=_boxes(
                "p3_",
                first_name="Paweł", last_name="Gołąb", id_document="okazany",
                addr_postcode="97-500", addr_town="Radomsko", addr_street="Brzeźnicka", addr_house="12",
                beneficiary="Józef Gołąb, Przedbórz, ul. Leśna 12",
                change_grounds="Od listopada syn ma umowę o pracę na czas nieokreślony i wyższy dochód.",
                conclusions="Syn zgadza się na 200 zł miesięcznie oraz dalsze dowożenie ojca do lekarza.",
                place="Radomsko",
                income_per_person=415_000,
                **_ASKED,
            ),
        ),
    ),
    "zrebiec": (
        Told(
            part="VII",
            at=datetime(2026, 11, 13, 10, 45),
            answers={
                **_boxes(
                    "p7_",
                    id_document="okazany",
                    has_benefits=False,
                    sit_family="Matka z córką, bez pomocy krewnych.",
                    sit_housing="Dom drewniany. Wichura z 9 listopada zerwała część dachu nad kuchnią.",
                    sit_work="Matka bez pracy, zarejestrowana w urzędzie pracy.",
                    sit_health="Stan zdrowia dobry.",
                    sit_assets="Dom i działka 0,3 ha, bez oszczędności i ubezpieczenia domu.",
                    losses="Około 20 m² dachu, zalana kuchnia, zniszczona lodówka. Strażacy założyli plandekę.",
                    needs="Pokrycie dachu przed zimą i lodówka.",
                    plan_place_date="Przedbórz, 13.11.2026",
                    income_per_person=6_200,
                    plan_family_income=12_400,
                    plan_income_per_person=6_200,
                    **_ASKED,
                ),
                **_rows("p7_plan_", "scope funding",
                        ("zasiłek celowy w związku ze zdarzeniem losowym (art. 40)", "budżet gminy")),
            },
        ),
    ),
    "slezak": (
        Told(
            part="VIII",
            at=datetime(2026, 11, 5, 14, 30),
            answers=_boxes(
                "p8_",
                id_document="okazany",
                legal_basis=("family_benefits_23_4aa",),
                findings="Matka osobiście opiekuje się Kacprem, który ma orzeczenie o niepełnosprawności. "
                "Córka chodzi do szkoły. Nikt inny nie sprawuje opieki.",
                conclusions="Opieka jest rzeczywista i wyklucza pracę. Wynik przekazano organowi.",
                **_ASKED,
            ),
        ),
    ),
}  # fmt: skip
"""Visits of the story after its first ones, by family."""

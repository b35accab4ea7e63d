"""What the sheet says about a finding: a short question under the box, a whole sentence in the list of gaps."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from app.domain.answer_words import in_words
from app.domain.answers import Value
from app.domain.interview_filling import Filling
from app.domain.interview_rules import Finding, FindingKind
from app.domain.questionnaires import MONEY_TYPES, Field
from ui.i18n import _, amount, numeric_day

Facts = Mapping[str, Any]


def shown(asked: Field, value: Value) -> str:
    """An answer for the screen: as in print, amounts with their unit."""
    return amount(value) if asked.type in MONEY_TYPES and isinstance(value, int) else in_words(asked, value)


def question(finding: Finding) -> str:
    """The question or remark that stands under the box."""
    say = _QUESTIONS.get(finding.code)
    return say(finding.facts) if say is not None else ""


def sentence(filling: Filling, finding: Finding) -> str:
    """The finding with the name of its box, for a list that is read away from the form."""
    segment = filling.questionnaire.segment(finding.segment)
    place = filling.questionnaire.places.get(finding.field_id)
    if finding.code == "segment_open" and segment is not None and filling.must_be_filled(segment):
        return _("{segment}: wypełnij, jest wymagany").format(segment=f"{segment.code} {segment.short}")
    if finding.code == "segment_open" and segment is not None:
        return _("{segment}: wypełnij albo zaznacz „nie dotyczy”").format(segment=f"{segment.code} {segment.short}")
    if place is None:
        return question(finding)
    name = place.field.name
    if finding.code == "no_row":
        return _("{table}: brak wierszy").format(table=place.group.title)
    if place.group.is_table:
        number = filling.rows(place.group).index(finding.row) + 1 if finding.row in filling.rows(place.group) else 1
        name = _("{name}, wiersz {number}").format(name=name, number=number)
    return name if finding.kind is FindingKind.MISSING else f"{name}: {question(finding)}"


def _times(count: int) -> str:
    # i18n: ends a question such as "Poprzednio 540,00 zł — dziesięć razy więcej?"
    words = {
        5: _("pięć razy"),
        6: _("sześć razy"),
        7: _("siedem razy"),
        8: _("osiem razy"),
        9: _("dziewięć razy"),
        10: _("dziesięć razy"),
    }
    return words.get(count, _("{count} razy").format(count=count))


def _rose(facts: Facts) -> str:
    return _("Poprzednio {before} — {times} więcej?").format(
        before=amount(facts["before"]), times=_times(facts["times"])
    )


def _fell(facts: Facts) -> str:
    return _("Poprzednio {before} — {times} mniej?").format(
        before=amount(facts["before"]), times=_times(facts["times"])
    )


def _expenses(facts: Facts) -> str:
    sums = {name: amount(facts[name]) for name in ("expenses", "income")}
    return _("Wydatki {expenses} przy dochodzie {income}. Z czego rodzina dopłaca?").format(**sums)


def _on(facts: Facts, name: str = "day") -> str:
    value = facts[name]
    return numeric_day(value) if isinstance(value, date) else str(value)


_QUESTIONS: dict[str, Callable[[Facts], str]] = {
    "amount_rose": _rose,
    "amount_fell": _fell,
    "unreadable": lambda _facts: _("Tego wpisu nie da się odczytać. Zostaje, jak jest, do poprawienia."),
    "overruled_without_reason": lambda facts: _("Program wyliczył {amount}. Wpisz powód innej kwoty.").format(
        amount=amount(facts["computed"])
    ),
    "wrong_pesel": lambda _facts: _("Ten numer PESEL nie jest poprawny. Czy jest dobrze przepisany?"),
    "short_phone": lambda _facts: _("Numer ma mniej niż dziewięć cyfr. Czy jest cały?"),
    "wrong_postcode": lambda _facts: _("Kod pocztowy ma postać 00-000. Czy ten jest dobry?"),
    "future_date": lambda _facts: _("Ten dzień dopiero nadejdzie. Czy data jest dobra?"),
    "very_old_date": lambda _facts: _("To ponad 110 lat temu. Czy data jest dobra?"),
    "same_pesel_twice": lambda _facts: _("Ten sam numer PESEL stoi już w innym wierszu."),
    "birth_date_against_pesel": lambda facts: _("Z numeru PESEL wynika {day}.").format(day=_on(facts, "born_on")),
    "birth_date_against_files": lambda facts: _("W kartotece jest {day}.").format(day=_on(facts, "born_on")),
    "pesel_against_files": lambda _facts: _("W kartotece jest inny numer PESEL. Który jest dobry?"),
    "sex_against_pesel": lambda _facts: _("Z numeru PESEL wynika druga płeć."),
    "kinship_to_oneself": lambda _facts: _("W pierwszym wierszu pokrewieństwa się nie wypełnia."),
    "first_row_is_another": lambda facts: _("Pierwszy wiersz to rozmówca: {name}. Kto tu stoi?").format(**facts),
    "no_income_with_amount": lambda _facts: _("Wpisano „brak dochodu” i kwotę. Co jest prawdą?"),
    "income_without_document": lambda _facts: _("Czym ten dochód jest potwierdzony? Brak dokumentu."),
    "benefit_without_right": lambda _facts: _("Pobiera zasiłek, a zaznaczono brak prawa. Co jest prawdą?"),
    "expenses_above_income": _expenses,
    "poverty_alone": lambda _facts: _("Samo ubóstwo nie wystarcza do świadczenia pieniężnego (art. 8 ust. 1)."),
    "ground_without_segment": lambda facts: _("Wskazano „{ground}”, a segment {segment} pominięto.").format(**facts),
    "blue_card": lambda _facts: _("Rozważ wszczęcie procedury „Niebieskie Karty”."),
    "violence_not_in_grounds": lambda _facts: _("W segmencie C wskazano przemoc domową, tu jej nie ma."),
    "another_form_in_force": lambda facts: _("Tego dnia obowiązuje inny wzór niż {version}.").format(**facts),
    "report_after_interview": lambda _facts: _("Zgłoszenie jest późniejsze niż wywiad."),
    "signed_before_interview": lambda _facts: _("Podpis jest wcześniejszy niż wywiad."),
    "annex_empty": lambda facts: _("{annex}: nic nie wpisano. Czy osoba je składa?").format(**facts),
    "returning_client": lambda _facts: _("Część I jest dla pierwszego wniosku. Może to aktualizacja (część IV)?"),
}  # fmt: skip


def question_codes() -> frozenset[str]:
    """Every code that has words."""
    return frozenset(_QUESTIONS)

"""What the decision on undue benefits says of its sum, beside its text."""

from app.domain.decisions import Decision
from app.domain.undue_claims import Relief, UndueClaim
from ui.i18n import _, amount, ngettext, numeric_day, plain_amount
from ui.parts import Fact
from ui.screens.payment_words import month_digits


def undue_facts(claim: UndueClaim, decision: Decision) -> list[Fact]:
    """Each month, the sum, and what is to come back until when."""
    found = [each for each in claim.months if each.undue]
    rows = [Fact(month_digits(each.month), plain_amount(each.undue)) for each in found]
    total = sum(each.undue for each in found)
    rows.append(Fact(_("Pobrano nienależnie"), plain_amount(total), "art. 6 pkt 16 · art. 98", has_line_above=True))
    rows.append(Fact(_("Do zwrotu"), plain_amount(decision.amount), "art. 104 ust. 3"))
    return [*rows, *_relief(claim)]


def _relief(claim: UndueClaim) -> list[Fact]:
    terms, basis = claim.terms, "art. 104 ust. 4"
    match terms.relief:
        case Relief.WAIVED:
            return [Fact(_("Ulga"), _("odstąpienie"), basis)]
        case Relief.REMITTED:
            return [Fact(_("Umorzono"), amount(terms.remitted), basis)]
        case Relief.DEFERRED:
            return [Fact(_("Odroczono do"), numeric_day(terms.due_on) if terms.due_on is not None else "", basis)]
        case Relief.INSTALMENTS:
            words = ngettext("{count} rata", "{count} rat", terms.instalments).format(count=terms.instalments)
            return [Fact(_("Rozłożono na raty"), words, basis)]
        case _:
            days = ngettext("{count} dzień od ostateczności", "{count} dni od ostateczności", terms.days)
            return [Fact(_("Termin zwrotu"), days.format(count=terms.days))]

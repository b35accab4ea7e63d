"""Named values of letters: the office, its people, the person a letter is about; templates ask for these names.

``office.authority``, ``party.dative``, ``clerk.phone`` … An empty value counts as missing, where a letter needs it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

from app.domain.grammar import PersonForms

Values: TypeAlias = dict[str, Any]


@dataclass(frozen=True, kw_only=True)
class OfficeFacts:
    """The authority and its centre as letters name them; names of offices are settings with their cases.

    ``appeal_body`` and ``court`` stand in the genitive ("do Samorządowego Kolegium Odwoławczego w …").
    ``on_behalf`` is empty where the authority signs itself. ``data_officer`` is how to reach the data protection
    officer (RODO art. 13), ``electronic_address`` the office's address for electronic delivery.
    """

    authority: str = ""
    authority_genitive: str = ""
    on_behalf: str = "z up. Burmistrza"
    centre: str = ""
    centre_genitive: str = ""
    street: str = ""
    postal: str = ""
    phone: str = ""
    electronic_address: str = ""
    hours: str = ""
    town: str = ""
    appeal_body: str = ""
    court: str = ""
    data_officer: str = ""

    def values(self) -> Values:
        """For ``facts["office"]``."""
        address = ", ".join(part for part in (self.street, self.postal) if part)
        contact = f"tel. {self.phone}" if self.phone else ""
        electronic = f"e-Doręczenia: {self.electronic_address}" if self.electronic_address else ""
        below = tuple(line for line in (address, contact, electronic) if line)
        return {
            "authority": self.authority,
            "authority_genitive": self.authority_genitive,
            "authority_lines": (self.authority, "adres do korespondencji:", self.centre, *below),
            "centre": self.centre,
            "centre_genitive": self.centre_genitive,
            "centre_lines": (self.centre, *below),
            "address": address,
            "phone": self.phone,
            "electronic_address": self.electronic_address,
            "hours": self.hours,
            "town": self.town,
            "appeal_body": self.appeal_body,
            "court": self.court,
            "data_officer": self.data_officer,
        }


@dataclass(frozen=True)
class Addressee:
    """Name and address as they stand in the window of the envelope; ``lines`` are those below the name."""

    full_name: str
    lines: tuple[str, ...]

    def values(self) -> Values:
        """For ``facts["addressee"]``: an addressee without an address has no lines, so that it is missed."""
        return {
            "lines": (self.full_name, *self.lines) if self.lines else (),
            "in_one_line": ", ".join((self.full_name, *self.lines)),
        }


@dataclass(frozen=True, kw_only=True)
class StaffFacts:
    """Somebody of the office: who signs, who runs the case, who visits."""

    name: str
    post: str = ""
    phone: str = ""
    on_behalf: str = ""
    authorisation: str = ""

    def values(self) -> Values:
        """For ``facts["signer"]``, ``facts["clerk"]``, ``facts["worker"]``."""
        return {
            "name": self.name,
            "post": self.post,
            "phone": self.phone,
            "on_behalf": self.on_behalf,
            "authorisation": self.authorisation,
        }


def person_values(forms: PersonForms, **more: object) -> Values:
    """For ``facts["party"]``: the name in every case, alone and after Pan or Pani, and what else is known."""
    name, polite = forms.name, forms.polite
    return {
        "name": name.nominative,
        "genitive": name.genitive,
        "dative": name.dative,
        "accusative": name.accusative,
        "instrumental": name.instrumental,
        "polite": polite.nominative,
        "polite_genitive": polite.genitive,
        "polite_dative": polite.dative,
        "polite_accusative": polite.accusative,
        "polite_instrumental": polite.instrumental,
        "is_female": forms.is_female,
        **more,
    }


def letter_values(
    office: OfficeFacts,
    *,
    sign: str,
    party: Values,
    addressee: Addressee | None = None,
    clerk: StaffFacts | None = None,
    signer: StaffFacts | None = None,
    more: Mapping[str, object] | None = None,
) -> Values:
    """What every letter knows, together with what this one needs besides."""
    values: Values = {"office": office.values(), "sign": sign, "party": party}
    for name, whom in (("addressee", addressee), ("clerk", clerk), ("signer", signer)):
        if whom is not None:
            values[name] = whom.values()
    return values | dict(more or {})

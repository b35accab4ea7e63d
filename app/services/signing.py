"""Who may sign in the authority's name: decisions and letters alike ask here."""

from collections.abc import Iterable
from datetime import date

from app.domain.checklist import Authorisation
from app.domain.persons import Clerk
from app.domain.roles import Role


def authorisation_of(clerk: Clerk) -> Authorisation | None:
    """The right to sign decisions (social assistance act art. 110 ust. 7-8); None without one or after they left."""
    if not clerk.is_active or not clerk.signs_for or clerk.authorised_from_on is None:
        return None
    return Authorisation(
        number=clerk.authorisation_number, from_on=clerk.authorised_from_on, to_on=clerk.authorised_to_on
    )


def may_sign(clerk: Clerk, day: date) -> bool:
    """Whether the clerk is authorised on a day."""
    authorisation = authorisation_of(clerk)
    return authorisation is not None and authorisation.covers(day)


def signers_on(clerks: Iterable[Clerk], day: date) -> tuple[Clerk, ...]:
    """Who may sign on a day: the head first, then by surname."""
    found = [clerk for clerk in clerks if may_sign(clerk, day)]
    return tuple(sorted(found, key=lambda clerk: (clerk.role != Role.HEAD, clerk.last_name, clerk.first_name)))

"""The register of decisions: the sign of the case and the ordinal of the act in it (``MGOPS.5110.3.17.2026/D1``).

No law demands a number of its own for a decision. Built on the sign it is unique wherever the sign is, and it is given
only at the workstation that keeps the list of the case, in the transaction that issues the decision.
"""

import re

from app.domain.cases import Case, CaseList
from app.domain.decisions import Decision
from app.domain.offices import Workstation
from app.domain.problems import Refusal
from app.services.office import Office
from app.services.ports import Reading
from app.services.registers import NotKeptHere, here

_ORDINAL = re.compile(r"/D(\d+)$")


class CaseWithoutSign(Refusal):
    """The case waits for its sign; a decision cannot go out before."""

    code = "case_without_sign"


def next_number(office: Office, file: Reading, case: Case) -> str:
    """Last + 1 in the case; refused where another workstation keeps the list."""
    if not case.sign or case.list_id is None:
        raise CaseWithoutSign
    me, case_list = here(file, office), file.get(CaseList, case.list_id)
    if me is None or case_list.keeper_id != me.id:
        keepers = file.many(Workstation, [case_list.keeper_id])
        raise NotKeptHere(name=case_list.name, keeper=next((keeper.name for keeper in keepers.values()), ""))
    issued = [each for each in file.find(Decision, case_id=case.id) if each.number]
    ordinals = [int(found[1]) for each in issued if (found := _ORDINAL.search(each.number))]
    return f"{case.sign}/D{max([len(issued), *ordinals]) + 1}"

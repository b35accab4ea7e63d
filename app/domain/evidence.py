"""Evidence of art. 107 ust. 5b: its points, and the one document of which no copy is kept.

An identity document is shown and noted ("okazano"), never copied: § 11 of the interview regulation excepts it from the
copies in the file, and data that nobody needs are not collected (GDPR art. 5 ust. 1 lit. c).
"""

import re
import unicodedata

from app.domain.interview_papers import IDENTITY
from app.domain.problems import Refusal
from app.domain.questionnaires import Questionnaire
from app.domain.spelling import fold

SHRINKING = "shrinking"
"""The step of work that makes a scan smaller, for whoever shows progress."""

_PAPERS = (
    "wpl|wypl|zapl|oplac|splat|platn|uiszcz|przel|przek|nada|dorecz|odb|otrzym|wyda|rejestr|zakup|kupn|sprzed|dostaw"
    "|zloz|zwrot|potrac|ksieg|kasow|bank|poczt|zglosz|rozlicz|zameld|przyje|wyslan|wysyl"
)
"""How a word begins that makes an ordinary paper of a "dowód"."""

_PASSES = "szczep|zwierz|ps[ai]|kot[ay]|konia|techn|energet|maszyn|urzadz"
_AROUND = "img|scan|skan|foto|zdjecie|kopia|ksero|strona|str|przod|tyl|awers|rewers|jpe?g|png|pdf|tiff?|webp|bmp"
_IDENTITY = re.compile(
    r"\bdow(?:od|odu|odem|ody)? ?(?:os|osob\w*|tozs\w*|id)\b"
    rf"|\b(?:paszport|passport)(?! (?:{_PASSES})|u (?:{_PASSES}))\w*|\bid ?card\w*|\bm ?dowod\w*"
    rf"|\b(?:kopi\w+|skan\w*|ksero\w*) dowodu\b(?! (?:{_PAPERS}))"
    rf"|^(?:(?:{_AROUND}) )*dowod(?: (?:{_AROUND}))*$"
)
_NEW_WORD = re.compile(r"(?<=[a-ząćęłńóśźż])(?=[A-ZĄĆĘŁŃÓŚŹŻ])")
_BETWEEN = re.compile(r"[\W\d_]+")


class IdentityCardCopied(Refusal):
    """Somebody wants to keep a copy of an identity document (facts: name, "" where only the kind says so)."""

    code = "identity_card_copied"


def is_identity_document(words: str) -> bool:
    """Whether a file name or a title speaks of an identity card or a passport; "dowód wpłaty" is another thing."""
    plain = _BETWEEN.sub(" ", fold(_NEW_WORD.sub(" ", unicodedata.normalize("NFC", words)))).strip()
    return _IDENTITY.search(plain) is not None


def refuse_identity(point: str, *names: str) -> None:
    """Stop before anything is kept, whatever the picture shows."""
    named = next((name for name in names if is_identity_document(name)), "")
    if point == IDENTITY or named:
        raise IdentityCardCopied(name=named)


def evidence_points(form: Questionnaire) -> tuple[tuple[str, str], ...]:
    """Point and words of everything that may lie in the file as a copy; the identity document is not among them."""
    asked = form.meaning("document.kind")
    options = asked.options if asked is not None else ()
    return tuple((each.key, each.name) for each in options if each.key != IDENTITY)

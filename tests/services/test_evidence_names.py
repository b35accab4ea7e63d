"""Names of files and papers: which speak of an identity document, and which of an ordinary proof."""

import pytest

from app.domain.evidence import is_identity_document


@pytest.mark.parametrize(
    "name",
    [
        "dowód osobisty.jpg",
        "Dowod_osobisty_Anna",
        "skanDowoduOsobistego",
        "dowod-os 2",
        "paszport",
        "PASZPORT_2026",
        "passport",
        "id card",
        "dowód tożsamości",
        "kopia dowodu",
        "mDowod",
        "dowodosobisty2026",
        "dow.os.",
        "1dowod2osobisty",
        "kopia.dowodu.Anny",
        "ksero_dowodu_2",
        "kopiaDowodu",
        "IMG_dowod.jpg",
        "dowód 1 przód",
    ],
)
def test_names_of_identity_documents_are_known(name: str) -> None:
    assert is_identity_document(name)


@pytest.mark.parametrize(
    "name",
    [
        "dowód wpłaty",
        "dowod oplacenia skladki KRUS",
        "dowód otrzymania renty",
        "kopia dowodu wpłaty",
        "orzeczenie",
        "zdjęcie 2026-11-12",
        "dowód rejestracyjny",
        "IMG_0001",
        "osoba",
        "kopia dowodu przelewu czynszu",
        "skan dowodu wyplaty",
        "ksero_dowodu_uiszczenia",
        "kopia.dowodu.zapłaty.2",
        "kopia dowodu przekazu",
        "skan_dowodu_nadania_1",
        "skan dowodu doręczenia",
        "kopia dowodu odbioru",
        "skan dowodu rejestracyjnego",
        "ksero dowodu wydania",
        "Paszport szczepień psa",
        "paszport_zwierzęcia",
    ],
)
def test_other_proofs_are_none(name: str) -> None:
    assert not is_identity_document(name)

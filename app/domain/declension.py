"""Polish names in five cases, with a word on how sure the rule is.

Rules of the school grammar: women's surnames that do not end in -a stay as they are, adjectival surnames
(-ski, -cki, -ny) decline as adjectives, men's names in -a decline like women's. Where the language has two
roads (Gołąb: Gołębia or Gołąba; Mróz: Mroza or Mróza) the bearer decides, so the answer says ``ASK`` and
the screen asks; what a person settled is stored and wins (see ``app.domain.grammar``).
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import IntEnum


class Certainty(IntEnum):
    """How far the forms may be trusted; the least certain part of a full name counts for the whole."""

    ASK = 0
    LIKELY = 1
    SURE = 2


@dataclass(frozen=True)
class Forms:
    """One name, or a whole person, in the cases that letters use."""

    nominative: str
    genitive: str
    dative: str
    accusative: str
    instrumental: str
    certainty: Certainty = Certainty.SURE

    def joined(self, other: "Forms", glue: str = " ") -> "Forms":
        """Two names one after the other, as sure as the less sure of them."""
        return Forms(
            self.nominative + glue + other.nominative,
            self.genitive + glue + other.genitive,
            self.dative + glue + other.dative,
            self.accusative + glue + other.accusative,
            self.instrumental + glue + other.instrumental,
            min(self.certainty, other.certainty),
        )


VOWELS = "aąeęioóuy"
_POLISH = set("aąbcćdeęfghijklłmnńoóprsśtuwyzźż")
_SOFT = {"ń": "ni", "ś": "si", "ć": "ci", "ź": "zi"}
_HARD_BACK = {"ni": "ń", "si": "ś", "ci": "ć", "zi": "ź"}
_DATIVE_OF_HARD = (  # the longest ending first
    ("czn", "cznie"), ("szn", "sznie"), ("rzn", "rznie"), ("zn", "źnie"), ("sn", "śnie"), ("st", "ście"),
    ("zd", "ździe"), ("szł", "szle"), ("sł", "śle"), ("zł", "źle"),
    ("ch", "sze"), ("k", "ce"), ("g", "dze"), ("h", "sze"), ("r", "rze"), ("ł", "le"), ("t", "cie"), ("d", "dzie"),
    ("s", "sie"), ("z", "zie"), ("n", "nie"), ("b", "bie"), ("p", "pie"), ("m", "mie"), ("w", "wie"), ("f", "fie"),
)  # fmt: skip
_HARDENED = ("cz", "sz", "rz", "dż", "dz", "ż", "c")
_OTHER_STEM = {  # names whose stem no rule finds
    "aleksander": "Aleksandr", "kacper": "Kacpr", "kasper": "Kaspr", "sylwester": "Sylwestr", "bruno": "Brunon",
    "otto": "Otton", "hugo": "Hugon", "iwo": "Iw", "mieszko": "Mieszk", "kozioł": "Kozł", "kopeć": "Kopci",
    "król": "Król", "stępień": "Stępni", "kwiecień": "Kwietni", "grudzień": "Grudni", "wrzesień": "Wrześni",
    "sierpień": "Sierpni", "styczeń": "Styczni",
}  # fmt: skip
_ADJECTIVES = {  # surnames that are adjectives, but are at times declined as nouns: a person is asked
    "biała", "bura", "ciepła", "cicha", "ciężka", "czarna", "czerwona", "długa", "dzika", "gładka", "gruba", "kusa",
    "luta", "mała", "młoda", "nowa", "podsiadła", "siwa", "stara", "sucha", "szara", "wesoła", "wysoka", "zielona",
    "zimna", "złota", "żółta",
}  # fmt: skip
_NOUNS_IN_OWA = ("sowa", "krowa", "głowa", "mowa", "podkowa", "dąbrowa", "ceynowa")
_ADJECTIVE_ENDS = ("czna", "żna", "szna", "śna", "źna", "enna", "górna", "strojna")


def decline_first_name(name: str, is_female: bool) -> Forms:
    """A first name; several names (``Anna Maria``, ``Jan-Paweł``) are declined each."""
    return _each(name, lambda part: _feminine_first(part) if is_female else _masculine_first(part))


def decline_surname(name: str, is_female: bool) -> Forms:
    """A surname; both parts of a double surname are declined (Nowak-Wiśniewska, Wiśniewski-Łuczak)."""
    return _each(name, lambda part: _feminine_surname(part) if is_female else _masculine_surname(part))


def unchanged(name: str, certainty: Certainty = Certainty.SURE) -> Forms:
    """A name that stays the same in all cases."""
    return Forms(name, name, name, name, name, certainty)


def _each(name: str, decline: Callable[[str], Forms]) -> Forms:
    """Decline what spaces and hyphens part; a particle in small letters (van, von, de) stays."""
    for glue in (" ", "-"):
        if glue in name.strip():
            first, rest = name.strip().split(glue, 1)
            return _each(first, decline).joined(_each(rest, decline), glue)
    part = name.strip()
    if not part or part.islower():
        return unchanged(part)
    if part.isupper() and len(part) > 1:
        return unchanged(part, Certainty.ASK)
    if not set(part.lower()) <= _POLISH:
        return unchanged(part, Certainty.ASK)
    return decline(part)


def _feminine_first(name: str) -> Forms:
    if not name.lower().endswith("a"):
        return unchanged(name, Certainty.LIKELY if name[-1].lower() not in VOWELS else Certainty.ASK)
    return _noun_in_a(name[:-1], is_first_name=True)


def _feminine_surname(name: str) -> Forms:
    low = name.lower()
    if not low.endswith("a"):
        return unchanged(name, Certainty.ASK if low.endswith(("ski", "cki", "dzki", "y")) else Certainty.SURE)
    if low.endswith(("ska", "cka", "dzka")) and _syllables(low) > 1:
        if low[-4] in VOWELS and low.endswith("ska"):
            return replace(_noun_in_a(name[:-1], is_first_name=False), certainty=Certainty.LIKELY)
        return _adjective_feminine(name[:-1], Certainty.SURE)
    if low in _ADJECTIVES or (low.endswith("owa") and _syllables(low[:-3]) > 0 and low not in _NOUNS_IN_OWA):
        return _adjective_feminine(name[:-1], Certainty.ASK)
    if low.endswith(_ADJECTIVE_ENDS):
        return _adjective_feminine(name[:-1], Certainty.LIKELY)
    forms = _noun_in_a(name[:-1], is_first_name=False)
    is_doubtful = low.endswith("na") and low[-3:-2] not in VOWELS
    return replace(forms, certainty=Certainty.ASK) if is_doubtful else forms


def _adjective_feminine(stem: str, certainty: Certainty) -> Forms:
    soft = stem + ("iej" if stem[-1].lower() in "kg" else "ej")
    return Forms(stem + "a", soft, soft, stem + "ą", stem + "ą", certainty)


def _noun_in_a(stem: str, is_first_name: bool) -> Forms:
    """Names in -a of women and of men: Anna, Zofia, Duda, Kania."""
    genitive, dative, certainty = _noun_in_a_ends(stem, is_first_name)
    return Forms(stem + "a", genitive, dative, stem + "ę", stem + "ą", certainty)


def _noun_in_a_ends(stem: str, is_first_name: bool) -> tuple[str, str, Certainty]:
    """Genitive and dative of ``stem`` + a."""
    low = stem.lower()
    if not low:
        return stem, stem, Certainty.ASK
    if low.endswith("i"):
        return _soft_in_ia(stem, is_first_name)
    if low.endswith("j"):
        short = stem[:-1] if low[-2:-1] and low[-2] in VOWELS else stem
        return short + "i", short + "i", Certainty.SURE
    if low.endswith("l"):
        return stem + "i", stem + "i", Certainty.SURE
    if low.endswith(_HARDENED):
        return stem + "y", stem + "y", Certainty.SURE
    if low[-1] in VOWELS:
        return stem + "i", stem + "i", Certainty.LIKELY if low.endswith("e") else Certainty.ASK
    for ending, becomes in _DATIVE_OF_HARD:
        if low.endswith(ending):
            genitive = stem + ("i" if ending in {"k", "g"} else "y")
            return genitive, stem[: -len(ending)] + becomes, Certainty.SURE
    return stem + "y", stem + "ie", Certainty.ASK


def _soft_in_ia(stem: str, is_first_name: bool) -> tuple[str, str, Certainty]:
    """-ia: Kasia and Kania take one i (Kasi, Kani), Zofia and Stefania two (Zofii, Stefanii)."""
    low = stem.lower()
    is_short = _syllables(low[:-1]) == 1
    is_native = low.endswith(("si", "zi", "ci")) or (low.endswith("ni") and (is_short or not is_first_name))
    if is_native:
        return stem, stem, Certainty.SURE
    if is_first_name:
        return stem + "i", stem + "i", Certainty.SURE
    return stem, stem, Certainty.ASK


def _masculine_first(name: str) -> Forms:
    low = name.lower()
    if low in _OTHER_STEM:
        return _noun_masculine(_OTHER_STEM[low], name, Certainty.SURE)
    if low.endswith("o"):
        return _noun_masculine(name[:-1], name, Certainty.ASK)
    return _masculine(name, is_first_name=True)


def _masculine_surname(name: str) -> Forms:
    low = name.lower()
    if low in _OTHER_STEM:
        return _noun_masculine(_OTHER_STEM[low], name, Certainty.LIKELY)
    if low.endswith(("ska", "cka", "dzka")):
        return replace(_noun_in_a(name[:-1], is_first_name=False), certainty=Certainty.ASK)
    if low.endswith("o") and low[-2:-1] not in VOWELS:
        forms = _noun_in_a(name[:-1], is_first_name=False)
        is_sure = low.endswith(("ko", "dro")) and _syllables(low) > 1
        return replace(forms, nominative=name, certainty=Certainty.LIKELY if is_sure else Certainty.ASK)
    return _masculine(name, is_first_name=False)


def _masculine(name: str, is_first_name: bool) -> Forms:
    low = name.lower()
    if low.endswith("a"):
        return _noun_in_a(name[:-1], is_first_name)
    if low.endswith(("i", "y", "e")):
        return _adjective_masculine(name)
    if low[-1] in VOWELS:
        return unchanged(name, Certainty.ASK)
    stem, certainty = _stem(name, is_first_name)
    return _noun_masculine(stem, name, certainty)


def _adjective_masculine(name: str) -> Forms:
    """-ski, -cki, -ny and first names like Jerzy, Antoni; Linde and Tekieli are asked about."""
    low = name.lower()
    if low[-2:-1] in VOWELS:
        return unchanged(name, Certainty.ASK)
    if low.endswith(("e", "li")):
        stem, instrumental = name[:-1], name[:-1] + ("im" if low.endswith("i") else "em")
        return Forms(name, stem + "ego", stem + "emu", stem + "ego", instrumental, Certainty.ASK)
    is_sure = low.endswith(("ski", "cki", "dzki", "ny", "ty", "rzy", "oni", "acy", "ary"))
    stem = name[:-1] if low.endswith("y") else name
    instrumental = stem + ("ym" if low.endswith("y") else "m")
    certainty = Certainty.SURE if is_sure else Certainty.LIKELY
    return Forms(name, stem + "ego", stem + "emu", stem + "ego", instrumental, certainty)


def _noun_masculine(stem: str, name: str, certainty: Certainty) -> Forms:
    instrumental = stem + ("iem" if stem[-1].lower() in "kg" else "em")
    return Forms(name, stem + "a", stem + "owi", stem + "a", instrumental, certainty)


def _stem(name: str, is_first_name: bool) -> tuple[str, Certainty]:
    """The stem before the endings: Marek -> Mark, Stępień -> Stępni, Mróz -> Mroz."""
    low = name.lower()
    syllables = _syllables(low)
    if syllables > 1 and low.endswith(("ek", "ec", "eł")):
        return _without_e(name, is_first_name)
    if is_first_name:
        return _softened(name), Certainty.LIKELY if low.endswith("er") else Certainty.SURE
    if "ó" in low[-2:]:
        return name[:-2] + "o" + name[-1], Certainty.ASK
    if syllables > 1 and low.endswith(("bel", "del")):
        return name[:-2] + "l", Certainty.ASK
    is_split = "ą" in low[-2:] or "ó" in low[-4:-2] or low.endswith(("ioł", "arp", "aw", "ień", "eń", "el", "wiew"))
    is_foreign = syllables > 1 and low.endswith(("er", "et", "es"))
    return _softened(name), Certainty.ASK if is_split else Certainty.LIKELY if is_foreign else Certainty.SURE


def _syllables(low: str) -> int:
    """Vowels, without the i that only softens."""
    return sum(letter in VOWELS for letter in low) - sum(low.count(pair) for pair in ("ie", "ia", "io", "ió", "ią"))


def _softened(name: str) -> str:
    return name[:-1] + _SOFT[name[-1]] if name[-1] in _SOFT else name


def _without_e(name: str, is_first_name: bool) -> tuple[str, Certainty]:
    """The e that flees: Marek -> Mark, Krawiec -> Krawc, Bieniek -> Bieńk, Paweł -> Pawł, Marzec -> Marc."""
    before, consonant = name[:-2], name[-1]
    low = before.lower()
    certainty = Certainty.SURE if is_first_name or consonant == "k" else Certainty.LIKELY
    if low.endswith("rz") and consonant in "cł":
        before = before[:-1]
    elif low.endswith(tuple(_HARD_BACK)):
        certainty = Certainty.ASK if consonant == "ł" else certainty
        before = before[:-2] + _HARD_BACK[low[-2:]]
    elif low.endswith("i"):
        certainty = Certainty.ASK if consonant == "ł" else certainty
        before = before[:-1]
    return before + consonant, certainty

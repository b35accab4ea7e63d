"""What every letter file would repeat is said once: the words of facts, and the facts that go with a letterhead.

A file with ``needs`` lists only the names of its facts; the words come from ``parts/facts.toml``, and sender,
addressee and signature bring theirs, with the usual foot. A file without ``needs`` says everything itself.
"""

from collections.abc import Iterator, Mapping
from typing import Any

_SENDER = {"authority": ("office.authority", "office.address"), "centre": ("office.centre", "office.address")}
_ADDRESSEE = ("addressee.lines", "addressee.in_one_line")
_SIGNED = {
    "authority": ("signer.name", "signer.post", "clerk.name"),
    "clerk": ("clerk.name", "clerk.post"),
    "nobody": (),
}
_RECIPIENTS = ["{{ addressee.in_one_line }}", "a/a"]
_HANDLED_BY = "Sprawę prowadzi: {{ clerk.name }}{{ ', tel. ' + clerk.phone if clerk.phone else '' }}"


class UnknownFact(KeyError):
    """A file needs a fact that has no words (args: its name)."""


def expanded(raw: Mapping[str, Any], words: Mapping[str, str]) -> dict[str, Any]:
    """The file as if it said everything itself: its asks are facts, and with ``needs`` the usual facts are added."""
    made = dict(raw)
    facts = [dict(fact) for fact in made.get("facts", ())]
    optional = list(made.get("optional", ()))
    for ask in made.get("asks", ()):
        facts += [] if ask.get("optional") else _asked(ask)
        optional += [ask["name"]] if ask.get("optional") else []
    if "needs" in made:
        names = [*_usual(made), *made.pop("needs")]
        known = {fact["name"] for fact in facts}
        facts += [{"name": name, "words": _words(name, words)} for name in dict.fromkeys(names) if name not in known]
        _foot(made, optional)
    return made | {"facts": facts, "optional": optional}


def _asked(ask: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    names = _ADDRESSEE if ask.get("kind") == "body" else (ask["name"],)
    for name in names:
        yield {"name": name, "words": ask["words"], "least": ask.get("least", 0)}


def _usual(raw: Mapping[str, Any]) -> Iterator[str]:
    yield "sign"
    yield from _SENDER[raw.get("sender", "authority")]
    yield from _ADDRESSEE if raw.get("has_addressee", True) else ()
    yield from _SIGNED[raw.get("signed", "authority")]


def _foot(raw: dict[str, Any], optional: list[str]) -> None:
    if raw.get("has_addressee", True):
        raw.setdefault("recipients", _RECIPIENTS)
    if raw.get("signed", "authority") == "authority":
        raw.setdefault("handled_by", _HANDLED_BY)
        optional.append("clerk.phone")


def _words(name: str, words: Mapping[str, str]) -> str:
    if name not in words:
        raise UnknownFact(name)
    return words[name]

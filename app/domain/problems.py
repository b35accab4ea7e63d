"""What the clerk must be told. Every concrete problem is a subclass in the file that raises it."""

from typing import ClassVar


class Problem(Exception):
    """Something that a person must hear about, in words.

    ``code`` names the kind of problem for ``ui/wording.py``; ``facts`` fill the holes of its sentences.
    Facts never hold more personal data than the sentence needs, because they may reach a screen.
    """

    code: ClassVar[str] = ""

    def __init__(self, **facts: object) -> None:
        super().__init__(self.code)
        self.facts: dict[str, object] = facts

    def __str__(self) -> str:
        holes = ", ".join(f"{name}={value!r}" for name, value in sorted(self.facts.items()))
        return f"{self.code}({holes})"


class Refusal(Problem):
    """The law or a rule of the office says no; nothing was changed."""


class Trouble(Problem):
    """The world failed (disk, file, lock, foreign bundle); nothing was changed."""


class Missing(Refusal):
    """A record that was asked for by its id is not in the file (facts: kind)."""

    code = "missing"

"""Kinship is said of a man or of a woman where that is known."""

import pytest

from app.domain.households import Relation
from app.domain.persons import Sex
from ui.case_words import relation_word, relation_words


@pytest.mark.parametrize(
    ("relation", "sex", "word"),
    [
        (Relation.SPOUSE, Sex.FEMALE, "żona"),
        (Relation.SPOUSE, Sex.MALE, "mąż"),
        (Relation.SPOUSE, None, "mąż lub żona"),
        (Relation.GRANDPARENT, Sex.FEMALE, "babcia"),
        (Relation.CHILD, Sex.FEMALE, "dziecko"),
        (Relation.SELF, Sex.MALE, "głowa rodziny"),
    ],
)
def test_kinship_knows_man_and_woman(relation: Relation, sex: Sex | None, word: str) -> None:
    assert relation_word(relation, sex) == word


@pytest.mark.parametrize("sex", [None, *Sex])
def test_every_kinship_can_be_chosen_whoever_it_is(sex: Sex | None) -> None:
    assert [key for key, _word in relation_words(sex)] == [each.value for each in Relation if each is not Relation.SELF]

"""What a person reads about problems with decisions."""

from collections.abc import Callable, Mapping

WORDS: dict[str, Callable[[Mapping[str, object]], tuple[str, str, str]]] = {}

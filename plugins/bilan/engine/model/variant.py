# Families of classes that are told apart by a word, one class for each word of an enumeration.

from __future__ import annotations

from enum import StrEnum
from typing import Any, ClassVar


class Variant:
    """The base of a family. Each class of it that has a `kind` of its own is found by it under `variants`, and JSON tells it as "kind"."""

    kind: ClassVar[StrEnum]
    variants: ClassVar[dict[str, type[Any]]]

    def __init_subclass__(cls) -> None:
        if Variant in cls.__bases__:
            cls.variants = {}
        elif "kind" in vars(cls):
            cls.variants[cls.kind] = cls


def require_every(words: type[StrEnum], table: dict[Any, Any], what: str) -> None:
    """Refuse a table that lacks a word, where it is declared: nothing that goes by words may pass one over.

    Raises:
        TypeError: words of the enumeration are not in the table, or others are.
    """
    if missing := [word.value for word in words if word not in table]:
        raise TypeError(f"{what}: nothing is declared for {', '.join(missing)} of {words.__name__}")
    if unknown := [str(word) for word in table if word not in list(words)]:
        raise TypeError(f"{what}: {', '.join(unknown)} is no word of {words.__name__}")

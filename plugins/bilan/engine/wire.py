# Frozen dataclasses <-> plain JSON values. What equals its default is left out, since the text goes over the network; numbers
# travel as text ("3/2"), so they stay exact.

from __future__ import annotations

import types
from collections.abc import Mapping
from dataclasses import MISSING, fields
from enum import StrEnum
from fractions import Fraction
from functools import cache
from typing import Any, Union, get_args, get_origin, get_type_hints

from bilan.engine.conditions import Condition
from bilan.engine.numbers import exact

# Far above what authors may write, far below what a sum of products could overflow with.
_LARGEST_NUMBER = 10**9


def encode(value: Any) -> Any:
    """A value made of dataclasses, tuples, mappings, enums, fractions and conditions, as plain JSON values."""
    if isinstance(value, Condition):
        return value.text
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, Fraction):
        return str(value)
    if isinstance(value, tuple):
        return [encode(entry) for entry in value]
    if isinstance(value, Mapping):
        return {key: encode(entry) for key, entry in value.items()}
    if hasattr(value, "__dataclass_fields__"):
        given = ((name, getattr(value, name), default) for name, _, default in _fields(value.__class__))
        return {name: encode(entry) for name, entry, default in given if default is MISSING or entry != default}
    return value


def decode(form: Any, value: Any) -> Any:
    """Read what `encode` wrote of something of type `form`.

    Raises:
        ValueError, TypeError: it is something else. Fields that `form` does not have are errors too.
    """
    if hasattr(form, "__dataclass_fields__") and form is not Condition:
        return _decode_record(form, value)
    origin = get_origin(form)
    if origin in (Union, types.UnionType):
        return None if value is None else decode(next(arg for arg in get_args(form) if arg is not type(None)), value)
    if origin is tuple:
        return _decode_tuple(get_args(form), _require(list, value))
    if origin is not None:  # a mapping from texts
        return {key: decode(get_args(form)[1], entry) for key, entry in _require(dict, value).items()}
    if form is Condition:
        return Condition.parse(_require(str, value))
    if form is Fraction:
        number = exact(_require(str, value))
        if abs(number) > _LARGEST_NUMBER:
            raise ValueError(f"the number {value} is too large")
        return number
    if issubclass(form, StrEnum):
        return form(value)
    return _require(form, value)


def _decode_record(form: Any, value: Any) -> Any:
    record = _require(dict, value)
    known = {name: (hint, default) for name, hint, default in _fields(form)}
    if unknown := record.keys() - known.keys():
        raise ValueError(f"{form.__name__} has no {min(unknown)!r}")
    if missing := [name for name, (_, default) in known.items() if default is MISSING and name not in record]:
        raise ValueError(f"{form.__name__} lacks {missing[0]!r}")
    return form(**{name: decode(known[name][0], entry) for name, entry in record.items()})


def _decode_tuple(parts: tuple[Any, ...], entries: list[Any]) -> tuple[Any, ...]:
    if parts[-1] is ...:
        return tuple(decode(parts[0], entry) for entry in entries)
    if len(parts) != len(entries):
        raise ValueError(f"{len(entries)} entries instead of {len(parts)}")
    return tuple(decode(part, entry) for part, entry in zip(parts, entries, strict=True))


def _require(form: type, value: Any) -> Any:
    # bool is a kind of int in Python, not here.
    if not isinstance(value, form) or (form is int and isinstance(value, bool)):
        raise TypeError(f"{value!r} is no {form.__name__}")
    return value


@cache
def _fields(form: Any) -> tuple[tuple[str, Any, Any], ...]:
    """Name, type and default (MISSING if there is none) of each field."""
    hints = get_type_hints(form)
    return tuple(
        (field.name, hints[field.name], field.default if field.default_factory is MISSING else field.default_factory())
        for field in fields(form)
    )

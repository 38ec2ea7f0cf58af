# Frozen dataclasses <-> plain JSON values. What equals its default is left out, since the text goes over the network; numbers
# travel as text ("3/2"), so they stay exact.

from __future__ import annotations

import types
from collections.abc import Callable, Mapping
from dataclasses import MISSING, fields
from enum import StrEnum
from fractions import Fraction
from functools import cache, lru_cache
from typing import Any, Union, get_args, get_origin, get_type_hints

from bilan.engine.conditions.parser import Condition
from bilan.engine.model.numbers import exact
from bilan.engine.model.variant import Variant

# What tells the classes of a family apart.
_KIND = "kind"

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
        written = {name: encode(entry) for name, entry, default in given if default is MISSING or entry != default}
        return {_KIND: value.kind.value, **written} if isinstance(value, Variant) else written
    return value


def decode(form: Any, value: Any) -> Any:
    """Read what `encode` wrote of something of type `form`.

    Raises:
        ValueError, TypeError: it is something else. Fields that `form` does not have are errors too.
    """
    return _decoder(form)(value)


@cache
def _decoder(form: Any) -> Callable[[Any], Any]:
    """What decodes a value of a type: looked up once for a type, since a checklist has a thousand values of twenty."""
    if isinstance(form, type) and Variant in form.__bases__:
        return _variant_decoder(form)
    if hasattr(form, "__dataclass_fields__") and form is not Condition:
        return _record_decoder(form)
    origin, parts = get_origin(form), get_args(form)
    if origin in (Union, types.UnionType):
        inner = _decoder(next(part for part in parts if part is not type(None)))
        return lambda value: None if value is None else inner(value)
    if origin is tuple:
        return _tuple_decoder(parts)
    if origin is not None:  # a mapping from texts
        entry_decoder = _decoder(parts[1])
        return lambda value: {key: entry_decoder(entry) for key, entry in _require(dict, value).items()}
    if form is Condition:
        return lambda value: Condition.parse(_require(str, value))
    if form is Fraction:
        return lambda value: _number(_require(str, value))
    if issubclass(form, StrEnum):
        return lambda value: form(value)  # noqa: PLW0108 (a type is no function to mypy)
    return lambda value: _require(form, value)


def _record_decoder(form: Any) -> Callable[[Any], Any]:
    decoders = {name: _decoder(hint) for name, hint, _ in _fields(form)}
    needed = [name for name, _, default in _fields(form) if default is MISSING]

    def decode_record(value: Any) -> Any:
        record = _require(dict, value)
        if unknown := record.keys() - decoders.keys():
            raise ValueError(f"{form.__name__} has no {min(unknown)!r}")
        if missing := [name for name in needed if name not in record]:
            raise ValueError(f"{form.__name__} lacks {missing[0]!r}")
        return form(**{name: decoders[name](entry) for name, entry in record.items()})

    return decode_record


def _variant_decoder(form: Any) -> Callable[[Any], Any]:
    decoders = {kind: _record_decoder(variant) for kind, variant in form.variants.items()}

    def decode_variant(value: Any) -> Any:
        record = _require(dict, value)
        if record.get(_KIND) not in decoders:
            raise ValueError(f"{form.__name__} has no kind {record.get(_KIND)!r}")
        return decoders[record[_KIND]]({name: entry for name, entry in record.items() if name != _KIND})

    return decode_variant


def _tuple_decoder(parts: tuple[Any, ...]) -> Callable[[Any], Any]:
    decoders = [_decoder(part) for part in parts if part is not ...]

    def decode_tuple(value: Any) -> tuple[Any, ...]:
        entries = _require(list, value)
        if parts[-1] is ...:
            return tuple(map(decoders[0], entries))
        if len(parts) != len(entries):
            raise ValueError(f"{len(entries)} entries instead of {len(parts)}")
        return tuple(decoder(entry) for decoder, entry in zip(decoders, entries, strict=True))

    return decode_tuple


@lru_cache(maxsize=256)
def _number(text: str) -> Fraction:
    # The same few numbers stand in a checklist hundreds of times.
    number = exact(text)
    if abs(number) > _LARGEST_NUMBER:
        raise ValueError(f"the number {text} is too large")
    return number


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

# What makes templates fast. They are compiled once for the builds of all languages, and for every rebuild of `mkdocs serve`: MkDocs
# makes an environment for each, which would compile the whole theme anew. And what they read, dicts above all, is read directly.

from __future__ import annotations

from types import CodeType
from typing import Any

from jinja2 import Environment
from jinja2.bccache import Bucket, BytecodeCache

_MISSING = object()
_METHODS = frozenset(dir(dict))


class CompiledTemplates(BytecodeCache):
    """Keeps code in memory; a template whose source has changed is compiled again."""

    def __init__(self) -> None:
        self._kept: dict[tuple[str, bool], tuple[str, CodeType]] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give `bucket` its code, if it is here."""
        checksum, code = self._kept.get(_key(bucket), ("", None))
        if checksum == bucket.checksum:
            bucket.code = code

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep the code of `bucket`."""
        if bucket.code is not None:
            self._kept[_key(bucket)] = (bucket.checksum, bucket.code)


def _key(bucket: Bucket) -> tuple[str, bool]:
    # The theme's own environment does not escape, ours does: the same template becomes other code.
    return bucket.key, bucket.environment.autoescape is True


def read_directly(env: Environment) -> None:
    """Have an environment, and what is made of it later, look into dicts first where a template writes `item.text`.

    Jinja looks for an attribute first and finds none at the price of an exception, and of another one if there is no such key either:
    in the theme's templates too, whose menu stands on every page and asks every page for fields that few have. What a template sees is
    the same. An environment that looks in a way of its own is left alone.
    """
    if type(env).getattr is not Environment.getattr:
        return
    look = env.getattr

    def read(obj: Any, attribute: str) -> Any:
        if type(obj) is dict and attribute not in _METHODS:
            found = obj.get(attribute, _MISSING)
        else:
            found = getattr(obj, attribute, _MISSING)
            if found is _MISSING and hasattr(obj, "__getitem__"):
                return look(obj, attribute)
        return env.undefined(obj=obj, name=attribute) if found is _MISSING else found

    # Compiled templates ask the environment for it, so what it has of its own goes before its class.
    env.getattr = read  # type: ignore[method-assign]

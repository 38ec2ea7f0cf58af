# Templates compiled once for the builds of all languages, and for every rebuild of `mkdocs serve`: MkDocs makes an environment for
# each, which would compile the whole theme anew.

from __future__ import annotations

from types import CodeType

from jinja2.bccache import Bucket, BytecodeCache


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

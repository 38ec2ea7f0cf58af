"""The MkDocs side: the only rooms that know MkDocs."""

from bilan.site.plugin import BilanPlugin

__all__ = ["BilanPlugin"]

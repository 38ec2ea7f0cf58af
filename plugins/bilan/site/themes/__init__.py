"""What is known of themes: one module for each that is known, and one for all others."""

from __future__ import annotations

from bilan.site.themes.base import ThemeAdapter
from bilan.site.themes.material import MaterialAdapter

__all__ = ["ThemeAdapter", "adapter_for"]

_ADAPTERS: dict[str | None, type[ThemeAdapter]] = {"material": MaterialAdapter}


def adapter_for(name: str | None) -> ThemeAdapter:
    """What is known of the theme of this name (`theme: name` in mkdocs.yml)."""
    return _ADAPTERS.get(name, ThemeAdapter)()

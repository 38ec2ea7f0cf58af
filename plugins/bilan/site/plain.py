# The switch for all shortcuts: what only makes a build or a start faster, and rests on the insides of something else, is left out where
# the environment says BILAN_PLAIN=1. What comes out is the same.

from __future__ import annotations

import os


def is_plain() -> bool:
    """Whether no shortcut is to be taken."""
    return os.environ.get("BILAN_PLAIN", "") not in ("", "0")

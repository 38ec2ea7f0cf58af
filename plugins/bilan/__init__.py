"""Bilan: checklists in YAML, guidance in Markdown, one static multilingual site, scored by Python in the reader's browser."""

__version__ = "0.1.0"

"""The form of a checklist file, declared once: what checks its fields, and the JSON Schema that follows from it."""

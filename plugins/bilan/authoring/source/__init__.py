"""YAML files -> trees of nodes with positions."""

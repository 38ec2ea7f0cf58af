"""The texts of a checklist in its languages: which there are, which are missing, which are stale."""

"""Named answers, and what they must come to."""

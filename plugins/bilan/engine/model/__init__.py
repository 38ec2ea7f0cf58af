# The language-neutral checklist, its words and its numbers.

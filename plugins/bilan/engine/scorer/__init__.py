# The Python function of an author, and what it may do.

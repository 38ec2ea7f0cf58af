# The language of `when`.

# What other answers would make of a score.

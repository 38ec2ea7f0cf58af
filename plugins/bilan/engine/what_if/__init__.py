# What-if analysis: what other answers would make of a score.

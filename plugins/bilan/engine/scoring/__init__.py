# Answers -> points, scores and levels, in exact arithmetic.

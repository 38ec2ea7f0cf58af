# Explanation of a result, step by step.

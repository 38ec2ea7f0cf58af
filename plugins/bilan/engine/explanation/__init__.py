# How a result came about, step by step.

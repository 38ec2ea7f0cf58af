# Matches a text against an expression that takes exponential time for a long run of one letter.
import re


def score(answers, scores):
    words = answers["words"]["value"] or ""
    return {"scores": {"words-score": (1 if re.fullmatch("(a+)+b", words) else 0, 1)}}

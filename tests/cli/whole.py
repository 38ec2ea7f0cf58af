# The Python scorer of whole.yml.


def score(answers, scores):
    """One point for each answer, of eight."""
    seen = sum(answer["state"] == "answered" for answer in answers.values())
    return {"scores": {"own": (seen, 8)}, "notes": [("seen", {"count": seen})]}

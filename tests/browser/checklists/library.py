# A module that does not come with the start, and one whose package does.
import statistics
from json import tool


def score(answers, scores):
    numbers = [answer["value"] for answer in answers.values() if answer["value"] is not None]
    return {"scores": {"middle": (statistics.median(numbers) if tool.main and numbers else 0, 10)}}

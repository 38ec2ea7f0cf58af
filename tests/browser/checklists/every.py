# Python scorer of `every`, for what the format can't say: a score of luck, and a note on the hours.


def score(answers, scores):
    hours = answers["hours"]["value"]
    if hours == 13:
        raise ValueError("unlucky")
    if hours is None:
        return {"scores": {"luck": (1, 7)}}
    return {"scores": {"luck": (5, 7)}, "notes": [("pace", {"hours": hours, "share": "1/7"})]}

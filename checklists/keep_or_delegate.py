# Which activity is most misplaced, and which could be delegated without regret. Two rules of thumb decide: the closer an activity is
# to the core work, the more it belongs in-house; the closer to the mission, the more experienced the people it needs. The place
# that the reader gives each activity is set against who does it.

# Who does it, by the answers of the checklist.
NOBODY, OUTSIDE, OUTSIDE_WATCHED, SHARED, INEXPERIENCED, INSIDE, EXPERIENCED = range(7)

# The row in which an activity is given its place, the question who does it, and what each answer means.
ACTIVITIES = [
    (
        "voice-closeness",
        "mission-voice",
        {
            "nobody-in-charge": NOBODY,
            "provider-alone": OUTSIDE,
            "provider-reviewed": OUTSIDE_WATCHED,
            "inside-junior": INEXPERIENCED,
            "inside-experienced": EXPERIENCED,
            "inside-with-leadership": EXPERIENCED,
        },
    ),
    (
        "answers-closeness",
        "answers",
        {
            "nobody-regularly": NOBODY,
            "stock-replies": OUTSIDE,
            "provider-hands-over": OUTSIDE_WATCHED,
            "inside-relaying": INSIDE,
            "inside-knowing": EXPERIENCED,
        },
    ),
    (
        "internal-closeness",
        "internal-exchanges",
        {
            "nobody": NOBODY,
            "provider": OUTSIDE,
            "support-team-alone": INEXPERIENCED,
            "managers": EXPERIENCED,
            "managers-and-leadership": EXPERIENCED,
        },
    ),
    (
        "listening-closeness",
        "listening",
        {
            "not-followed": NOBODY,
            "unread-reports": OUTSIDE,
            "inside-no-route": INEXPERIENCED,
            "provider-interprets": OUTSIDE_WATCHED,
            "inside-interprets": EXPERIENCED,
        },
    ),
    (
        "technical-closeness",
        "accounts-and-tools",
        {
            "nobody": NOBODY,
            "provider-unsupervised": OUTSIDE,
            "content-people": EXPERIENCED,
            "specialist-supervised": SHARED,
        },
    ),
    (
        "campaigns-closeness",
        "campaigns",
        {
            "case-by-case": NOBODY,
            "provider-decides": OUTSIDE,
            "all-ourselves": EXPERIENCED,
            "aim-ours-message-theirs": OUTSIDE_WATCHED,
            "limits-ours-settings-theirs": SHARED,
        },
    ),
]

# How well each of the seven suits an activity of that closeness, 0 to 4 points, in the order of their names above ...
SUITS = {
    "neither": (0, 2, 4, 4, 3, 3, 2),
    "core": (0, 1, 2, 3, 3, 3, 4),
    "mission": (0, 1, 2, 3, 2, 3, 4),
    "both": (0, 0, 1, 3, 2, 3, 4),
}
BEST = 4
# ... and how much it matters.
STAKE = {"neither": 1, "core": 2, "mission": 2, "both": 3}

# Up to here an activity is misplaced, above it is well placed.
MISPLACED = 2
# Fewer than this can't be compared.
FEWEST = 2


def score(answers, scores):
    """The score `fit`, and notes that name activities by the ids of their rows.

    Args:
        answers: by item, `{"state": ..., "value": ...}`.
        scores: not needed.

    Returns:
        `scores`: the points of `fit` and its maximum; `notes`: how many are well placed, which is most misplaced or that none is, and
        which could be delegated. Nothing as long as fewer than two activities both have a place and are told who does them.
    """
    placed = [
        (row, answers[row]["value"], holders[answers[item]["value"]])
        for row, item, holders in ACTIVITIES
        if answers[row]["value"] in STAKE and answers[item]["value"] in holders
    ]
    if len(placed) < FEWEST:
        return {}
    points = sum(STAKE[closeness] * SUITS[closeness][holder] for _, closeness, holder in placed)
    maximum = sum(STAKE[closeness] * BEST for _, closeness, _ in placed)
    well = sum(not is_misplaced(closeness, holder) for _, closeness, holder in placed)
    notes = [("placed", {"well": well, "count": len(placed)}), misplaced(placed)]
    return {"scores": {"fit": (points, maximum)}, "notes": notes + delegable(placed)}


def is_misplaced(closeness, holder):
    """Whether it suits badly; what experienced people do without need is no misfortune, and has a note of its own."""
    return SUITS[closeness][holder] <= MISPLACED and not (closeness == "neither" and holder == EXPERIENCED)


def misplaced(placed):
    """The note on the activity that loses most, the first of the page if several lose as much."""
    candidates = [entry for entry in placed if is_misplaced(*entry[1:])]
    if not candidates:
        return "none-misplaced"
    row, closeness, holder = max(candidates, key=lambda entry: STAKE[entry[1]] * (BEST - SUITS[entry[1]][entry[2]]))
    if holder == NOBODY:
        note = "misplaced-nobody"
    elif holder == INEXPERIENCED:
        note = "misplaced-inexperienced"
    else:
        note = "misplaced-unwatched" if closeness == "neither" else "misplaced-outside"
    return note, {"activity": row}


def delegable(placed):
    """The note on the activity that takes the most experienced people from what matters; none if there is no such activity."""
    candidates = [
        (row, holder) for row, closeness, holder in placed if closeness == "neither" and holder in (INEXPERIENCED, INSIDE, EXPERIENCED)
    ]
    if not candidates:
        return []
    row, _ = max(candidates, key=lambda entry: entry[1])
    return [("delegate", {"activity": row})]

// All other parts of a checklist's page: what shows a score, what is made of it, and buttons that are known by their names alone. How they
// are written down is told in form-parts.js.

export const RESULT_PARTS = /** @type {const} */ ({
  "bilan/head.html": {
    // Downloads those answers
    "save-aside": "button",
    // Erases those answers
    "erase-aside": "button",
    // The date, on paper; only on a checklist's own page
    printed: "?",
    // The title before the questions, on paper; only on a checklist's own page
    "answers-title": "?",
    // Says that a section does not apply; only where a section stands by itself
    "not-asked": "?",
  },
  "bilan/migration.html": {
    // The notice of what became of answers to an older version
    migration: "",
    // In one sentence
    "migration-summary": "",
    // Questions with other ids, with a `ul`
    "migration-renamed": "",
    // Answers that did not come along, with a `ul`
    "migration-dropped": "",
    // New questions, with a `ul`
    "migration-new": "",
    // The list in each of these
    "migration-list": ">:scope ul",
    // Closes the notice
    "dismiss-migration": "button",
  },
  "bilan/section.html": {
    // The questions of a section
    section: "div[data-section]",
  },
  "bilan/options.html": {
    // A choice around its control; only in questions with choices
    choice: "?label.bilan-option",
  },
  "bilan/kinds/choice.html": {
    // A choice in a list; only in questions with more than 15 choices
    "list-choice": "?.bilan-select option",
  },
  "bilan/kinds/number.html": {
    // What is written out on paper, where a field would cut it off; only in such questions
    "paper-field": "?textarea, select, .bilan-number > input, [type=date]",
  },
  "bilan/item.html": {
    // The questions
    questions: "fieldset[data-item]",
    // A question by its id; only of those that the page shows
    question: '?fieldset[data-item="*"]',
    // What is asked
    text: "",
    // A place for the number of a question
    number: "[data-number]",
    // A table of questions; only where the author made one
    matrix: "?.bilan-matrix",
    // Says that something depends on other answers, or is hidden while there are none; only with conditions
    conditional: "?.bilan-when, [data-later]",
    // The number in front of a question
    "question-number": ".bilan-item__number",
    // What to do where the answer is weak; only where the author wrote it
    action: "?",
  },
  "bilan/evidence.html": {
    // Removes the fields for evidence with what they hold
    "remove-evidence": ">button",
  },
  "bilan/result.html": {
    // Asks for the scripts again (`bilan/early.js`)
    "ask-again": "button",
    // Asks again for what shows scores
    "late-retry": "button",
    // The result in a sentence, for those who hear the page
    status: "",
    // Shown while nothing is answered
    empty: "",
    // How much of it is there
    "loading-text": "",
    // How much of something is there, as a bar: in `loading`, `library` and `bar`
    "progress-bar": ">:scope progress",
    // Shown when no score can be had
    failure: "",
    // Why
    "failure-text": "",
    // Tries again
    retry: "button",
    // Shown where a new load may help
    "failure-renew": "",
    // Loads the page anew
    renew: "button",
    // The headline number as a circle; a theme may do without
    dial: "?.bilan-dial__value",
    // The headline number
    percent: "",
    // The points behind it
    points: "",
    // How the level is to be understood
    "band-kind": "",
    // The level
    "band-title": "",
    // What it means
    "band-text": "",
    // What caps it
    gates: "",
    // What can still become of the score
    range: "",
    // A link to the next question that waits for an answer
    open: "a",
    // How many are answered
    progress: "",
    // Names the level before all is answered
    "so-far": "button",
    // What follows from the scores; only with outcomes
    outcome: "?",
    // The outcome; only with outcomes
    "outcome-title": "?",
    // What it means; only with outcomes
    "outcome-text": "?",
    // When to look again; only with outcomes
    "outcome-review": "?",
    // How the rest of Python's library arrives; only where an author's Python takes part
    library: "?",
    // In words; only where an author's Python takes part
    "library-text": "?",
    // How much of it; only where an author's Python takes part
    "library-part": "?",
    // Asks for it again; only where an author's Python takes part
    extend: "?button",
    // What went wrong in the author's Python; only with a scorer
    "scorer-notice": "?",
    // Its notes; only with a scorer
    notes: "?",
    // The texts of these; only with a scorer
    "note-texts": "?template",
    // One of them
    "note-text": '>[data-note="*"]',
    // The actions that apply; only with actions
    actions: "?",
    // What stands above them; only with actions
    "actions-intro": "?",
    // What stands there when none applies; only with actions
    "actions-none": "?",
    // Shows those that are left; only with actions
    "all-actions": "?button",
    // A further score; only with several
    "score-row": '?li[data-score="*"]',
    // A score of another checklist; only where one is read
    "reading-row": '?li[data-reading="*"]',
    // The score of a section; only with several sections
    "section-row": '?li[data-section="*"]',
    // In each row the `value`, but for sections `points` and `band`, of scores `band-text` and `gates`, of readings `state`
    "row-part": '>[data-part="*"]',
    // The link to the section or the other checklist
    "row-link": ">:scope a",
    // The title of the `band` in a row
    "band-name": ">:scope strong",
    // From where it holds, of further scores
    "band-from": ">:scope small",
    // The number as a bar; a theme may do without
    "row-bar": "?>.bilan-sections__bar > i",
    // The titles of another checklist's levels
    "reading-bands": ">:scope template",
    // One of them; only of levels that it has
    "reading-band": '?>[data-reading-band="*"]',
    // The name of a score; only where it has one
    "score-name": '?[data-score="*"] :is(.bilan-score__name, .bilan-scores__name)',
    // What would lift the score; only of a whole checklist
    lift: "?.bilan-lift",
    // Its content; only of a whole checklist
    "lift-changes": "?",
    // Unfolds how the score came about; only of a whole checklist
    explanation: "?details.bilan-explanation",
    // Its content; only of a whole checklist
    "explanation-steps": "?",
    // The reasons of modifiers; only of a whole checklist
    reasons: "?template",
    // One of them; only where the author wrote it
    reason: '?>[data-modifier="*"]',
    // Says that answers could not be used
    "set-aside": "",
    // Downloads the answers
    save: "button",
    // Loads a file of answers
    load: "input",
    // Prints the page
    print: "button",
    // Erases the answers
    reset: "button",
    // Asks whether they are to be erased: buttons with the values `yes` and `no`
    "reset-dialog": "dialog",
    // What was done to the answers
    message: "",
    // In words
    "message-text": "",
    // Undoes it
    undo: "button",
    // Closes the message
    dismiss: "button",
    // The bar at the window's edge; only on a checklist's own page
    bar: "?",
    // In words how many questions are answered; only on a checklist's own page
    "bar-progress": "?",
    // The score; only on a checklist's own page
    "bar-score": "?",
  },
  "bilan/levels.html": {
    // A level, followed by what it means; only with levels
    band: '?dt[data-band="*"]',
    // Why a level is capped; only with gates
    gate: '?[data-gate="*"]',
    // An outcome, followed by what it means; only with outcomes
    "outcome-term": '?[data-outcome="*"]',
    // The title of a level or an outcome
    "term-title": '>[data-bilan="title"]',
    // From where a level holds; only where that is told
    "term-from": "?>:scope small",
    // An action of the whole checklist; only with such actions
    advice: '?[data-advice="*"]',
  },
});

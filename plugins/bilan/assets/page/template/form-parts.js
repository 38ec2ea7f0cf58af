// The parts of a checklist's page that the entry looks for: the questions, and what is told of what is kept. docs/contract.md is made of
// this and of result-parts.js and update-parts.js by `make docs`: above each part stands what it is for and, where it may be
// missing, a semicolon and when.
//
// By template and name the selector. None means `[data-bilan="<name>"]`, a tag `<tag>[data-bilan="<name>"]`; `*` stands for an id. A
// question mark in front: a page may lack the part. Then an arrow: it is looked up within another part.

export const FORM_PARTS = /** @type {const} */ ({
  "bilan/languages.html": {
    // A link of the language switch; a theme may have another switch
    "language-link": '?.bilan-languages a[hreflang="*"]',
  },
  "bilan/head-links.html": {
    // Where that link leads from a page; only with several languages
    "language-address": "?link[data-language]",
  },
  "bilan/update.html": {
    // The notice of a new version, copied into the page; only with the option `offline`
    update: "?template",
  },
  "bilan/head.html": {
    // A text that is true only while answers are kept
    "when-kept": "[data-when-kept]",
    // The notice that stored answers could not be read
    aside: "",
    // What that notice says
    "aside-text": "",
  },
  "bilan/item.html": {
    // Opens the fields for a note, a link and a date
    "add-evidence": "button",
    // Takes back an answer that can't be unticked
    clear: "button",
  },
  "bilan/kinds/choice.html": {
    // A list to choose from; only in questions with more than 15 choices
    list: "?.bilan-select > select",
  },
  "bilan/kinds/number.html": {
    // The field of a number, with `data-min` and `data-max`
    "number-field": ">.bilan-number > input",
    // The unit beside it, its forms by number in `data-forms`; only where the author gave one
    unit: '?.bilan-number > [id$=".unit"]',
    // What is wrong with a typed number
    error: ">:scope > .bilan-error",
  },
  "bilan/kinds/text.html": {
    // The field of a text
    "text-field": ">:scope > textarea",
  },
  "bilan/evidence.html": {
    // The fields that are copied into a question
    "evidence-form": "template",
    // All of them; only once they were copied
    evidence: "?>",
    // The field of the `note`, `link` or `date`, within a label
    "evidence-field": '>[data-field="*"]',
    // Says that a link is none
    "evidence-error": ">",
    // The link, to be opened
    "evidence-link": ">.bilan-evidence__open > a",
  },
  "bilan/result.html": {
    // What may be missing while no script has come
    unscripted: ".bilan-unscripted",
    // Shown while Python arrives
    loading: "",
    // Shown once there is a score; all that shows it stands within
    score: "",
    // What can be done with all answers
    tools: "",
    // The notice that answers are not kept
    "storage-notice": "",
    // What that notice says
    "storage-text": "",
    // Loads the page anew, for a newer version
    "storage-renew": "button",
    // The notice that what shows scores did not come
    late: "",
  },
});

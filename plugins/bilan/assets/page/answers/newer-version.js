// Why a page leaves alone what is kept: it is of a newer version of the site than the page.

/** The form in which it is kept is one that this version of Bilan does not know. */
export class NewerFormat extends Error {}

/** The answers are to a newer version of the checklist than the page shows. */
export class NewerAnswers extends Error {}

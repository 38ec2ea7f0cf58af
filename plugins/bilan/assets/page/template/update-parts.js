// The parts of the notice of a new version, within its template. How they are written down is told in form-parts.js.

export const UPDATE_PARTS = /** @type {const} */ ({
  "bilan/update.html": {
    // Says that there is a new version
    "update-ready": ">",
    // Says that something is not kept
    "update-unkept": ">",
    // Loads it
    "update-reload": ">button",
    // Loads it all the same
    "update-anyway": ">button",
    // Closes the notice
    "update-later": ">button",
  },
});

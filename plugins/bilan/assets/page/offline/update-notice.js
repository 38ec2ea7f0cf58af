// Tells the reader that there is a new version of the site. Nothing is reloaded before they say so, and where that would lose something
// that is not kept, they are told first.

import { UPDATE_PARTS } from "../template/update-parts.js";

/** @type {HTMLElement | undefined} the notice that was shown last */
let shown;

/**
 * @param {import("./offline.js").PageParts} parts
 * @param {() => void} reload called when the reader wants the new version
 */
export function showUpdate({ declareParts, partIn, selectorOf }, reload) {
  const template = partIn(document, "update");
  const notice = template instanceof HTMLTemplateElement ? template.content.firstElementChild?.cloneNode(true) : undefined;
  if (!(notice instanceof HTMLElement) || shown?.isConnected) return;
  shown = notice;
  declareParts(UPDATE_PARTS);
  const [now, anyway] = [partIn(notice, "update-reload"), partIn(notice, "update-anyway")];
  const [ready, unkept] = [partIn(notice, "update-ready"), partIn(notice, "update-unkept")];
  let isWarned = false;
  now?.addEventListener("click", () => {
    // A notice that answers are not kept, or a field whose content was not taken.
    const isUnkept = document.querySelector(`bilan-checklist :is(${selectorOf("storage-notice")}:not([hidden]), [aria-invalid="true"])`);
    if (isWarned || !isUnkept) return reload();
    isWarned = true;
    ready?.toggleAttribute("hidden", true);
    unkept?.toggleAttribute("hidden", false);
    // Without the other button, this one does it when it is pressed again.
    if (!anyway) return;
    now.hidden = true;
    anyway.hidden = false;
    anyway.focus();
  });
  anyway?.addEventListener("click", reload);
  partIn(notice, "update-later")?.addEventListener("click", () => notice.remove());
  style();
  announce(notice);
}

/** @param {HTMLElement} notice */
function announce(notice) {
  const content = [...notice.childNodes];
  notice.replaceChildren();
  document.body.append(notice);
  // A region is heard when something comes into it, not when it comes itself.
  requestAnimationFrame(() => requestAnimationFrame(() => notice.append(...content)));
}

function style() {
  const link = document.createElement("link");
  link.rel = "stylesheet";
  link.href = new URL("update-notice.css", import.meta.url).href;
  document.head.append(link);
}

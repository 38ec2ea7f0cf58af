// Tells the reader that there is a new version of the site. Nothing is reloaded before they say so, and where that would lose something
// that is not kept, they are told first.

// A notice that answers are not kept, or a field whose content was not taken.
const UNKEPT = 'bilan-checklist [data-bilan="storage-notice"]:not([hidden]), bilan-checklist [aria-invalid="true"]';

/** @param {() => void} reload called when the reader wants the new version */
export function showUpdate(reload) {
  const template = document.querySelector('template[data-bilan="update"]');
  if (!(template instanceof HTMLTemplateElement) || document.querySelector(".bilan-update")) return;
  const notice = /** @type {Element} */ (template.content.firstElementChild).cloneNode(true);
  if (!(notice instanceof HTMLElement)) return;
  const part = (/** @type {string} */ name) => /** @type {HTMLElement} */ (notice.querySelector(`[data-bilan="${name}"]`));
  part("update-reload").addEventListener("click", () => {
    if (!document.querySelector(UNKEPT)) return reload();
    part("update-ready").hidden = part("update-reload").hidden = true;
    part("update-unkept").hidden = part("update-anyway").hidden = false;
    part("update-anyway").focus();
  });
  part("update-anyway").addEventListener("click", reload);
  part("update-later").addEventListener("click", () => notice.remove());
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

// Whoever comes back finds the questions as they were left, from the first paint on; the element then takes over (visibility.js).
// In the page itself, before the questions: a file would come too late.
try {
  const element = /** @type {HTMLElement} */ (document.currentScript?.closest("bilan-checklist:not(:defined)"));
  const checklist = element.getAttribute("checklist");
  const [root, file] = new URL(element.getAttribute("src") ?? "", document.baseURI).pathname.split("assets/bilan/checklists/");
  /** @type {Record<"content", string> & Record<"items" | "sections" | "choices", string[]>} */
  const kept = JSON.parse(localStorage.getItem(`bilan:${root}:hidden:${checklist}`) ?? "");
  if (kept.content === file.split(".").at(-2)) {
    const parts = [
      ...kept.items.map((item) => `[data-item="${CSS.escape(item)}"]`),
      ...kept.sections.map((section) => `:is(:has(+ [data-section="${CSS.escape(section)}"]), [data-section="${CSS.escape(section)}"])`),
      ...kept.choices.map((pair) => {
        const [item, choice] = pair.split(" ").map(CSS.escape);
        return `[data-item="${item}"] label:has([value="${choice}"])`;
      }),
    ];
    const entries = kept.sections.map((section) => `nav li:has(> [href="#${CSS.escape(`${checklist}.${section}`)}"])`);
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(`@media screen {
      bilan-checklist[checklist="${checklist}"]:not(:defined) :is(${parts}),
      html:has(bilan-checklist[checklist="${checklist}"]:not(:defined)) :is(${entries}) { animation: bilan-wait 8s step-end }
    }`);
    document.adoptedStyleSheets.push(sheet);
    element.dataset.conditions = "live";
  }
} catch {
  // Nothing is kept, or it can't be looked at.
}

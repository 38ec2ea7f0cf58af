// Registers the element, once there are the styles of what it shows. Apart from its class, so that the class can be imported without
// side effects.

// What the class imports, and what that imports: named here, all of it is fetched at once and not one after the other. First what the
// start of Python waits for.
const SCRIPTS =
  "protocol worker-line actions-view announcer answer-file answer-migration answer-store answer-tools engine-client " +
  "engine-input evidence form insight intent latest-score library-view migration-view outcome-view page-text " +
  "questionnaire result-view result score-view strings visibility";

for (const name of SCRIPTS.split(" ")) {
  document.head.append(Object.assign(document.createElement("link"), { rel: "modulepreload", href: new URL(`./${name}.js`, import.meta.url).href }));
}

const styled = new Promise((resolve) => {
  const link = document.createElement("link");
  Object.assign(link, { rel: "stylesheet", href: new URL("./result.css", import.meta.url).href, onload: resolve, onerror: resolve });
  // Before the site's own styles, which may change ours.
  const first = document.querySelector('link[rel="stylesheet"][href$="/bilan.css"]');
  if (first) first.after(link);
  else document.head.append(link);
});

const [{ BilanChecklistElement }] = await Promise.all([import("./checklist-element.js"), styled]);
if (!customElements.get("bilan-checklist")) customElements.define("bilan-checklist", BilanChecklistElement);

// Registers the element, once there are the styles of what it shows. Apart from its class, so that the class can be imported without
// side effects.

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

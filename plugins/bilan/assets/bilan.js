// The entry, loaded by every page and kept small: it fetches the rest when a checklist is on the page, also when the theme has
// brought the page in without loading it anew.

const TAG = "bilan-checklist";

function enhance() {
  if (!document.querySelector(TAG)) return false;
  import("./define.js").catch((error) => console.error(`Bilan: ${error.message}`));
  return true;
}

if (!enhance()) {
  const observer = new MutationObserver(() => enhance() && observer.disconnect());
  observer.observe(document.body, { childList: true, subtree: true });
}

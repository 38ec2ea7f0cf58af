// Until the entry script is there: notes which questions the reader touches, which is all that tells an answer from what a browser filled
// in, and asks for that script again if it does not come. In the page itself, since any file may fail.
// Also whether there is a place to land at: one in the address, or where the reader was before (anchor-layout.js).
{
  const root = /** @type {HTMLElement} */ (document.currentScript?.closest("bilan-checklist"));
  root.toggleAttribute("data-early", true);
  const [{ type = "" } = {}] = /** @type {PerformanceNavigationTiming[]} */ (performance.getEntriesByType("navigation"));
  root.toggleAttribute("data-whole", location.hash !== "" || history.state?.y > 0 || type !== "navigate");
  let asked = 0;
  let last = 0;
  const isHere = () => root.hasAttribute("data-keeping");
  const entry = () => /** @type {HTMLScriptElement | null} */ (document.querySelector('script[src$="/bilan.js"]'));
  const ask = () => {
    const source = entry()?.src;
    if (isHere() || !source || location.protocol === "file:" || Date.now() - last < 1000) return;
    [last, asked] = [Date.now(), asked + 1];
    import(`${source}?again=${asked}`).catch(() => {});
  };
  root.addEventListener("input", ({ target }) => {
    if (isHere() || !(target instanceof Element)) return;
    target.closest("fieldset")?.toggleAttribute("data-touched", true);
    if (asked) ask();
  });
  root.addEventListener("click", ({ target }) => target instanceof Element && target.closest('[data-bilan="ask-again"]') && ask());
  addEventListener("error", ({ target }) => target !== null && target === entry() && setTimeout(ask, 500), true);
  addEventListener("online", ask);
  addEventListener("beforeunload", (event) => !isHere() && root.querySelector("[data-touched]") && event.preventDefault());
  const timer = setInterval(() => (isHere() ? clearInterval(timer) : ask()), 8000);
}

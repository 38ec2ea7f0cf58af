// A theme may open its menu and its search by labels of boxes that are not displayed: nobody reaches these by keyboard. The build marks the
// labels (site/themes/), and with scripts they are buttons.

export function makeButtons() {
  for (const label of document.querySelectorAll("label[data-opens]")) {
    const box = label instanceof HTMLLabelElement ? label.control : null;
    if (!(label instanceof HTMLElement) || !(box instanceof HTMLInputElement)) continue;
    const tell = () => label.setAttribute("aria-expanded", String(box.checked));
    label.role = "button";
    label.tabIndex = 0;
    tell();
    box.addEventListener("change", tell);
    label.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" && event.key !== " ") return;
      event.preventDefault();
      // Versions of the theme press a label at Enter, too.
      event.stopPropagation();
      label.click();
    });
    addEventListener("keydown", ({ key }) => {
      if (key !== "Escape" || !box.checked || label.dataset.opens !== "menu") return;
      box.click();
      label.focus();
    });
  }
}

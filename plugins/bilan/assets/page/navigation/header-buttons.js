// The theme opens its drawer and its search by labels of boxes that are not displayed: nobody reaches these by keyboard. With scripts the
// labels are buttons.

export function makeButtons() {
  for (const box of document.querySelectorAll("input[data-md-toggle]")) {
    const label = document.querySelector(`header nav > label[for="${box.id}"]`);
    if (!(box instanceof HTMLInputElement) || !(label instanceof HTMLElement)) continue;
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
      if (key !== "Escape" || !box.checked || box.id !== "__drawer") return;
      box.click();
      label.focus();
    });
  }
}

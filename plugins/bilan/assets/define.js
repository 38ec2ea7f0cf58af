// Registers the element. Apart from its class, so that the class can be imported without side effects.

import { BilanChecklistElement } from "./checklist-element.js";

if (!customElements.get("bilan-checklist")) customElements.define("bilan-checklist", BilanChecklistElement);

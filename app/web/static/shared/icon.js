/** Lucide icons, drawn as masks so that they take the colour and size of the text around them. */
import { html } from "lit-html";
import { styleMap } from "./style-map.js";

const UNKNOWN = "circle";

/** A template of the icon with this lucide name. Decoration only: the words beside it carry the meaning. */
export function icon(name, extraClass = "") {
  const known = /^[a-z0-9-]+$/.test(name ?? "") ? name : UNKNOWN;
  const mask = { "--icon": `url("/npm/lucide-static/icons/${known}.svg")` };
  return html`<span class="icon ${extraClass}" aria-hidden="true" style=${styleMap(mask)}></span>`;
}

/** Lucide icons, drawn as masks so that they take the colour and size of the text around them. */
import { html } from "lit-html";
import { styleMap } from "./style-map.js";

const UNKNOWN = "circle";
const kept = new Map();

/** A template of the icon with this lucide name. Decoration only: the words beside it carry the meaning. */
export function icon(name, extraClass = "") {
  const known = /^[a-z0-9-]+$/.test(name ?? "") ? name : UNKNOWN;
  const mask = { "--icon": kept.get(known) ?? `url("${address(known)}")` };
  return html`<span class="icon ${extraClass}" aria-hidden="true" style=${styleMap(mask)}></span>`;
}

/** Fetch now the icons that are first needed when the server is away and can give none. */
export async function keepIcons(...names) {
  await Promise.allSettled(names.map(keep));
}

async function keep(name) {
  const response = await fetch(address(name));
  if (response.ok) kept.set(name, `url("data:image/svg+xml,${encodeURIComponent(await response.text())}")`);
}

function address(name) {
  return `/npm/lucide-static/icons/${name}.svg`;
}

/** A figure that opens the turns it was made of. */
import { html } from "lit-html";

/** The text as a link to its list; the text alone where nothing is behind it. */
export function opened({ text, href }) {
  return href ? html`<a class="behind" href=${href}>${text}</a>` : text;
}

/** The mark: a ticket with an L, in the colour of the text around it; letter and perforation are holes. */
import { html } from "lit-html";

/** A template of the mark; decoration, since the centre's name always stands beside it. */
export function mark() {
  return html`<svg class="mark" viewBox="0 0 82 60" aria-hidden="true">
    <path
      fill="currentColor"
      fill-rule="evenodd"
      d="M7 0h68a7 7 0 0 1 7 7v14.5a8.5 8.5 0 0 0 0 17V53a7 7 0 0 1-7 7H7a7 7 0 0 1-7-7V38.5a8.5 8.5 0 0 0 0-17V7a7 7 0 0 1 7-7z
        M22 15v31h20v-6.5H29.5V15zM54.5 12v5h5v-5zM54.5 21v5h5v-5zM54.5 30v5h5v-5zM54.5 39v5h5v-5z"
    ></path>
  </svg>`;
}

/** The foot of the report and of its lists: what the figures mean, and when they were made. */
import { html } from "lit-html";

export function foot({ definitions, made }, centre) {
  return html`<footer class="report-foot">
    <dl>
      ${definitions.map(
        ({ term, text }) =>
          html`<div>
            <dt>${term}:</dt>
            <dd>${text}</dd>
          </div>`,
      )}
    </dl>
    <p>${made}${centre?.sample ? " Dữ liệu mẫu, không phải số liệu thật." : ""}</p>
  </footer>`;
}

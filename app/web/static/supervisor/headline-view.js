/** The band at the head of the live page. */
import { html, nothing, svg } from "lit-html";
import { hatch } from "../shared/hatch.js";
import { icon } from "../shared/icon.js";
import { tinted } from "./motion.js";

/** `hall`: why no numbers are given now, or null. */
export function headlineBand(head, hall) {
  return html`<section class="panel head" aria-label="Thời gian chờ hôm nay">
    ${share(head)}
    <div class="head-waits">${head.ruler ? waits(head) : noWaits()}</div>
    ${counts(head, hall)}
  </section>`;
}

function share(head) {
  const told =
    head.share === null ? nothing : html`<b>${head.within}</b> trong <b>${head.served}</b><br />lượt đã phục vụ`;
  return html`<div class="head-share">
    <h2 class="head-title">Tỷ lệ chờ không quá ${head.target} phút</h2>
    <p class="head-figure">
      <span class="head-number figure" ${tinted(head.share)}>${head.share ?? "–"}</span>
      ${head.share === null ? nothing : html`<span class="head-percent figure">%</span>`}
      <span class="head-of">${told}</span>
    </p>
    <p class="head-fine">${fine(head)}</p>
  </div>`;
}

function fine(head) {
  const since = head.since ? `hôm nay, từ ${head.since}` : "hôm nay";
  return head.withNoShows ? `${since} · kể cả vắng mặt: ${head.withNoShows}` : since;
}

function waits(head) {
  return html`<dl class="head-marks">
      ${head.marks.map(
        (mark) =>
          html`<div>
            <dt>${shape(mark.kind)} ${mark.label}</dt>
            <dd class="figure"><span ${tinted(mark.text)}>${mark.text}</span> <small>phút</small></dd>
          </div>`,
      )}
    </dl>
    ${ruler(head.ruler)}`;
}

function noWaits() {
  return html`<p class="head-none">Chưa có lượt nào được phục vụ xong hôm nay.</p>`;
}

const SHAPES = {
  median: svg`<path d="M0-6 6 5.5H-6z"/>`,
  mean: svg`<circle r="4.6" fill="var(--paper)" stroke="currentColor" stroke-width="2.6"/>`,
  p90: svg`<path d="M0-7 7 0 0 7-7 0z"/>`,
  max: svg`<path d="M-5.5-5.5h11v11h-11z"/>`,
};

function shape(kind) {
  return html`<svg class="mark" viewBox="-8 -8 16 16" aria-hidden="true" fill="currentColor">${SHAPES[kind]}</svg>`;
}

const pc = (n) => `${n}%`;

function ruler({ ticks, target, longest, marks, sentence }) {
  const late = Math.max(longest - target.at, 0);
  return html`<svg class="ruler" role="img" aria-labelledby="ruler-title ruler-says">
    <title id="ruler-title">Thời gian chờ trên một thước đo</title>
    <desc id="ruler-says">${sentence}</desc>
    <defs>${hatch("ruler-late")}</defs>
    <rect class="ruler-bar" y="8" width="100%" height="13" />
    <rect class="ruler-within" y="8" width=${pc(Math.min(longest, target.at))} height="13" />
    <rect x=${pc(target.at)} y="8" width=${pc(late)} height="13" fill="url(#ruler-late)" />
    <line class="ruler-target" x1=${pc(target.at)} x2=${pc(target.at)} y1="2" y2="27" />
    ${ticks.map((tick) => svg`<text x=${pc(tick.at)} y="40" class=${tick.at > 99 ? "is-end" : ""}>${tick.text}</text>`)}
    <text class="ruler-goal" x=${pc(target.at)} y="40">${target.text}</text>
    ${[...marks].reverse().map(
      ({ kind, at }) => svg`<svg x=${pc(at)} y="14.5" overflow="visible">
      <g class="ruler-halo">${SHAPES[kind]}</g><g class="ruler-mark">${SHAPES[kind]}</g></svg>`,
    )}
  </svg>`;
}

const OUTAGE = "Những lượt đang diễn ra lúc đó bị ảnh hưởng; báo cáo đếm riêng.";

function counts(head, hall) {
  return html`<div class="head-counts">
    <p class="head-aside">${hall ? html`<b>${icon("clock")} ${hall.text}</b>` : nothing} ${head.aside.join(" · ")}</p>
    ${head.outage ? html`<p class="head-aside" title=${OUTAGE}>${icon("zap-off")} ${head.outage}</p>` : nothing}
    <dl>
      ${head.counts.map(
        ({ key, label, text }) =>
          html`<div class=${key === "waiting" ? "head-most" : ""}>
            <dd class="figure" ${tinted(text)}>${text}</dd>
            <dt>${label}</dt>
          </div>`,
      )}
    </dl>
  </div>`;
}

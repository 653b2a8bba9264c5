/** Draws the page of priority: whether machines offer it, and its classes. */
import { html, nothing } from "lit-html";
import { answerOf } from "../shared/press-view.js";

/** `told`: `{offered, note, classes, pressOf, off}`; `acts`: `{offer, switch}`. */
export function priorityPage(told, acts) {
  return html`<main class="content content-narrow">
    <header class="content-head">
      <div>
        <h2 class="content-title">Ưu tiên</h2>
        <p class="content-line">Mỗi công tắc có hiệu lực ngay khi bấm. Ai đã được xếp ưu tiên vẫn giữ nguyên chỗ.</p>
      </div>
    </header>
    <section class="panel">
      <h3 class="form-head">Tại máy lấy số</h3>
      ${row(
        {
          name: "Máy lấy số cấp số ưu tiên",
          words: told.offered ? told.note || "Theo quy chế của Trung tâm." : "Bàn hướng dẫn vẫn xếp ưu tiên được.",
          active: told.offered,
          press: told.pressOf("offered"),
          act: () => acts.offer(!told.offered),
        },
        told.off,
      )}
    </section>
    <section class="panel">
      <h3 class="form-head">Diện ưu tiên, khi Bàn hướng dẫn xếp</h3>
      ${told.classes.length ? nothing : html`<p class="form-row text-quiet">Quy chế của Trung tâm không có diện nào.</p>`}
      ${told.classes.map(({ code, name, words, active }) =>
        row({ name, words, active, press: told.pressOf(code), act: () => acts.switch(code, !active) }, told.off),
      )}
    </section>
  </main>`;
}

function row({ name, words, active, press, act }, off) {
  const still = off || press.busy;
  return html`<div class="form-row">
    <div class="form-words"><b>${name}</b><span>${words}</span></div>
    <span class="form-state">${press.slow ? "đang gửi…" : active ? "Đang áp dụng" : "Đã tắt"}</span>
    <button
      class="switch"
      role="switch"
      aria-checked=${active ? "true" : "false"}
      aria-label=${name}
      aria-disabled=${still ? "true" : nothing}
      title=${off ?? nothing}
      @click=${() => still || act()}
    ></button>
    ${answerOf(press)}
  </div>`;
}

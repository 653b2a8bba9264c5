/**
 * The counter page's hand on its small window: a window that stays on top of everything (Document Picture-in-Picture)
 * where the browser has one, else a popup. There is one desk; this page drives it and draws it into both documents.
 */
import { Drawn } from "./drawn.js";

const SIZE = { width: 360, height: 200 };
const PAGE = "/counter/mini";
// As mini.html has them.
const STYLES = [
  ...["shared/tokens.css", "shared/fonts-few.css", "shared/fonts.css", "shared/base.css"],
  ...["shared/staff.css", "shared/buttons.css", "shared/marks.css"],
  ...["mini/mini.css", "mini/keys.css", "mini/panel.css", "mini/narrow.css"],
];
const BLOCKED = "Trình duyệt đã chặn. Xin cho phép trang này mở cửa sổ bật lên.";

export class Mini {
  #drawn = null;

  /** @param {{desk: () => object|null, tick: Function, changed: Function}} around */
  constructor(around) {
    this.around = around;
    // A popup would be left behind without anybody to draw it; the other kind goes by itself.
    window.addEventListener("pagehide", () => this.close());
  }

  get open() {
    return this.#drawn !== null;
  }

  /** A promise of so many milliseconds, counted by whichever document's clock goes. */
  wait = (ms) => {
    const views = [window, this.#drawn?.view].filter(Boolean);
    return Promise.race(views.map((view) => new Promise((done) => view.setTimeout(done, ms))));
  };

  changed() {
    this.#drawn?.changed();
  }

  toggle() {
    return this.open ? this.close() : this.show();
  }

  async show() {
    const pictures = window.documentPictureInPicture;
    if (pictures) return this.attach(dressed(await pictures.requestWindow(SIZE)));
    const popup = window.open(PAGE, "luot-mini", `popup,width=${SIZE.width},height=${SIZE.height}`);
    if (!popup) this.around.desk()?.say("mini", BLOCKED);
  }

  /** Draw into a window from now on; the popup asks for it when its page has come. */
  attach(view) {
    const { desk, tick, changed } = this.around;
    const drawn = new Drawn(view, { desk, tick, away: "Xin chọn quầy ở trang Quầy." });
    view.addEventListener("pagehide", () => {
      if (this.#drawn === drawn) this.#drawn = null;
      changed();
    });
    this.#drawn = drawn;
    changed();
  }

  close() {
    this.#drawn?.view.close();
    this.#drawn = null;
    this.around.changed();
  }
}

/** An empty window made ready: the language, the look, and the place to draw in. */
function dressed(view) {
  const { document: made } = view;
  made.documentElement.lang = document.documentElement.lang;
  made.title = "Quầy";
  for (const path of STYLES) made.head.append(link(made, `/static/${path}`));
  const place = made.createElement("main");
  place.id = "app";
  made.body.append(place);
  return view;
}

function link(made, href) {
  const element = made.createElement("link");
  element.rel = "stylesheet";
  element.href = new URL(href, location.href).href;
  return element;
}

/**
 * Moves the line at the foot: sixty pixels a second of a 1920 px wide screen, standing still when it is told
 * to or when everything fits. The motion is the browser's own animation, so a busy page does not jerk it.
 */
const PIXELS_A_SECOND = 60;

export class Marquee {
  #animation = null;
  #track = null;
  #measured = "";
  #lap = null;
  #elapsed = 0;

  /** To be called after every drawing, with the model's marquee. */
  sync(root, { paused, only }) {
    const track = root.querySelector(".marquee-track");
    if (track === null) return;
    const [copy] = track.children;
    const measure = [copy.textContent, copy.offsetWidth, root.clientWidth, only !== null].join("|");
    if (measure !== this.#measured || track !== this.#track) this.#begin(track, copy, only !== null);
    this.#measured = measure;
    this.#track = track;
    if (paused) this.#stand();
    else this.#move();
  }

  #begin(track, copy, still) {
    this.#animation?.cancel();
    this.#animation = null;
    this.#elapsed = 0;
    track.style.transform = "";
    const fits = still || copy.offsetWidth <= track.parentElement.clientWidth;
    track.classList.toggle("marquee-still", fits);
    const width = copy.offsetWidth;
    this.#lap = fits ? null : { width, duration: (width / (PIXELS_A_SECOND * unit(copy))) * 1000 };
  }

  #move() {
    if (this.#lap === null || this.#animation !== null) return;
    const { width, duration } = this.#lap;
    const frames = [{ transform: "translateX(0)" }, { transform: `translateX(-${width}px)` }];
    this.#animation = this.#track.animate(frames, { duration, iterations: Infinity });
    this.#animation.currentTime = this.#elapsed;
  }

  /** A line that only pauses would keep a layer of its own, which every frame of a call pays for; standing, it is plain text. */
  #stand() {
    if (this.#animation === null) return;
    const { width, duration } = this.#lap;
    this.#elapsed = this.#animation.currentTime % duration;
    this.#animation.cancel();
    this.#animation = null;
    this.#track.style.transform = `translateX(-${(this.#elapsed / duration) * width}px)`;
  }
}

/** How large a pixel of the 1920 × 1080 picture is here; the marquee's type is 42 of them. */
function unit(copy) {
  return parseFloat(getComputedStyle(copy).fontSize) / 42;
}

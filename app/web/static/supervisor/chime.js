/** A short sound for a new alarm, for a supervisor who is looking elsewhere. Off until it is asked for. */
const STORED = "luot.supervisor.sound";
const NOTES = [
  [660, 0],
  [880, 0.16],
];
let context = null;

export function soundOn() {
  return localStorage.getItem(STORED) === "on";
}

/** Browsers let a page sound only after a press: this is the press. */
export function turnSound(on) {
  localStorage.setItem(STORED, on ? "on" : "off");
  if (on) chime();
}

export function chime() {
  if (!soundOn()) return;
  context ??= new AudioContext();
  context.resume();
  for (const [pitch, after] of NOTES) note(pitch, context.currentTime + after);
}

function note(pitch, at) {
  const tone = context.createOscillator();
  const loudness = context.createGain();
  tone.frequency.value = pitch;
  loudness.gain.setValueAtTime(0.0001, at);
  loudness.gain.exponentialRampToValueAtTime(0.2, at + 0.02);
  loudness.gain.exponentialRampToValueAtTime(0.0001, at + 0.3);
  tone.connect(loudness).connect(context.destination);
  tone.start(at);
  tone.stop(at + 0.32);
}

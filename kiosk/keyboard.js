/**
 * The on-screen keyboard: what a key does to the text. Pure. A tone key acts on the syllable before it
 * and finds the vowel that carries the tone ("hoa" + huyền = "hòa"); as more letters come, the tone
 * moves to where spelling wants it ("tóa" + "n" = "toán").
 */

const TONES = { sac: "\u0301", huyen: "\u0300", hoi: "\u0309", nga: "\u0303", nang: "\u0323" };
const TONE_MARKS = /[\u0300\u0301\u0303\u0309\u0323]/g;
const VOWEL = "aăâeêioôơuưy";
// The u of "qu" and the i of "gi" belong to the consonant when a vowel follows.
const SYLLABLE = new RegExp(`^(qu(?=[${VOWEL}])|gi(?=[${VOWEL}])|[^${VOWEL}]*)([${VOWEL}]+)(.*)$`, "i");
const MARKED = /[ăâêôơư]/i;
const LONGEST = 60;

/** The rows of the keyboard as pictures of keys; what is here is what `type` understands. */
export const ROWS = {
  tones: ["tone:sac", "tone:huyen", "tone:hoi", "tone:nga", "tone:nang"],
  vowels: ["ă", "â", "đ", "ê", "ô", "ơ", "ư"],
  letters: ["qwertyuiop", "asdfghjkl", "zxcvbnm"].map((row) => [...row]),
  digits: ["1234567890", "-/.,", ""].map((row) => [...row]),
};

/** The text after a key: a letter, digit or sign, "space", "erase", or "tone:sac|huyen|hoi|nga|nang". */
export function type(text, key) {
  if (key === "erase") return onLastSyllable([...text].slice(0, -1).join(""), respell);
  if (key === "space") return text === "" || text.endsWith(" ") || text.length >= LONGEST ? text : `${text} `;
  if (key.startsWith("tone:")) return onLastSyllable(text, (syllable) => toggle(syllable, TONES[key.slice(5)]));
  if (text.length >= LONGEST) return text;
  return onLastSyllable((text + key).normalize("NFC"), respell);
}

function onLastSyllable(text, change) {
  const [syllable] = text.match(/\p{L}*$/u);
  return text.slice(0, text.length - syllable.length) + change(syllable);
}

/** Put the syllable's tone where it belongs now that its letters have changed. */
function respell(syllable) {
  return accented(bare(syllable), toneOf(syllable));
}

/** The same tone a second time takes it away. */
function toggle(syllable, tone) {
  return accented(bare(syllable), toneOf(syllable) === tone ? "" : tone);
}

function bare(syllable) {
  return syllable.normalize("NFD").replace(TONE_MARKS, "").normalize("NFC");
}

function toneOf(syllable) {
  return syllable.normalize("NFD").match(TONE_MARKS)?.[0] ?? "";
}

function accented(syllable, tone) {
  const found = tone && syllable.match(SYLLABLE);
  if (!found) return syllable;
  const [, onset, nucleus, coda] = found;
  const at = carrier(nucleus, coda);
  const vowel = (nucleus[at] + tone).normalize("NFC");
  return onset + nucleus.slice(0, at) + vowel + nucleus.slice(at + 1) + coda;
}

/** Which vowel of the nucleus carries the tone: "hòa", "thủy", "ngoài", but "toàn", "đường". */
function carrier(nucleus, coda) {
  const marked = [...nucleus].findLastIndex((vowel) => MARKED.test(vowel));
  if (marked >= 0) return marked;
  if (coda) return nucleus.length - 1;
  return nucleus.length > 2 ? 1 : 0;
}

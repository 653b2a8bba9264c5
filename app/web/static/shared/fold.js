/** Vietnamese words with and without their marks. Pure. */

const MARKS = /\p{M}/gu;

/** "Sổ đỏ" → "so do": lower case, no marks, đ as d. */
export function fold(text) {
  return text.toLowerCase().replaceAll("đ", "d").normalize("NFD").replace(MARKS, "");
}

/** The words of a text, each `{plain, letters}`: folded, and letter by letter with its marks. */
export function words(text) {
  const found = text.normalize("NFC").toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  return found.map((word) => ({ plain: fold(word), letters: lettersOf(word) }));
}

/**
 * Whether a word typed so far may become this word once its marks are taken seriously: a mark that was
 * typed must be there, one that was not typed may be.
 */
export function agrees(typed, word) {
  return typed.letters.every(({ base, marks }, at) => {
    const letter = word.letters[at];
    return letter?.base === base && marks.every((mark) => letter.marks.includes(mark));
  });
}

function lettersOf(word) {
  return [...word].map((letter) => {
    // The stroke of đ is not a combining mark, so it is told as one here.
    if (letter === "đ") return { base: "d", marks: ["đ"] };
    const [base, ...marks] = letter.normalize("NFD");
    return { base, marks };
  });
}

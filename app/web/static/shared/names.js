/** Where Vietnamese names may break into lines. Pure: only no-break spaces are put in. */

/**
 * A name whose words are not broken inside ("môi trường" is one word of two syllables): syllables are
 * tied in pairs between commas, a last odd one to the pair before it.
 */
export function tied(name) {
  return name.split(", ").map(tiedPhrase).join(", ");
}

/** A list of short phrases that breaks only at its commas. */
export function phrases(text) {
  return text
    .split(", ")
    .map((phrase) => (phrase.split(" ").length > 4 ? phrase : phrase.replaceAll(" ", "\u00a0")))
    .join(", ");
}

/** The name in a language, tied in Vietnamese; Vietnamese where the other is missing. */
export function nameIn(name, language) {
  return language === "vi" || !name[language] ? tied(name.vi) : name[language];
}

function tiedPhrase(phrase) {
  const syllables = phrase.split(" ");
  return syllables.reduce((text, syllable, at) => {
    if (at === 0) return syllable;
    const lastOdd = at === syllables.length - 1 && at % 2 === 0;
    return text + (at % 2 === 1 || lastOdd ? "\u00a0" : " ") + syllable;
  }, "");
}

/**
 * Finding a procedure by what people type: with or without marks, the last word unfinished, and by the
 * names people use ("sổ đỏ"). Pure. `prepare` once for a list, then `find` for every key.
 */
import { agrees, fold, words } from "./fold.js";

// How well a name fits, best first.
const BY_SYNONYM = 0;
const WHOLE_PHRASE = 1;
const PHRASE = 2;
const BY_HALF_A_SYNONYM = 3;
const ALL_WORDS = 4;

const LEADING = /^thủ tục\s+/i;
const SHORTEST_QUERY = 2;
const SHORTEST_HALF_SYNONYM = 4;

/** The name without the word every one of them begins with. */
export function shownName(name) {
  const rest = name.trim().replace(LEADING, "");
  return rest.charAt(0).toUpperCase() + rest.slice(1);
}

/** Ready a list `{procedures: [{code, name, field}], synonyms: {said: [meant, …]}}` for searching. */
export function prepare({ procedures, synonyms = {} }) {
  const entries = procedures.map(({ code, name, field }) => {
    const shown = shownName(name);
    return { code, field, shown, words: words(shown) };
  });
  const said = Object.entries(synonyms).map(([key, meant]) => ({ key: words(key), meant: meant.map(words) }));
  return { entries, said };
}

/**
 * The procedures for a text, best first: `[{code, field, parts: [{text, hit}]}]`, where the parts make
 * up the name and `hit` marks what the text has found.
 */
export function find({ entries, said }, text) {
  if (fold(text).trim().length < SHORTEST_QUERY) return [];
  const coded = byCode(entries, text.trim());
  if (coded.length) return coded;
  const asked = withoutLeading(words(text));
  const readings = [{ query: asked, given: null }, ...synonymReadings(said, asked)];
  const found = entries.map((entry) => best(entry, readings)).filter(Boolean);
  return likely(found)
    .sort(byFit)
    .map(({ entry, hits }) => ({ code: entry.code, field: entry.field, parts: partsOf(entry.shown, hits) }));
}

/**
 * Who writes "bán" does not mean "bản", and who writes "sổ đỏ" does not mean any two such words lying
 * about in a name; but a wrong mark should not leave anybody with nothing.
 */
function likely(found) {
  const agreed = found.filter((fit) => fit.agreeing === 1);
  const rest = agreed.length ? agreed : found;
  const known = rest.some(({ tier }) => tier === BY_SYNONYM);
  return known ? rest.filter(({ tier }) => tier !== ALL_WORDS) : rest;
}

function byCode(entries, text) {
  if (!/^\d[\d.]*$/.test(text)) return [];
  return entries
    .filter(({ code }) => code.startsWith(text))
    .map(({ code, field, shown }) => ({ code, field, parts: [{ text: shown, hit: false }] }));
}

/** "thủ tục khai sinh" asks for "khai sinh"; "thủ tục" alone is left as it is. */
function withoutLeading(asked) {
  const leads = asked.length > 2 && asked[0].plain === "thu" && asked[1].plain === "tuc";
  return leads ? asked.slice(2) : asked;
}

/** The query once more for every synonym in it, with what is meant in the place of what is said. */
function synonymReadings(said, asked) {
  return said.flatMap(({ key, meant }) => {
    const found = runs(asked, key);
    if (!found) return [];
    const before = asked.slice(0, found.at);
    const after = asked.slice(found.at + found.length);
    const given = found.whole ? BY_SYNONYM : BY_HALF_A_SYNONYM;
    return meant.map((phrase) => ({ query: [...before, ...phrase, ...after], given }));
  });
}

/** Where the words of `key` stand in a row in `asked`; the last word typed may be unfinished. */
function runs(asked, key) {
  for (let at = 0; at < asked.length; at += 1) {
    const row = asked.slice(at, at + key.length);
    const toEnd = at + row.length === asked.length;
    if (!row.every((word, i) => (toEnd && i === row.length - 1 ? starts(word, key[i]) : same(word, key[i])))) continue;
    const whole = row.length === key.length && row.every((word, i) => same(word, key[i]));
    if (whole) return { at, length: row.length, whole };
    const typed = row.reduce((sum, { plain }) => sum + plain.length, 0);
    if (toEnd && typed >= SHORTEST_HALF_SYNONYM) return { at, length: row.length, whole };
  }
  return null;
}

const same = (typed, word) => typed.plain === word.plain && agrees(typed, word);
const starts = (typed, word) => word.plain.startsWith(typed.plain) && agrees(typed, word);

function best(entry, readings) {
  let found = null;
  for (const { query, given } of readings) {
    const fit = match(entry, query);
    if (!fit) continue;
    const candidate = { ...fit, entry, tier: given ?? fit.tier };
    if (!found || byFit(candidate, found) < 0) found = candidate;
  }
  return found;
}

/** How the words of a query lie in a name: `{tier, at, agreeing, hits}`, or null when one is missing. */
function match(entry, query) {
  if (query.length === 0) return null;
  const phrase = phraseIn(entry.words, query);
  const hits = phrase ? range(phrase.at, query.length) : scattered(entry.words, query);
  if (!hits) return null;
  const tier = phrase ? (phrase.whole ? WHOLE_PHRASE : PHRASE) : ALL_WORDS;
  return { tier, at: phrase ? phrase.at : hits[0], agreeing: agreeing(entry.words, query, hits), hits };
}

/** The first row of words that is the query; one that ends in a whole word and agrees in its marks wins. */
function phraseIn(name, query) {
  let found = null;
  for (let at = 0; at + query.length <= name.length; at += 1) {
    if (!query.every((typed, i) => fits(typed, name[at + i], i === query.length - 1))) continue;
    const whole = name[at + query.length - 1].plain === query.at(-1).plain;
    const marks = agreeing(name, query, range(at, query.length));
    if (!found || marks > found.marks || (marks === found.marks && whole && !found.whole)) found = { at, whole, marks };
  }
  return found;
}

/** One word of the name for each word of the query, wherever it stands; none is used twice. */
function scattered(name, query) {
  const hits = [];
  for (const [at, typed] of query.entries()) {
    const isLast = at === query.length - 1;
    const fitting = range(0, name.length).filter((i) => !hits.includes(i) && fits(typed, name[i], isLast));
    if (fitting.length === 0) return null;
    hits.push(fitting.find((i) => agrees(typed, name[i])) ?? fitting[0]);
  }
  return hits;
}

/** Only the word being typed may be unfinished. */
function fits(typed, word, isLast) {
  return isLast ? word.plain.startsWith(typed.plain) : word.plain === typed.plain;
}

function agreeing(name, query, hits) {
  return hits.filter((hit, i) => agrees(query[i], name[hit])).length / query.length;
}

function byFit(a, b) {
  return (
    b.agreeing - a.agreeing ||
    a.tier - b.tier ||
    (a.at === 0 ? 0 : 1) - (b.at === 0 ? 0 : 1) ||
    a.entry.shown.length - b.entry.shown.length ||
    a.entry.shown.localeCompare(b.entry.shown, "vi")
  );
}

const range = (from, length) => Array.from({ length }, (_, i) => from + i);

/** The name cut where hits begin and end; a space between two hits belongs to both. */
function partsOf(shown, hits) {
  const pieces = shown.normalize("NFC").match(/[\p{L}\p{N}]+|[^\p{L}\p{N}]+/gu) ?? [];
  let word = -1;
  const marked = pieces.map((text) => {
    const isWord = /[\p{L}\p{N}]/u.test(text);
    if (isWord) word += 1;
    return { text, isWord, hit: isWord && hits.includes(word) };
  });
  marked.forEach((piece, i) => {
    if (piece.text === " ") piece.hit = Boolean(marked[i - 1]?.hit && marked[i + 1]?.hit);
  });
  return marked.reduce(joined, []);
}

function joined(parts, { text, hit }) {
  const last = parts.at(-1);
  return last?.hit === hit ? [...parts.slice(0, -1), { text: last.text + text, hit }] : [...parts, { text, hit }];
}

// The languages of the page, and its words in one of them. Each language is a file, `words-TAG.js`, of
// which the page loads one. To add a language, translate `words-en.js`, and add it to `languages` here
// and to the files in `src/lib.rs`.

/** @typedef {import("./words-en.js").Screen} Screen */
/** @typedef {import("./words-en.js").Words} Words */

/**
 * What each language calls itself, by its tag (BCP 47).
 *
 * @type {Record<string, string>}
 */
export const languages = {
  ar: "العربية",
  de: "Deutsch",
  en: "English",
  es: "Español",
  fr: "Français",
  he: "עברית",
  it: "Italiano",
  ja: "日本語",
  ko: "한국어",
  nl: "Nederlands",
  pl: "Polski",
  "pt-BR": "Português (Brasil)",
  tr: "Türkçe",
  "zh-Hans": "简体中文",
};

const rightToLeft = ["ar", "he"];

/**
 * The direction of writing of a language.
 *
 * @param {string} language
 */
export const direction = (language) => (rightToLeft.includes(language) ? "rtl" : "ltr");

/**
 * The first of the preferred languages that the page speaks, such as `de` for `de-AT`. Chinese in
 * traditional characters is not `zh-Hans`.
 *
 * @param {readonly string[]} preferred Language tags.
 * @param {Record<string, string>} offered
 */
export function chooseLanguage(preferred, offered = languages) {
  for (const tag of preferred) {
    const found = Object.keys(offered).find((known) => isLanguage(tag, known));
    if (found) return found;
  }
  return "en";
}

/**
 * The form of a language that the reader prefers, such as `en-GB` for `en`: dates differ by region.
 *
 * @param {string} language
 * @param {readonly string[]} preferred Language tags.
 */
export function withRegion(language, preferred) {
  return preferred.find((tag) => isLanguage(tag, language) && new Intl.Locale(tag).region) ?? language;
}

/**
 * Whether a tag stands for a language, in whichever region.
 *
 * @param {string} tag
 * @param {string} language
 */
function isLanguage(tag, language) {
  try {
    const [one, other] = [tag, language].map((tag) => new Intl.Locale(tag).maximize());
    return one?.language === other?.language && one?.script === other?.script;
  } catch {
    return false;
  }
}

/** Where the chosen language is kept, also while the person is at the provider. */
const storageKey = "language";

/** The language that was chosen in this tab, if any. */
export function keptLanguage() {
  try {
    return sessionStorage.getItem(storageKey) ?? "";
  } catch {
    // A browser that stores nothing.
    return "";
  }
}

/** @param {string} language */
export function keepLanguage(language) {
  try {
    sessionStorage.setItem(storageKey, language);
  } catch {
    // A browser that stores nothing: the choice ends with the document.
  }
}

/** How long a file of the page may take, in milliseconds. */
export const fileTimeout = 10_000;

/**
 * The words in a language; in English, where its file does not come in time. A language that only the
 * company has takes what it leaves out from English.
 *
 * @param {string} language
 * @param {OwnWords} [own]
 * @returns {Promise<{ language: string, words: Words }>}
 */
export async function loadWords(language, own = {}) {
  const isOwn = !Object.hasOwn(languages, language) && Object.hasOwn(own, language);
  const limit = AbortSignal.timeout(fileTimeout);
  const late = new Promise((_, reject) => limit.addEventListener("abort", () => reject(limit.reason)));
  try {
    const file = import(`./words-${isOwn ? "en" : language}.js`);
    const { default: words } = await Promise.race([file, late]);
    return { language, words: withOwnWords(words, own[language] ?? {}) };
  } catch (error) {
    if (language === "en") throw error;
    return loadWords("en", own);
  }
}

/**
 * A company's own texts: by language, and by the way to the text in `words-en.js`, such as
 * `start/title` or `start/text/0`. The way `name of the language` is for a language that the page does
 * not have.
 *
 * @typedef {Record<string, Record<string, string>>} OwnWords
 */

/**
 * The company's own texts in `words.json`. A language that has another form is left out.
 *
 * @param {unknown} json
 * @returns {OwnWords}
 */
export function parseOwnWords(json) {
  /** @param {unknown} value */
  const isTexts = (value) =>
    typeof value === "object" && Object.values(Object(value)).every((text) => typeof text === "string");
  const languages = Object.entries(Object(json));
  return Object.fromEntries(languages.filter(([tag, texts]) => isLanguageTag(tag) && texts && isTexts(texts)));
}

/** @param {string} tag */
function isLanguageTag(tag) {
  try {
    return Boolean(new Intl.Locale(tag));
  } catch {
    return false;
  }
}

/**
 * The words with a company's own texts in their places. A way that leads to no text is left out.
 *
 * @param {Words} words
 * @param {Record<string, string>} own
 * @returns {Words}
 */
export function withOwnWords(words, own) {
  const changed = structuredClone(words);
  for (const [way, text] of Object.entries(own)) {
    const keys = way.split("/");
    const last = keys.pop() ?? "";
    /** @type {any} */
    let place = changed;
    for (const key of keys) place = Object.hasOwn(Object(place), key) ? place[key] : undefined;
    if (Object.hasOwn(Object(place), last) && typeof place[last] === "string") place[last] = text;
  }
  return changed;
}

/**
 * The languages of the page and of a company's own words, with their names.
 *
 * @param {OwnWords} own
 */
export function offeredLanguages(own) {
  const others = Object.entries(own)
    .filter(([tag]) => !Object.hasOwn(languages, tag))
    .map(([tag, texts]) => [tag, texts["name of the language"] ?? tag]);
  return { ...languages, ...Object.fromEntries(others) };
}

/**
 * A text with its values. They are inserted as they are: the page shows texts, never markup.
 *
 * @param {string} text
 * @param {Record<string, string | number>} values
 * @returns {string}
 */
export function fill(text, values) {
  return text.replace(/\{(\w+)\}/g, (whole, name) =>
    Object.hasOwn(values, name) ? String(values[name]) : whole,
  );
}

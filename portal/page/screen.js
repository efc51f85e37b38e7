// What every screen is made of: its elements, its language and its place in the history.
import { chooseLanguage, direction, fill, keepLanguage, keptLanguage, loadWords, offeredLanguages } from "./words.js";

/** @typedef {import("./words.js").OwnWords} OwnWords */
/** @typedef {import("./words.js").Screen} Screen */
/** @typedef {import("./words.js").Words} Words */

/** @type {string} The language of the page. */
export let language;
/** @type {Words} */
export let words;

const main = byId("main");
const announcement = byId("announcement");
const signOutButton = byId("sign-out");
const languageSelector = /** @type {HTMLSelectElement} */ (byId("language"));

/** @type {string} The language that was chosen last, whose words may be on their way. */
let latestChoice;
/** @type {OwnWords} */
let ownWords = {};
let isSignedIn = false;
/** Whether Back or Forward led to the screen. */
let isTraversal = false;
/** Whether the screen is shown again in a language that the person has just chosen. */
let isChoosingLanguage = false;
let showAgain = () => {};
let leaveScreen = () => {};

/**
 * An element. Texts become text nodes, whatever they hold.
 *
 * @template {keyof HTMLElementTagNameMap} T
 * @param {T} tag
 * @param {Record<string, string>} attributes
 * @param {(Node | string)[]} children
 */
export function element(tag, attributes, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  node.append(...children);
  return node;
}

/** @param {string} id */
function byId(id) {
  return /** @type {HTMLElement} */ (document.getElementById(id));
}

/**
 * @param {string} label
 * @param {() => unknown} action
 * @param {string} [style]
 */
export function button(label, action, style = "primary") {
  const node = element("button", { type: "button", class: style }, label);
  node.addEventListener("click", action);
  return node;
}

/** @param {HTMLButtonElement[][]} buttons */
export const secondaryActions = (...buttons) =>
  buttons.flat().length > 0 ? [element("p", { class: "secondary" }, ...buttons.flat())] : [];

/**
 * Shows a screen in place of the one before, whose codes go with it. The focus moves to its field or
 * else to its title, so that people type and screen readers read on from there.
 *
 * @param {Screen} screen
 * @param {(Node | string)[]} [content]
 * @param {{ result?: "success" | "problem", step?: number, notice?: string | undefined,
 *   values?: Record<string, string> }} [options]
 */
export function show({ title, text }, content = [], { result, step, notice, values = {} } = {}) {
  // No line of a title ends at the hyphen of a word.
  const parts = title
    .split(/(\S+-\S+)/)
    .map((part, index) => (index % 2 ? element("span", { class: "unbroken" }, part) : part));
  const heading = element("h1", { id: "title", tabindex: "-1" }, ...parts);
  if (step) heading.prepend(element("span", { class: "step" }, fill(words.step, { number: step })), " ");
  const texts = text.map((sentence) => element("p", {}, fill(sentence, values)));
  if (notice) texts.unshift(element("p", { class: "notice" }, notice));
  replaceMain(result, heading, element("div", { id: "explanation" }, ...texts), ...content);
  signOutButton.hidden = !isSignedIn;
  announcement.textContent = "";
  // The description of a field is its title and its explanation.
  if (!isChoosingLanguage) (main.querySelector("input") ?? heading).focus({ preventScroll: true });
  main.scrollIntoView();
  document.title = `${title} – ${words.name}`;
}

/**
 * Shows that an answer is awaited. The buttons and fields of the screen before are gone.
 *
 * @param {string} text
 */
export function showBusy(text) {
  onLanguageChange(() => {});
  replaceMain(undefined, element("p", { class: "busy" }, text));
  // Nobody signs out while an answer is on its way.
  signOutButton.hidden = true;
  announce(text);
}

/**
 * @param {string | undefined} result
 * @param {(Node | string)[]} content
 */
function replaceMain(result, ...content) {
  leaveScreen();
  leaveScreen = () => {};
  main.replaceChildren(...content);
  main.dataset.result = result ?? "none";
}

/** @param {() => void} stop What ends when the next screen is shown. */
export function onLeave(stop) {
  leaveScreen = stop;
}

/** @param {string} text For screen readers. */
export function announce(text) {
  announcement.textContent = text;
}

/** @param {() => unknown} signOut */
export function onSignOut(signOut) {
  signOutButton.addEventListener("click", signOut);
}

/** @param {boolean} signedIn Whether screens offer to sign out, from the next one on. */
export function offerSignOut(signedIn) {
  isSignedIn = signedIn;
}

/**
 * A form with one field.
 *
 * @param {string} label
 * @param {string} action
 * @param {Record<string, string>} attributes
 * @param {(value: string) => string | undefined} submitValue Takes the value, or returns what is
 *   wrong with it.
 */
export function fieldForm(label, action, attributes, submitValue) {
  const input = element("input", {
    id: "field",
    type: "text",
    spellcheck: "false",
    "aria-describedby": "title explanation",
    ...attributes,
  });
  const error = element("p", { id: "error", class: "error" });
  const form = element(
    "form",
    { novalidate: "" },
    element("label", { for: "field" }, label),
    input,
    error,
    element("button", { class: "primary" }, action),
  );
  /** @param {string | undefined} problem */
  const showProblem = (problem) => {
    if (problem === undefined) return;
    error.textContent = problem;
    input.setAttribute("aria-invalid", "true");
    input.setAttribute("aria-describedby", "error title explanation");
    // Screen readers read the description when the focus moves, and only then.
    if (document.activeElement === input) announce(problem);
    else input.focus();
  };
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    showProblem(submitValue(input.value));
  });
  return { form, input, showProblem };
}

// The history.

/** @typedef {"start" | "devices" | "first" | "second" | "result"} Step */

/**
 * A step of the way through, to which Back and Forward lead. The history keeps the name of the step,
 * and no code.
 *
 * @param {Step} step
 */
export function enterStep(step) {
  const before = currentStep();
  if (before === step || isTraversal) return;
  // A result takes the place of the second code: behind it are codes that were used.
  if (step === "start" || (step === "result" && before === "second")) history.replaceState({ step }, "");
  else history.pushState({ step }, "");
}

/** @returns {Step | undefined} */
export const currentStep = () => history.state?.step;

/** @param {() => unknown} showStep Shows the step that Back or Forward led to. */
export function onTraversal(showStep) {
  addEventListener("popstate", () => {
    isTraversal = true;
    showStep();
    isTraversal = false;
  });
}

// The language.

/** @param {() => unknown} show Shows the same screen again, in another language. */
export function onLanguageChange(show) {
  showAgain = show;
}

/**
 * Shows the page in the language that was chosen in this tab, or else in the one that the browser
 * prefers, and lets the person choose another.
 *
 * @param {OwnWords} own The company's own words.
 */
export async function startLanguage(own) {
  ownWords = own;
  const offered = offeredLanguages(own);
  const kept = keptLanguage();
  await useLanguage(Object.hasOwn(offered, kept) ? kept : chooseLanguage(navigator.languages, offered));
  for (const [tag, name] of Object.entries(offered)) {
    languageSelector.append(element("option", { value: tag, lang: tag }, name));
  }
  languageSelector.value = language;
  languageSelector.hidden = false;
  languageSelector.addEventListener("change", () => {
    keepLanguage(languageSelector.value);
    // A mouse does not do so in every browser.
    languageSelector.focus();
    void useLanguage(languageSelector.value);
  });
}

/**
 * Shows the page in a language; in English, where its words do not come.
 *
 * @param {string} chosenLanguage
 */
async function useLanguage(chosenLanguage) {
  latestChoice = chosenLanguage;
  const loaded = await loadWords(chosenLanguage, ownWords);
  // Another was chosen meanwhile.
  if (latestChoice !== chosenLanguage) return;
  ({ language, words } = loaded);
  document.documentElement.lang = language;
  document.documentElement.dir = direction(language);
  byId("name").textContent = words.name;
  signOutButton.textContent = words.signOut;
  languageSelector.setAttribute("aria-label", words.language);
  languageSelector.value = language;
  // Nobody who has gone on is taken back there.
  isChoosingLanguage = document.activeElement === languageSelector;
  const typed = fields().map(({ value }) => value);
  showAgain();
  fields().forEach((field, index) => (field.value = typed[index] ?? field.value));
  isChoosingLanguage = false;
}

/** What can be filled in on the screen. */
const fields = () =>
  /** @type {(HTMLInputElement | HTMLSelectElement)[]} */ ([...main.querySelectorAll("input, select")]);

// The page: one screen after the other. `oidc.js` comes first, because its first statement takes the
// authorization code out of the address.
import { SignInError, finishSignIn, startSignIn, startSignOut } from "./oidc.js";
import { listDevices, resynchronize } from "./api.js";
import { parseCodes } from "./codes.js";
import { chooseWords, fill } from "./words.js";

/** @typedef {import("./api.js").Answer} Answer */
/** @typedef {import("./api.js").Device} Device */
/** @typedef {import("./oidc.js").Session} Session */
/** @typedef {import("./oidc.js").Settings} Settings */
/** @typedef {import("./words.js").Screen} Screen */

/** How long the first code waits for the second, in milliseconds. */
const pairLifetime = 90_000;

/** How long a session must last when a code is asked for, in milliseconds. */
const minSessionLifetime = 180_000;

const { language, words } = chooseWords(navigator.languages);
const main = byId("main");
const announcement = byId("announcement");

/** @type {Settings} */
let settings;
/** @type {Session | null} In memory alone: a reload forgets it. */
let session = null;
/** @type {string | undefined} The user whom an operator helps. */
let userName;
/** @type {Device[]} */
let devices = [];
/** @type {number | undefined} Drops the first code. */
let pairTimer;

// What the screens are made of.

/**
 * An element. Texts become text nodes, whatever they hold.
 *
 * @template {keyof HTMLElementTagNameMap} T
 * @param {T} tag
 * @param {Record<string, string | boolean>} attributes
 * @param {(Node | string)[]} children
 */
function element(tag, attributes, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== false) node.setAttribute(name, value === true ? "" : value);
  }
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
function button(label, action, style = "primary") {
  const node = element("button", { type: "button", class: style }, label);
  node.addEventListener("click", action);
  return node;
}

/**
 * Shows a screen in place of the one before, whose codes go with it. The focus moves to its field or
 * else to its title, so that people type and screen readers read on from there.
 *
 * @param {Screen} screen
 * @param {(Node | string)[]} [content]
 * @param {{ kind?: string, step?: number, values?: Record<string, string> }} [options]
 */
function show({ title, text }, content = [], { kind = "", step, values = {} } = {}) {
  clearTimeout(pairTimer);
  const heading = element("h1", { tabindex: "-1" }, title);
  if (step) heading.prepend(element("span", { class: "step" }, fill(words.step, { number: step })), " ");
  const texts = text.map((sentence) => element("p", {}, fill(sentence, values)));
  const explanation = element("div", { id: "explanation" }, ...texts);
  replaceMain(kind, heading, explanation, ...content);
  const input = main.querySelector("input");
  // The field is read with the explanation; the title has to be read as well.
  announcement.textContent = input ? heading.textContent : "";
  (input ?? heading).focus();
  document.title = `${title} – ${words.name}`;
}

/**
 * Shows that an answer is awaited. The buttons and fields of the screen before are gone.
 *
 * @param {string} text
 */
function showBusy(text) {
  clearTimeout(pairTimer);
  replaceMain("", element("p", { class: "busy" }, text));
  // Nobody signs out while an answer is on its way.
  byId("sign-out").hidden = true;
  announcement.textContent = text;
}

/**
 * @param {string} kind
 * @param {(Node | string)[]} content
 */
function replaceMain(kind, ...content) {
  main.replaceChildren(...content);
  main.dataset.kind = kind;
  byId("sign-out").hidden = session === null;
}

/**
 * A form with one field.
 *
 * @param {string} label
 * @param {string} action
 * @param {Record<string, string>} attributes
 * @param {(value: string) => string | undefined} accept Takes the value, or returns what is wrong
 *   with it.
 */
function fieldForm(label, action, attributes, accept) {
  const input = element("input", {
    id: "field",
    type: "text",
    spellcheck: "false",
    "aria-describedby": "explanation",
    ...attributes,
  });
  const error = element("p", { id: "error", class: "error", role: "alert" });
  const form = element(
    "form",
    { novalidate: true },
    element("label", { for: "field" }, label),
    input,
    error,
    element("button", { class: "primary" }, action),
  );
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const problem = accept(input.value);
    if (problem === undefined) return;
    error.textContent = problem;
    input.setAttribute("aria-invalid", "true");
    input.setAttribute("aria-describedby", "error explanation");
    input.focus();
  });
  return { form, input };
}

// Sign-in and sign-out.

function showStart() {
  show(words.start, [
    button(words.signIn, signIn),
    element("details", {}, element("summary", {}, words.blockedTitle), element("p", {}, words.blockedText), ...support()),
  ]);
}

/** Who can help, where the settings say so. */
function support() {
  if (!settings?.support) return [];
  return [element("p", { class: "support" }, fill(words.support, { support: settings.support }))];
}

async function signIn() {
  showBusy(words.busy.signIn);
  try {
    await startSignIn(settings);
  } catch (error) {
    showSignInProblem(error);
  }
}

/** @param {unknown} error */
function showSignInProblem(error) {
  if (!(error instanceof SignInError)) throw error;
  const detail = error.detail ? [element("p", {}, words.detail, " ", element("code", {}, error.detail))] : [];
  show(words.signInProblem[error.problem], [button(words.signInAgain, signIn), ...support(), ...detail], { kind: "problem" });
}

async function signOut() {
  const ended = session;
  session = null;
  showBusy(words.busy.signOut);
  // A provider that is down does not keep anybody signed in here.
  const isLeaving = ended !== null && (await startSignOut(settings, ended).catch(() => false));
  if (!isLeaving) show(words.signedOut, [button(words.signIn, signIn)]);
}

function isSessionEnding() {
  return session !== null && session.endsAt - performance.now() < minSessionLifetime;
}

// The way through.

/** @param {string} [user] Whose devices, if not the caller's own. */
async function showDevices(user) {
  if (!session) return showStart();
  userName = user;
  showBusy(words.busy.devices);
  const answer = await listDevices(session.token, user);
  const needsUser = answer.violations?.some(({ field, code }) => field === "userName" && code === "Missing");
  if (needsUser) return showUserForm();
  if (answer.status !== "Devices") return showAnswer(answer);
  devices = answer.devices ?? [];
  const [first] = devices;
  if (devices.length === 1 && first) return showFirstCode(first);
  return showChoice(words.chooseDevice);
}

function showUserForm() {
  const attributes = { autocomplete: "off", autocapitalize: "none" };
  const { form } = fieldForm(words.userNameLabel, words.next, attributes, (value) => {
    const name = value.trim();
    if (name === "") return words.userNameMissing;
    void showDevices(name);
    return undefined;
  });
  show(words.chooseUser, [form]);
}

/** @param {Screen} screen */
function showChoice(screen) {
  const choices = devices.map((device) => {
    const isVirtual = device.type === "virtual";
    const date = new Date(device.enabledAt).toLocaleDateString(language, { dateStyle: "long" });
    const choice = button("", () => showFirstCode(device), "choice");
    choice.append(
      element("strong", {}, device.name),
      element("span", {}, fill(isVirtual ? words.virtualDevice : words.hardwareDevice, { date })),
    );
    return element("li", {}, choice);
  });
  show(screen, [element("ul", { class: "choices" }, ...choices), detours(helpSomebody())]);
}

/** @param {(Node | string)[]} buttons */
const detours = (...buttons) => element("p", { class: "detours" }, ...buttons);

const helpSomebody = () => button(words.otherPerson, showUserForm, "quiet");

/** A way to the other devices, where there are any. */
const otherDevice = () =>
  devices.length > 1 ? [button(words.otherDevice, () => showChoice(words.chooseDevice), "quiet")] : [];

/** @param {Device} device */
const nameOf = (device) =>
  userName === undefined ? device.name : fill(words.deviceOf, { device: device.name, user: userName });

const codeAttributes = { inputmode: "numeric", autocomplete: "one-time-code", class: "code" };

/**
 * @param {Device} device
 * @param {string} [notice]
 */
function showFirstCode(device, notice) {
  if (isSessionEnding()) return showSessionEnding();
  const { form } = fieldForm(words.firstCodeLabel, words.next, codeAttributes, (value) => {
    const parsed = parseCodes(value);
    if (parsed.problem) return fill(words.codeProblem[parsed.problem], { count: parsed.count });
    const [first = "", second = ""] = parsed.codes;
    if (isSessionEnding()) showSessionEnding();
    else showSecondCode(device, first, second);
    return undefined;
  });
  const notices = notice ? [element("p", { class: "notice", role: "alert" }, notice)] : [];
  const values = { device: nameOf(device) };
  show(words.firstCode, [...notices, form, detours(...otherDevice(), helpSomebody())], { step: 1, values });
}

/**
 * @param {Device} device
 * @param {string} first
 * @param {string} second What to start with, where both were pasted at once.
 */
function showSecondCode(device, first, second) {
  const typedAt = performance.now();
  const tooSlow = () => showFirstCode(device, words.tooSlow);
  const { form, input } = fieldForm(words.secondCodeLabel, words.resynchronize, codeAttributes, (value) => {
    // A timer can be late, after the computer slept.
    if (performance.now() - typedAt > pairLifetime) return void tooSlow();
    const parsed = parseCodes(value);
    if (parsed.problem) return fill(words.codeProblem[parsed.problem], { count: parsed.count });
    const [code = "", surplus] = parsed.codes;
    if (surplus) return fill(words.codeProblem.NotSixDigits, { count: 12 });
    if (code === first) return words.codeProblem.SameCode;
    void send(device, first, code);
    return undefined;
  });
  input.value = second;
  show(words.secondCode, [form], { step: 2 });
  pairTimer = setTimeout(tooSlow, pairLifetime);
}

/**
 * @param {Device} device
 * @param {string} authenticationCode1
 * @param {string} authenticationCode2
 */
async function send(device, authenticationCode1, authenticationCode2) {
  if (!session) return;
  showBusy(words.busy.send);
  const { serialNumber } = device;
  const request = { userName, serialNumber, authenticationCode1, authenticationCode2 };
  showAnswer(await resynchronize(session.token, request), device);
}

// Where it ends.

/**
 * What a table has for a key that came from elsewhere, such as `constructor`.
 *
 * @template T
 * @param {Record<string, T>} table
 * @param {string} key
 */
const lookUp = (table, key) => (Object.hasOwn(table, key) ? table[key] : undefined);

/**
 * @param {Answer} answer
 * @param {Device} [device] The device of the codes, if codes were sent.
 */
function showAnswer(answer, device) {
  const { status, noAnswer, reason = "", requestId, violations = [] } = answer;
  if (status === "SerialNumberRequired") {
    devices = answer.devices ?? [];
    return showChoice(words.status.SerialNumberRequired);
  }
  let action = device
    ? button(words.startAgain, () => showFirstCode(device))
    : button(words.tryAgain, () => showDevices(userName));
  if (noAnswer === "Unauthenticated") {
    session = null;
    action = button(words.signInAgain, signIn);
  } else if (status === "NoSuchEntity") {
    action = button(words.tryAgain, () => showDevices(userName));
  }
  const broken = violations.map(({ field, code, message }) => {
    const name = lookUp(words.field, field);
    return element("li", {}, `${name ? `${name}: ` : ""}${lookUp(words.violation, code) ?? message}`);
  });
  const others = [...otherDevice(), ...(userName === undefined && status !== "NotAuthorized" ? [] : [helpSomebody()])];
  const number = element("p", { class: "request-id" }, words.requestId, " ", element("code", {}, requestId ?? ""));
  const isSuccess = status === "Resynchronized";
  const content = [
    ...(broken.length > 0 ? [element("ul", {}, ...broken)] : []),
    ...(isSuccess ? [] : [action, ...support()]),
    ...(others.length > 0 ? [detours(...others)] : []),
    ...(requestId && !isSuccess ? [number] : []),
  ];
  // A status of a later version counts as `OutcomeUnknown`.
  const unknown = device ? words.status.OutcomeUnknown : words.noAnswer.Unreachable;
  const known = noAnswer ? words.noAnswer[noAnswer] : (lookUp(words.reason, reason) ?? lookUp(words.status, status));
  show(known ?? unknown, content, { kind: isSuccess ? "success" : "problem" });
}

function showSessionEnding() {
  show(words.sessionEnding, [button(words.signInAgain, signIn)]);
}

async function start() {
  document.documentElement.lang = language;
  byId("name").textContent = words.name;
  byId("sign-out").textContent = words.signOut;
  byId("sign-out").addEventListener("click", signOut);
  // A page that the browser kept while the person was elsewhere starts anew.
  addEventListener("pageshow", (event) => event.persisted && location.reload());
  // Whatever nobody foresaw ends here, and not in a screen that waits for ever.
  addEventListener("unhandledrejection", () => {
    show(words.defect, [button(words.reload, () => location.reload()), ...support()], { kind: "problem" });
  });
  showBusy(words.busy.load);
  try {
    settings = await (await fetch("portal/settings.json", { cache: "no-store" })).json();
  } catch {
    return show(words.notLoaded, [button(words.reload, () => location.reload())], { kind: "problem" });
  }
  try {
    session = await finishSignIn(settings);
    if (isSessionEnding()) throw new SignInError("TooShort");
  } catch (error) {
    session = null;
    return showSignInProblem(error);
  }
  return showDevices();
}

void start();

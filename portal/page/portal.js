// The page: one screen after the other.
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
/** Whether the caller has devices of their own, to come back to. */
let hasOwnDevices = false;
/** @type {number | undefined} Drops the first code. */
let firstCodeTimer;

// What the screens are made of.

/**
 * An element. Texts become text nodes, whatever they hold.
 *
 * @template {keyof HTMLElementTagNameMap} T
 * @param {T} tag
 * @param {Record<string, string>} attributes
 * @param {(Node | string)[]} children
 */
function element(tag, attributes, ...children) {
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
 * @param {{ result?: "success" | "problem", step?: number, notice?: string | undefined,
 *   values?: Record<string, string> }} [options]
 */
function show({ title, text }, content = [], { result, step, notice, values = {} } = {}) {
  clearTimeout(firstCodeTimer);
  const heading = element("h1", { id: "title", tabindex: "-1" }, title);
  if (step) heading.prepend(element("span", { class: "step" }, fill(words.step, { number: step })), " ");
  const texts = text.map((sentence) => element("p", {}, fill(sentence, values)));
  if (notice) texts.unshift(element("p", { class: "notice" }, notice));
  replaceMain(result, heading, element("div", { id: "explanation" }, ...texts), ...content);
  announcement.textContent = "";
  // The description of a field is its title and its explanation.
  (main.querySelector("input") ?? heading).focus({ preventScroll: true });
  main.scrollIntoView();
  document.title = `${title} – ${words.name}`;
}

/**
 * Shows that an answer is awaited. The buttons and fields of the screen before are gone.
 *
 * @param {string} text
 */
function showBusy(text) {
  clearTimeout(firstCodeTimer);
  replaceMain(undefined, element("p", { class: "busy" }, text));
  // Nobody signs out while an answer is on its way.
  byId("sign-out").hidden = true;
  announcement.textContent = text;
}

/**
 * @param {string | undefined} result
 * @param {(Node | string)[]} content
 */
function replaceMain(result, ...content) {
  main.replaceChildren(...content);
  main.dataset.result = result ?? "none";
  byId("sign-out").hidden = session === null;
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
function fieldForm(label, action, attributes, submitValue) {
  const input = element("input", {
    id: "field",
    type: "text",
    spellcheck: "false",
    "aria-describedby": "title explanation",
    ...attributes,
  });
  const error = element("p", { id: "error", class: "error", role: "alert" });
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
    input.focus();
  };
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    showProblem(submitValue(input.value));
  });
  return { form, input, showProblem };
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
  const content = [button(words.signInAgain, signIn), ...support(), ...detail];
  show(words.signInProblem[error.problem], content, { result: "problem" });
}

async function signOut() {
  const ended = session;
  forgetSession();
  // Shown until the provider answers, and where it does not.
  show(words.signedOut, [button(words.signIn, signIn)]);
  if (ended) await startSignOut(settings, ended).catch(() => undefined);
}

function forgetSession() {
  session = null;
  userName = undefined;
  devices = [];
  hasOwnDevices = false;
}

function isSessionEnding() {
  return session !== null && session.endsAt - performance.now() < minSessionLifetime;
}

// Devices and codes.

/** @param {string} [user] Whose devices, if not the caller's own. */
async function showDevices(user) {
  if (!session) return showStart();
  userName = user;
  devices = [];
  showBusy(words.busy.devices);
  const answer = await listDevices(session.token, user);
  const violation = answer.violations?.find(({ field }) => field === "userName");
  if (violation) return showUserForm(user, violation);
  const [first, ...others] = answer.devices ?? [];
  if (answer.status !== "Devices" || !first) return showAnswer(answer);
  devices = [first, ...others];
  if (user === undefined) hasOwnDevices = true;
  if (others.length === 0) return showFirstCode(first);
  return showChoice(words.chooseDevice);
}

/**
 * @param {string} [user] What was entered before.
 * @param {{ code: string, message: string }} [violation] What is wrong with it.
 */
function showUserForm(user, violation) {
  const attributes = { autocomplete: "off", autocapitalize: "none", autocorrect: "off" };
  const { form, input, showProblem } = fieldForm(words.userNameLabel, words.next, attributes, (value) => {
    const name = value.trim();
    if (name === "") return words.userNameMissing;
    void showDevices(name);
    return undefined;
  });
  show(words.chooseUser, [form, ...secondaryActions(ownDevices())]);
  if (user === undefined) return;
  input.value = user;
  if (violation) showProblem(lookUp(words.violation, violation.code) ?? violation.message);
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
  show(screen, [element("ul", { class: "choices" }, ...choices), ...secondaryActions(helpSomebody())]);
}

/** @param {HTMLButtonElement[][]} buttons */
const secondaryActions = (...buttons) =>
  buttons.flat().length > 0 ? [element("p", { class: "secondary" }, ...buttons.flat())] : [];

const helpSomebody = () => [button(words.otherPerson, () => showUserForm(), "quiet")];

/** A way back from somebody else's devices. */
const ownDevices = () => (hasOwnDevices ? [button(words.ownDevices, () => showDevices(), "quiet")] : []);

/** A way to the other devices, where there are any. */
const otherDevice = () =>
  devices.length > 1 ? [button(words.otherDevice, () => showChoice(words.chooseDevice), "quiet")] : [];

/** @param {Device} device */
const deviceLabel = (device) =>
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
  const screen = device.type === "virtual" ? words.firstCodeOfApp : words.firstCodeOfToken;
  const values = { device: deviceLabel(device) };
  show(screen, [form, ...secondaryActions(otherDevice(), helpSomebody())], { step: 1, notice, values });
}

/**
 * @param {Device} device
 * @param {string} first
 * @param {string} second What to start with, where both were pasted at once.
 */
function showSecondCode(device, first, second) {
  const typedAt = [performance.now(), Date.now()];
  const tooSlow = () => showFirstCode(device, words.tooSlow);
  const { form, input } = fieldForm(words.secondCodeLabel, words.resynchronize, codeAttributes, (value) => {
    // While the computer sleeps, timers stop, and in some browsers the monotonic clock as well.
    const ages = [performance.now(), Date.now()].map((now, clock) => Math.abs(now - (typedAt[clock] ?? 0)));
    if (Math.max(...ages) > pairLifetime) return void tooSlow();
    const parsed = parseCodes(value);
    if (parsed.problem) return fill(words.codeProblem[parsed.problem], { count: parsed.count });
    const [code = "", surplus] = parsed.codes;
    if (surplus) return words.codeProblem.TwoCodes;
    if (code === first) return words.codeProblem.SameCode;
    void send(device, first, code);
    return undefined;
  });
  input.value = second;
  show(words.secondCode, [form], { step: 2 });
  firstCodeTimer = setTimeout(tooSlow, pairLifetime);
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

// Results.

/**
 * What a table has for a key that came from elsewhere, such as `constructor`.
 *
 * @template T
 * @param {Record<string, T>} table
 * @param {string} key
 */
const lookUp = (table, key) => (Object.hasOwn(table, key) ? table[key] : undefined);

/** @typedef {"startAgain" | "tryAgain" | "reload" | "signIn" | "none"} Action */

/**
 * What the button below an answer does, by status, reason or kind of missing answer, where it is not
 * to start again.
 *
 * @type {Record<string, Action>}
 */
const actions = {
  Resynchronized: "none",
  NotAuthorized: "signIn",
  MethodNotAllowed: "reload",
  LimitExceeded: "none",
  AccessDenied: "none",
  User: "none",
  UserOrDevice: "tryAgain",
  Device: "none",
  TotpDevice: "none",
  Unauthenticated: "signIn",
  Forbidden: "none",
  NotExecuted: "reload",
};

/**
 * @param {Answer} answer
 * @param {Device} [device] The device of the codes, if codes were sent.
 */
function showAnswer(answer, device) {
  const { status = "", noAnswer, reason = "", requestId, violations = [] } = answer;
  if (status === "SerialNumberRequired" && answer.devices?.length) {
    devices = answer.devices;
    return showChoice(words.status.SerialNumberRequired);
  }
  if (noAnswer === "Unauthenticated") forgetSession();
  const isSuccess = device !== undefined && status === "Resynchronized";
  const broken = violations.map(({ field, code, message }) => {
    const name = lookUp(words.field, field);
    return element("li", {}, `${name ? `${name}: ` : ""}${lookUp(words.violation, code) ?? message}`);
  });
  const content = [
    ...(broken.length > 0 ? [element("ul", {}, ...broken)] : []),
    ...primaryAction(lookUp(actions, noAnswer ?? (reason || status)), device),
    ...(isSuccess ? signInToAws(device) : support()),
    ...secondaryActions(otherDevice(), ...(userName === undefined ? [] : [helpSomebody(), ownDevices()])),
    ...(requestId ? [element("p", { class: "request-id" }, words.requestId, " ", element("code", {}, requestId))] : []),
  ];
  // A status of a later version counts as `OutcomeUnknown`.
  const unknown = device ? words.status.OutcomeUnknown : words.noAnswer.Unreachable;
  const own = userName === undefined ? words.own : {};
  const known = noAnswer
    ? words.noAnswer[noAnswer]
    : [own, words.reason, words.status].map((table) => lookUp(table, reason || status)).find(Boolean);
  const values = { device: device ? deviceLabel(device) : "" };
  show(known ?? unknown, content, { result: isSuccess ? "success" : "problem", values });
}

/**
 * @param {Action | undefined} action
 * @param {Device} [device]
 */
function primaryAction(action, device) {
  switch (action) {
    case "none":
      return [];
    case "reload":
      return [button(words.reload, () => location.reload())];
    case "signIn":
      return [button(words.signInAgain, signIn)];
    case "tryAgain":
      return [button(words.chooseAgain, () => showDevices(userName))];
    default:
      return device
        ? [button(words.startAgain, () => showFirstCode(device))]
        : [button(words.tryAgain, () => showDevices(userName))];
  }
}

/** The sign-in page of each partition of AWS. */
const signInPages = {
  aws: "https://console.aws.amazon.com/",
  "aws-cn": "https://console.amazonaws.cn/",
  "aws-us-gov": "https://console.amazonaws-us-gov.com/",
};

/**
 * A link to AWS, for the owner of a device whose ARN says which AWS it is.
 *
 * @param {Device | undefined} device
 */
function signInToAws(device) {
  const page = lookUp(signInPages, device?.serialNumber.split(":")[1] ?? "");
  if (!page || userName !== undefined) return [];
  return [element("p", {}, element("a", { class: "primary", href: page, rel: "noreferrer" }, words.signInToAws))];
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
    show(words.defect, [button(words.reload, () => location.reload()), ...support()], { result: "problem" });
  });
  showBusy(words.busy.load);
  try {
    const response = await fetch("portal/settings.json", { cache: "no-store" });
    if (!response.ok) throw new Error(`HTTP ${response.status}`);
    settings = await response.json();
  } catch {
    return show(words.notLoaded, [button(words.reload, () => location.reload())], { result: "problem" });
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

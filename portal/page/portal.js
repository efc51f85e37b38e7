// The page: one screen after the other.
import { SignInError, finishSignIn, startSignIn, startSignOut } from "./oidc.js";
import { listDevices, resynchronize } from "./api.js";
import { parseCodes } from "./codes.js";
import { chooseLanguage, direction, fill, loadWords, offeredLanguages, parseOwnWords, withRegion } from "./words.js";
import { appPicture, tokenPicture } from "./pictures.js";

/** @typedef {import("./api.js").Account} Account */
/** @typedef {import("./api.js").Answer} Answer */
/** @typedef {import("./api.js").Device} Device */
/** @typedef {import("./oidc.js").Session} Session */
/** @typedef {import("./oidc.js").Settings} Settings */
/** @typedef {import("./words.js").Screen} Screen */
/** @typedef {import("./words.js").Words} Words */

/** How long the first code waits for the second, in milliseconds. */
const pairLifetime = 90_000;

/** How long a session must last when a code is asked for, in milliseconds. */
const minSessionLifetime = 180_000;

/** How long a device shows a code, in milliseconds (RFC 6238, as AWS uses it). */
const codePeriod = 30_000;

/** How long a file of the page may take, in milliseconds. */
const timeout = 10_000;

/** Where the chosen language is kept, also while the person is at the provider. */
const languageKey = "language";

/** @type {string} */
let language;
/** @type {string} The language that was chosen last, whose words may be on their way. */
let latestChoice;
/** @type {Words} */
let words;
const main = byId("main");
const announcement = byId("announcement");
const languageSelector = /** @type {HTMLSelectElement} */ (byId("language"));

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
/** @type {import("./words.js").OwnWords} */
let ownWords = {};
/** Whether the API has not answered a request of the session yet. */
let isSessionNew = false;
/** Whether the caller may act for others. */
let isOperator = false;
/** @type {Account[]} The accounts whose users an operator may act for. */
let accounts = [];
/** @type {Device | undefined} The device whose codes are asked for. */
let chosen;
/** @type {Account | undefined} The account of the devices, where there are several. */
let account;
/** How often AWS refused codes in this session, one time after the other. */
let refusals = 0;
/** @type {number | undefined} Drops the first code. */
let firstCodeTimer;
/** @type {number | undefined} Counts until the next code. */
let countdownTimer;
/** Whether Back or Forward led to the screen. */
let isTraversal = false;
/** Shows the screen again, in another language. */
let showAgain = () => {};

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
  clearTimers();
  // No line of a title ends at the hyphen of a word.
  const parts = title.split(/(\S+-\S+)/).map((part, index) => (index % 2 ? element("span", { class: "unbroken" }, part) : part));
  const heading = element("h1", { id: "title", tabindex: "-1" }, ...parts);
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
  clearTimers();
  showAgain = () => {};
  replaceMain(undefined, element("p", { class: "busy" }, text));
  // Nobody signs out while an answer is on its way.
  byId("sign-out").hidden = true;
  announcement.textContent = text;
}

function clearTimers() {
  clearTimeout(firstCodeTimer);
  clearInterval(countdownTimer);
}

/**
 * A step of the way through, to which Back and Forward lead. The history keeps the name of the step,
 * and no code.
 *
 * @param {"start" | "devices" | "first" | "second" | "result"} step
 */
function enterStep(step) {
  const before = history.state?.step;
  if (before === step || isTraversal) return;
  // A result takes the place of the second code: behind it are codes that were used.
  if (step === "start" || (step === "result" && before === "second")) history.replaceState({ step }, "");
  else history.pushState({ step }, "");
}

/** Shows the step that Back or Forward led to, without the codes that were typed in it. */
function showStep() {
  const step = history.state?.step;
  if (!session || step === "start") return showStart();
  const [device, ...others] = devices;
  if (!device) return userName === undefined ? showDevices() : showUserForm();
  if (step === "devices" && others.length > 0) return showChoice(() => words.chooseDevice);
  return showFirstCode(chosen ?? device);
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

/** What can be filled in on the screen. */
const fields = () =>
  /** @type {(HTMLInputElement | HTMLSelectElement)[]} */ ([...main.querySelectorAll("input, select")]);

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

/** @param {string} [notice] */
function showStart(notice) {
  showAgain = () => showStart(notice && words.reloaded);
  if (session) {
    // Back from the first step. The last text asks for the sign-in.
    const { title, text } = words.start;
    return show({ title, text: text.slice(0, -1) }, [button(words.next, () => history.forward())]);
  }
  const blocked = [element("summary", {}, words.blockedTitle), element("p", {}, words.blockedText), ...support()];
  show(words.start, [button(words.signIn, signIn), element("details", {}, ...blocked)], { notice });
  enterStep("start");
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
  showAgain = () => showSignInProblem(error);
  const detail = error.detail ? [element("p", {}, words.detail, " ", element("code", {}, error.detail))] : [];
  const content = [button(words.signInAgain, signIn), ...support(), ...detail];
  show(words.signInProblem[error.problem], content, { result: "problem" });
}

async function signOut() {
  const ended = session;
  forgetSession();
  // Shown until the provider answers, and where it does not.
  showSignedOut();
  if (ended) await startSignOut(settings, ended).catch(() => undefined);
}

function showSignedOut() {
  showAgain = showSignedOut;
  show(words.signedOut, [button(words.signIn, signIn)]);
  enterStep("start");
}

function forgetSession() {
  session = null;
  userName = undefined;
  devices = [];
  chosen = undefined;
  account = undefined;
  accounts = [];
  isOperator = false;
  hasOwnDevices = false;
  refusals = 0;
}

function isSessionEnding() {
  return session !== null && session.endsAt - performance.now() < minSessionLifetime;
}

// Devices and codes.

/**
 * @param {string} [user] Whose devices, if not the caller's own.
 * @param {string} [accountId] The account of that user, where an operator chose one.
 */
async function showDevices(user, accountId) {
  if (!session) return showStart();
  userName = user;
  devices = [];
  chosen = undefined;
  account = undefined;
  refusals = 0;
  showBusy(words.busy.devices);
  const answer = await listDevices(session.token, user, accountId);
  const violation = answer.violations?.find(({ field }) => field === "userName" || field === "accountId");
  if (violation) {
    // Only an operator is asked for a name.
    isOperator = true;
    return showUserForm(user, accountId, violation.code);
  }
  const [first, ...others] = answer.devices ?? [];
  if (answer.status !== "Devices" || !first) return showAnswer(answer);
  isSessionNew = false;
  devices = [first, ...others];
  account = answer.account;
  isOperator = answer.operator ?? isOperator;
  accounts = answer.accounts ?? [];
  if (user === undefined) hasOwnDevices = true;
  if (others.length === 0) return showFirstCode(first);
  return showChoice(() => words.chooseDevice);
}

/**
 * @param {string} [user] What was entered before.
 * @param {string} [accountId]
 * @param {string} [violation] What is wrong with it.
 */
function showUserForm(user, accountId, violation) {
  showAgain = () => showUserForm(user, accountId, violation);
  const select = element("select", { id: "account" });
  for (const { accountId, accountName } of accounts) {
    select.append(element("option", { value: accountId }, accountName ?? accountId));
  }
  if (accountId) select.value = accountId;
  const attributes = { autocomplete: "off", autocapitalize: "none", autocorrect: "off" };
  const { form, input, showProblem } = fieldForm(words.userNameLabel, words.next, attributes, (value) => {
    const name = value.trim();
    if (name === "") return words.userNameMissing;
    void showDevices(name, accounts.length > 0 ? select.value : undefined);
    return undefined;
  });
  if (accounts.length > 0) form.prepend(element("label", { for: "account" }, words.accountLabel), select);
  show(words.chooseUser, [form, ...secondaryActions(ownDevices())]);
  enterStep("devices");
  if (user === undefined) return;
  input.value = user;
  if (violation) showProblem(violationText(violation));
}

/** @param {string} code */
const violationText = (code) => lookUp(words.violation, code) ?? words.violation.Other;

/** @param {() => Screen} screenOf Its words, in the language of the moment. */
function showChoice(screenOf) {
  showAgain = () => showChoice(screenOf);
  chosen = undefined;
  const choices = devices.map((device) => {
    const isVirtual = device.type === "virtual";
    const date = new Date(device.enabledAt).toLocaleDateString(withRegion(language, navigator.languages), { dateStyle: "long" });
    const choice = button("", () => showFirstCode(device), "choice");
    choice.append(
      element("strong", {}, device.name),
      element("span", {}, fill(isVirtual ? words.virtualDevice : words.hardwareDevice, { date })),
    );
    return element("li", {}, choice);
  });
  const list = element("ul", { class: "choices" }, ...choices);
  show(screenOf(), [...accountName(), list, ...secondaryActions(helpSomebody())]);
  enterStep("devices");
}

/** In which account the devices are, where the page is for several. */
function accountName() {
  if (!account) return [];
  const { accountId, accountName = accountId } = account;
  return [element("p", { class: "account" }, fill(words.account, { account: accountName }))];
}

/** @param {HTMLButtonElement[][]} buttons */
const secondaryActions = (...buttons) =>
  buttons.flat().length > 0 ? [element("p", { class: "secondary" }, ...buttons.flat())] : [];

/** A way to somebody else's devices, for operators. */
const helpSomebody = () => (isOperator ? [button(words.otherPerson, () => showUserForm(), "quiet")] : []);

/** A way back from somebody else's devices. */
const ownDevices = () => (hasOwnDevices ? [button(words.ownDevices, () => showDevices(), "quiet")] : []);

/** A way to the other devices, where there are any. */
const otherDevice = () =>
  devices.length > 1 ? [button(words.otherDevice, () => showChoice(() => words.chooseDevice), "quiet")] : [];

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
  showAgain = () => showFirstCode(device, notice && words.tooSlow);
  chosen = device;
  const { form } = fieldForm(words.firstCodeLabel, words.next, codeAttributes, (value) => {
    const parsed = parseCodes(value);
    if (parsed.problem) return fill(words.codeProblem[parsed.problem], { count: parsed.count });
    const [first = "", second = ""] = parsed.codes;
    if (isSessionEnding()) showSessionEnding();
    else showSecondCode(device, first, second);
    return undefined;
  });
  const isVirtual = device.type === "virtual";
  const screen = isVirtual ? words.firstCodeOfApp : words.firstCodeOfToken;
  const values = { device: deviceLabel(device) };
  const picture = isVirtual ? appPicture() : tokenPicture();
  const content = [...accountName(), picture, form, ...secondaryActions(otherDevice(), helpSomebody())];
  show(screen, content, { step: 1, notice, values });
  enterStep("first");
}

/**
 * @param {Device} device
 * @param {string} first
 * @param {string} second What to start with, where both were pasted at once.
 * @param {[number, number]} [typedAt] When the first code was typed, by both clocks.
 */
function showSecondCode(device, first, second, typedAt = [performance.now(), Date.now()]) {
  showAgain = () => showSecondCode(device, first, second, typedAt);
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
  const countdown = element("p", { class: "countdown", "aria-hidden": "true" });
  show(words.secondCode, [countdown, form], { step: 2 });
  enterStep("second");
  const [since] = typedAt;
  firstCodeTimer = setTimeout(tooSlow, since + pairLifetime - performance.now());
  // When in its period the device showed the first code is not known: by then at the latest, it shows
  // the next. For the eyes alone, because a screen reader would read each number.
  const count = () => {
    const seconds = Math.ceil((since + codePeriod - performance.now()) / 1000);
    countdown.textContent = seconds > 0 ? fill(words.newCodeWithin, { seconds }) : words.newCodeNow;
    countdown.style.setProperty("--share", `${Math.max(0, seconds) / 30}`);
  };
  count();
  countdownTimer = setInterval(count, 1000);
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
  const accountId = account?.accountId;
  const request = { userName, accountId, serialNumber, authenticationCode1, authenticationCode2 };
  const answer = await resynchronize(session.token, request);
  refusals = answer.status === "InvalidAuthenticationCode" ? refusals + 1 : 0;
  showAnswer(answer, device);
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
  showAgain = () => showAnswer(answer, device);
  if (status === "SerialNumberRequired" && answer.devices?.length) {
    devices = answer.devices;
    return showChoice(() => words.status.SerialNumberRequired);
  }
  if (noAnswer === "Unauthenticated") forgetSession();
  // A token that is seconds old has not expired: the API accepts none of this page.
  const isRefusedAtOnce = noAnswer === "Unauthenticated" && isSessionNew;
  if (!noAnswer) isSessionNew = false;
  const isSuccess = device !== undefined && status === "Resynchronized";
  const broken = violations.map(({ field, code }) => {
    const name = lookUp(words.field, field);
    return element("li", {}, `${name ? `${name}: ` : ""}${violationText(code)}`);
  });
  const values = { device: device ? deviceLabel(device) : "" };
  const isRefusedAgain = status === "InvalidAuthenticationCode" && refusals > 1;
  const checks = words.checks.map((check) => element("li", {}, fill(check, values)));
  const content = [
    ...(broken.length > 0 ? [element("ul", {}, ...broken)] : []),
    ...(isRefusedAgain ? [element("ol", {}, ...checks), element("p", {}, words.checksFailed)] : []),
    ...primaryAction(lookUp(actions, noAnswer ?? (reason || status)), device),
    ...(isSuccess ? signInToAws(device) : support()),
    ...secondaryActions(otherDevice(), ...(userName === undefined ? [] : [helpSomebody(), ownDevices()])),
    ...(requestId ? [reference(requestId)] : []),
  ];
  // A status of a later version counts as `OutcomeUnknown`.
  const unknown = device ? words.status.OutcomeUnknown : words.noAnswer.Unreachable;
  const own = userName === undefined ? words.own : {};
  const { title } = words.signInProblem.Misconfigured;
  const [, ofTheSetup = ""] = words.noAnswer.Unauthenticated.text;
  const known = noAnswer
    ? isRefusedAtOnce ? { title, text: [ofTheSetup] } : words.noAnswer[noAnswer]
    : [{ InvalidAuthenticationCode: isRefusedAgain ? words.refusedAgain : undefined }, own, words.reason, words.status].map((table) => lookUp(table, reason || status)).find(Boolean);
  show(known ?? unknown, content, { result: isSuccess ? "success" : "problem", values });
  enterStep("result");
}

/** @param {string} requestId */
function reference(requestId) {
  const copy = button(words.copy, async () => {
    await navigator.clipboard.writeText(requestId);
    copy.textContent = words.copied;
    announcement.textContent = words.copied;
  }, "quiet");
  // Where a browser gives no page the clipboard, the reference can be selected.
  const copyWhereAllowed = navigator.clipboard ? [copy] : [];
  return element("p", { class: "request-id" }, words.requestId, " ", element("code", {}, requestId), " ", ...copyWhereAllowed);
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
  showAgain = showSessionEnding;
  show(words.sessionEnding, [button(words.signInAgain, signIn)]);
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
  byId("sign-out").textContent = words.signOut;
  languageSelector.setAttribute("aria-label", words.language);
  languageSelector.value = language;
  // Nobody who has gone on is taken back there.
  const isChoosing = document.activeElement === languageSelector;
  const typed = fields().map(({ value }) => value);
  showAgain();
  fields().forEach((field, index) => (field.value = typed[index] ?? field.value));
  if (isChoosing) languageSelector.focus();
}

/**
 * Lets the person choose a language, which the browser keeps until the tab is closed.
 *
 * @param {Record<string, string>} offered
 */
function offerLanguages(offered) {
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

/** @param {string} chosenLanguage */
function keepLanguage(chosenLanguage) {
  try {
    sessionStorage.setItem(languageKey, chosenLanguage);
  } catch {
    // A browser that stores nothing: the choice ends with the document.
  }
}

/** The language that was chosen in this tab, if any. */
function keptLanguage() {
  try {
    return sessionStorage.getItem(languageKey) ?? "";
  } catch {
    // A browser that stores nothing.
    return "";
  }
}

/**
 * A file of the page that is not a module.
 *
 * @param {string} name
 */
async function fetchJson(name) {
  const signal = AbortSignal.timeout(timeout);
  const response = await fetch(`portal/${name}`, { cache: "no-store", signal });
  if (!response.ok) throw new Error(`HTTP ${response.status}`);
  return response.json();
}

async function start() {
  /** @type {unknown} */
  let problem;
  try {
    settings = await fetchJson("settings.json");
    // A company without words of its own does without the request, and where they do not come, the page
    // has its own.
    if (settings.hasOwnWords) ownWords = parseOwnWords(await fetchJson("words.json").catch(() => undefined));
  } catch (error) {
    problem = error;
  }
  const offered = offeredLanguages(ownWords);
  const kept = keptLanguage();
  await useLanguage(Object.hasOwn(offered, kept) ? kept : chooseLanguage(navigator.languages, offered));
  offerLanguages(offered);
  byId("sign-out").addEventListener("click", signOut);
  // A page that the browser kept while the person was elsewhere starts anew.
  addEventListener("pageshow", (event) => event.persisted && location.reload());
  addEventListener("popstate", () => {
    isTraversal = true;
    showStep();
    isTraversal = false;
  });
  // Whatever nobody foresaw ends here, and not in a screen that waits for ever.
  addEventListener("unhandledrejection", showDefect);
  if (problem) return showNotLoaded();
  showBusy(words.busy.load);
  const wasInside = ![undefined, "start"].includes(history.state?.step);
  try {
    session = await finishSignIn(settings);
    isSessionNew = true;
    if (isSessionEnding()) throw new SignInError("TooShort");
  } catch (error) {
    session = null;
    return showSignInProblem(error);
  }
  if (!session && wasInside) return showStart(words.reloaded);
  // What Back leads to from the first step, and not to the provider's form. Browsers pass over an entry
  // that a page added before anybody touched it: from a page that nobody has touched, Back leads to
  // the provider all the same.
  if (session) enterStep("start");
  return showDevices();
}

function showDefect() {
  showAgain = showDefect;
  show(words.defect, [button(words.reload, () => location.reload()), ...support()], { result: "problem" });
}

function showNotLoaded() {
  showAgain = showNotLoaded;
  show(words.notLoaded, [button(words.reload, () => location.reload())], { result: "problem" });
}

void start();

// The page: one step after the other.
import { actionAfter, screenAfter, signInPage, violationText, violationTexts } from "./answers.js";
import { listDevices, resynchronize } from "./api.js";
import { parseCodes } from "./codes.js";
import { appPicture, tokenPicture } from "./pictures.js";
import {
  announce, button, currentStep, element, enterStep, fieldForm, language, onLanguageChange, onLeave, onSignOut,
  onTraversal, secondaryActions, show, showBusy, startLanguage, words,
} from "./screen.js";
import {
  forgetSession, isSessionEnding, showSessionEnding, showSignInProblem, showStart, signIn, signOut, startSession,
  state, support,
} from "./session.js";
import { fileTimeout, fill, parseOwnWords, withRegion } from "./words.js";

/** @typedef {import("./api.js").Answer} Answer */
/** @typedef {import("./api.js").Device} Device */
/** @typedef {import("./words.js").Screen} Screen */

/** How long the first code waits for the second, in milliseconds. */
const pairLifetime = 90_000;

/** How long a device shows a code, in milliseconds (RFC 6238, as AWS uses it). */
const codePeriod = 30_000;

async function start() {
  /** @type {import("./oidc.js").Settings | undefined} */
  let settings;
  let ownWords;
  try {
    settings = await fetchJson("settings.json");
    // A company without words of its own does without the request, and where they do not come, the page
    // has its own.
    if (settings?.hasOwnWords) ownWords = await fetchJson("words.json").catch(() => undefined);
  } catch {
    settings = undefined;
  }
  await startLanguage(parseOwnWords(ownWords));
  onSignOut(signOut);
  // A page that the browser kept while the person was elsewhere starts anew.
  addEventListener("pageshow", (event) => event.persisted && location.reload());
  onTraversal(showStep);
  // Whatever nobody foresaw ends here, and not in a screen that waits for ever.
  addEventListener("unhandledrejection", showDefect);
  if (!settings) return showNotLoaded();
  showBusy(words.busy.load);
  const wasInside = ![undefined, "start"].includes(currentStep());
  try {
    await startSession(settings);
  } catch (error) {
    return showSignInProblem(error);
  }
  if (!state.session && wasInside) return showStart(words.reloaded);
  // What Back leads to from the first step, and not to the provider's form. Browsers pass over an entry
  // that a page added before anybody touched it: from a page that nobody has touched, Back leads to
  // the provider all the same.
  if (state.session) enterStep("start");
  return showDevices();
}

/**
 * A file of the page that is not a module.
 *
 * @param {string} name
 */
async function fetchJson(name) {
  const signal = AbortSignal.timeout(fileTimeout);
  const response = await fetch(`portal/${name}`, { cache: "no-store", signal });
  if (!response.ok) throw new Error(`HTTP ${response.status}`);
  return response.json();
}

function showDefect() {
  onLanguageChange(showDefect);
  show(words.defect, [button(words.reload, () => location.reload()), ...support()], { result: "problem" });
}

function showNotLoaded() {
  onLanguageChange(showNotLoaded);
  show(words.notLoaded, [button(words.reload, () => location.reload())], { result: "problem" });
}

/** Shows the step that Back or Forward led to, without the codes that were typed in it. */
function showStep() {
  state.question = undefined;
  const step = currentStep();
  if (!state.session || step === "start") return showStart();
  const [device, ...others] = state.devices;
  if (!device) return state.userName === undefined ? showDevices() : showUserForm();
  if (step === "devices" && others.length > 0) return showChoice(() => words.chooseDevice);
  return showFirstCode(state.chosen ?? device);
}

// Devices.

/**
 * @param {string} [user] Whose devices, if not the caller's own.
 * @param {string} [accountId] The account of that user, where an operator chose one.
 */
async function showDevices(user, accountId) {
  if (!state.session) return showStart();
  const question = {};
  Object.assign(state, { userName: user, accountId, question, devices: [], chosen: undefined, account: undefined, refusals: 0 });
  showBusy(words.busy.devices);
  const answer = await listDevices(state.session.token, user, accountId);
  // Somebody else was asked about meanwhile, or the person went back.
  if (state.question !== question) return undefined;
  state.isOperator = answer.operator ?? state.isOperator;
  if (answer.operator) state.accounts = answer.accounts ?? [];
  const violation = answer.violations?.find(({ field }) => field === "userName" || field === "accountId");
  if (violation) return showUserForm(user, accountId, violation.code);
  const [first, ...others] = answer.devices ?? [];
  if (answer.status !== "Devices" || !first) return showAnswer(answer);
  state.isSessionNew = false;
  state.devices = [first, ...others];
  state.account = answer.account;
  if (user === undefined) state.hasOwnDevices = true;
  if (others.length === 0) return showFirstCode(first);
  return showChoice(() => words.chooseDevice);
}

/**
 * @param {string} [user] What was entered before.
 * @param {string} [accountId]
 * @param {string} [violation] What is wrong with it.
 */
function showUserForm(user, accountId, violation) {
  onLanguageChange(() => showUserForm(user, accountId, violation));
  const { accounts } = state;
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

/** @param {() => Screen} screenOf Its words, in the language of the moment. */
function showChoice(screenOf) {
  onLanguageChange(() => showChoice(screenOf));
  const dateTag = withRegion(language, navigator.languages);
  const choices = state.devices.map((device) => {
    const isVirtual = device.type === "virtual";
    const date = new Date(device.enabledAt).toLocaleDateString(dateTag, { dateStyle: "long" });
    const choice = button("", () => showFirstCode(device), "choice");
    choice.append(
      element("strong", { dir: "auto" }, device.name),
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
  if (!state.account) return [];
  const { accountId, accountName = accountId } = state.account;
  return [element("p", { class: "account" }, fill(words.account, { account: accountName }))];
}

/** A way to somebody else's devices, for operators. */
const helpSomebody = () => (state.isOperator ? [button(words.otherPerson, () => showUserForm(), "quiet")] : []);

/** A way back from somebody else's devices. */
const ownDevices = () => (state.hasOwnDevices ? [button(words.ownDevices, () => showDevices(), "quiet")] : []);

/** A way to the other devices, where there are any. */
const otherDevice = () =>
  state.devices.length > 1
    ? [button(words.otherDevice, () => showChoice(() => words.chooseDevice), "quiet")]
    : [];

/** @param {Device} device */
const deviceLabel = (device) =>
  state.userName === undefined ? device.name : fill(words.deviceOf, { device: device.name, user: state.userName });

// Codes.

const codeAttributes = { inputmode: "numeric", autocomplete: "one-time-code", class: "code" };

/**
 * @param {Device} device
 * @param {string} [notice]
 */
function showFirstCode(device, notice) {
  if (isSessionEnding()) return showSessionEnding();
  onLanguageChange(() => showFirstCode(device, notice && words.tooSlow));
  state.chosen = device;
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
  onLanguageChange(() => showSecondCode(device, first, second, typedAt));
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
  const { title, text } = words.secondCode;
  // The last sentence is about a token's button.
  const screen = device.type === "virtual" ? { title, text: text.slice(0, -1) } : words.secondCode;
  const startAgain = button(words.startAgain, () => showFirstCode(device), "quiet");
  show(screen, [countdown, form, ...secondaryActions([startAgain])], { step: 2 });
  enterStep("second");
  const [since] = typedAt;
  const firstCodeTimer = setTimeout(tooSlow, since + pairLifetime - performance.now());
  // When in its period the device showed the first code is not known: by then at the latest, it shows
  // the next. A screen reader would read each number: it is told when the code is there.
  let isAnnounced = false;
  const count = () => {
    const seconds = Math.ceil((since + codePeriod - performance.now()) / 1000);
    if (seconds <= 0 && !isAnnounced) announce(words.newCodeNow);
    isAnnounced = seconds <= 0;
    countdown.textContent = seconds > 0 ? fill(words.newCodeWithin, { seconds }) : words.newCodeNow;
    countdown.style.setProperty("--share", `${Math.max(0, seconds) / 30}`);
  };
  count();
  const countdownTimer = setInterval(count, 1000);
  onLeave(() => {
    clearTimeout(firstCodeTimer);
    clearInterval(countdownTimer);
  });
}

/**
 * @param {Device} device
 * @param {string} authenticationCode1
 * @param {string} authenticationCode2
 */
async function send(device, authenticationCode1, authenticationCode2) {
  if (!state.session) return;
  showBusy(words.busy.send);
  const { serialNumber } = device;
  const { userName, account } = state;
  const accountId = account?.accountId;
  const request = { userName, accountId, serialNumber, authenticationCode1, authenticationCode2 };
  const answer = await resynchronize(state.session.token, request);
  state.refusals = answer.status === "InvalidAuthenticationCode" ? state.refusals + 1 : 0;
  showAnswer(answer, device);
}

// Results.

/**
 * @param {Answer} answer
 * @param {Device} [device] The device of the codes, if codes were sent.
 * @param {boolean} [isSessionNew] Whether it is the first answer in the session.
 */
function showAnswer(answer, device, isSessionNew = state.isSessionNew) {
  const { status, noAnswer, requestId } = answer;
  onLanguageChange(() => showAnswer(answer, device, isSessionNew));
  if (status === "SerialNumberRequired" && answer.devices?.length) {
    state.devices = answer.devices;
    return showChoice(() => words.status.SerialNumberRequired);
  }
  if (noAnswer === "Unauthenticated") forgetSession();
  if (!noAnswer) state.isSessionNew = false;
  const isForCaller = state.userName === undefined;
  const isSuccess = device !== undefined && status === "Resynchronized";
  const isRefusedAgain = status === "InvalidAuthenticationCode" && state.refusals > 1;
  const values = { device: device ? deviceLabel(device) : "" };
  const broken = violationTexts(answer).map((text) => element("li", {}, text));
  const onceMore = isSuccess ? [button(words.startAgain, () => showFirstCode(device), "quiet")] : [];
  const checks = words.checks.map((check) => element("li", {}, fill(check, values)));
  const content = [
    ...(broken.length > 0 ? [element("ul", {}, ...broken)] : []),
    ...(isRefusedAgain ? [element("ol", {}, ...checks), element("p", {}, words.checksFailed)] : []),
    ...primaryAction(answer, device),
    ...(isSuccess ? signInToAws(device) : support()),
    ...secondaryActions(onceMore, otherDevice(), helpSomebody(), ...(isForCaller ? [] : [ownDevices()])),
    ...(requestId ? [reference(requestId)] : []),
  ];
  const codesWereSent = device !== undefined;
  const screen = screenAfter(answer, { codesWereSent, isForCaller, isRefusedAgain, isSessionNew });
  show(screen, content, { result: isSuccess ? "success" : "problem", values });
  enterStep("result");
}

/** @param {string} requestId */
function reference(requestId) {
  const copy = button(words.copy, async () => {
    await navigator.clipboard.writeText(requestId);
    copy.textContent = words.copied;
    announce(words.copied);
  }, "quiet");
  // Where a browser gives no page the clipboard, the reference can be selected.
  const copyWhereAllowed = navigator.clipboard ? [copy] : [];
  return element("p", { class: "request-id" }, words.requestId, " ", element("code", {}, requestId), " ", ...copyWhereAllowed);
}

/**
 * @param {Answer} answer
 * @param {Device} [device]
 */
function primaryAction(answer, device) {
  switch (actionAfter(answer)) {
    case "none":
      return [];
    case "reload":
      return [button(words.reload, () => location.reload())];
    case "signIn":
      return [button(words.signInAgain, signIn)];
    case "tryAgain":
      return [button(words.chooseAgain, listAgain)];
    case "startAgain":
      return device
        ? [button(words.startAgain, () => showFirstCode(device))]
        : [button(words.tryAgain, listAgain)];
  }
}

/** Asks again for the devices of the same user. */
const listAgain = () => showDevices(state.userName, state.accountId);

/**
 * A link to AWS, for the owner of a device whose ARN says which AWS it is.
 *
 * @param {Device} device
 */
function signInToAws(device) {
  const page = signInPage(device);
  if (!page || state.userName !== undefined) return [];
  return [element("p", {}, element("a", { class: "primary", href: page, rel: "noreferrer" }, words.signInToAws))];
}

void start();

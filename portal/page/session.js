// The session: the start before it, the sign-in, the sign-out, and what the page knows meanwhile.
import { SignInError, finishSignIn, startSignIn, startSignOut } from "./oidc.js";
import { button, element, enterStep, offerSignOut, onLanguageChange, show, showBusy, words } from "./screen.js";
import { fill } from "./words.js";

/** @typedef {import("./api.js").Account} Account */
/** @typedef {import("./api.js").Device} Device */
/** @typedef {import("./oidc.js").Session} Session */
/** @typedef {import("./oidc.js").Settings} Settings */

/** How long a session must last when a code is asked for, in milliseconds. */
const minSessionLifetime = 180_000;

/**
 * What the page knows during a session.
 *
 * @typedef {object} State
 * @property {Session | null} session
 * @property {boolean} isSessionNew Whether the API has not answered a request of the session yet.
 * @property {boolean} isOperator Whether the caller may act for others.
 * @property {Account[]} accounts The accounts whose users an operator may act for.
 * @property {boolean} hasOwnDevices Whether the caller has devices of their own, to come back to.
 * @property {string | undefined} userName The user whom an operator helps.
 * @property {string | undefined} accountId The account of that user, where the operator chose one.
 * @property {object | undefined} question The question for devices whose answer is awaited.
 * @property {Account | undefined} account The account of the devices, where there are several.
 * @property {Device[]} devices
 * @property {Device | undefined} chosen The device whose codes are asked for.
 * @property {number} refusals How often AWS refused codes, one time after the other.
 */

/** @returns {State} */
const signedOut = () => ({
  session: null,
  isSessionNew: false,
  isOperator: false,
  accounts: [],
  hasOwnDevices: false,
  userName: undefined,
  accountId: undefined,
  question: undefined,
  account: undefined,
  devices: [],
  chosen: undefined,
  refusals: 0,
});

/** In memory alone: a reload forgets it. */
export const state = signedOut();

/** @type {Settings} */
let settings;

/**
 * Begins the session that the provider's answer leads to, if the browser comes from the provider.
 *
 * @param {Settings} settingsOfPage
 */
export async function startSession(settingsOfPage) {
  settings = settingsOfPage;
  const session = await finishSignIn(settings);
  if (session && isEnding(session)) throw new SignInError("TooShort");
  Object.assign(state, { session, isSessionNew: true });
  offerSignOut(session !== null);
}

export function forgetSession() {
  Object.assign(state, signedOut());
  offerSignOut(false);
}

export const isSessionEnding = () => state.session !== null && isEnding(state.session);

/** @param {Session} session */
const isEnding = (session) => session.endsAt - performance.now() < minSessionLifetime;

/** @param {string} [notice] */
export function showStart(notice) {
  onLanguageChange(() => showStart(notice && words.reloaded));
  if (state.session) {
    // Back from the first step. The last text asks for the sign-in.
    const { title, text } = words.start;
    return show({ title, text: text.slice(0, -1) }, [button(words.next, () => history.forward())]);
  }
  const blocked = [element("summary", {}, words.blockedTitle), element("p", {}, words.blockedText), ...support()];
  show(words.start, [button(words.signIn, signIn), element("details", {}, ...blocked)], { notice });
  enterStep("start");
}

/** Who can help, where the settings say so. */
export function support() {
  if (!settings?.support) return [];
  return [element("p", { class: "support" }, fill(words.support, { support: settings.support }))];
}

export async function signIn() {
  showBusy(words.busy.signIn);
  try {
    await startSignIn(settings);
  } catch (error) {
    showSignInProblem(error);
  }
}

/** @param {unknown} error */
export function showSignInProblem(error) {
  if (!(error instanceof SignInError)) throw error;
  onLanguageChange(() => showSignInProblem(error));
  const detail = error.detail ? [element("p", {}, words.detail, " ", element("code", {}, error.detail))] : [];
  const content = [button(words.signInAgain, signIn), ...support(), ...detail];
  show(words.signInProblem[error.problem], content, { result: "problem" });
}

export function showSessionEnding() {
  onLanguageChange(showSessionEnding);
  show(words.sessionEnding, [button(words.signInAgain, signIn)]);
}

export async function signOut() {
  const ended = state.session;
  forgetSession();
  // Shown until the provider answers, and where it does not.
  showSignedOut();
  if (ended) await startSignOut(settings, ended).catch(() => undefined);
}

function showSignedOut() {
  onLanguageChange(showSignedOut);
  show(words.signedOut, [button(words.signIn, signIn)]);
  enterStep("start");
}

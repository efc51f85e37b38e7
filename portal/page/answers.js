// What the page says to an answer of the API, and what it offers then.
import { words } from "./screen.js";
import { fill } from "./words.js";

/** @typedef {import("./api.js").Answer} Answer */
/** @typedef {import("./api.js").Device} Device */

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

/** @param {Answer} answer */
export const actionAfter = ({ noAnswer, reason, status = "" }) =>
  lookUp(actions, noAnswer ?? (reason || status)) ?? "startAgain";

/**
 * @param {Answer} answer
 * @param {object} circumstances
 * @param {boolean} circumstances.codesWereSent
 * @param {boolean} circumstances.isForCaller Whether the devices are the caller's own.
 * @param {boolean} circumstances.isRefusedAgain Whether AWS refused the codes before these as well.
 * @param {boolean} circumstances.isSessionNew Whether it is the first answer in the session.
 */
export function screenAfter(answer, { codesWereSent, isForCaller, isRefusedAgain, isSessionNew }) {
  const { noAnswer, reason, status = "" } = answer;
  if (noAnswer === "Unauthenticated" && isSessionNew) {
    // A token that is seconds old has not expired: the API accepts none of this page.
    const [, ofTheSetup = ""] = words.noAnswer.Unauthenticated.text;
    return { title: words.signInProblem.Misconfigured.title, text: [ofTheSetup] };
  }
  if (noAnswer) return words.noAnswer[noAnswer];
  if (isRefusedAgain) return words.refusedAgain;
  const tables = [isForCaller ? words.own : {}, words.reason, words.status];
  const screen = tables.map((table) => lookUp(table, reason || status)).find(Boolean);
  // A status of a later version counts as `OutcomeUnknown`.
  return screen ?? (codesWereSent ? words.status.OutcomeUnknown : words.noAnswer.Unreachable);
}

/** @param {string} code */
export const violationText = (code) => lookUp(words.violation, code) ?? words.violation.Other;

/** @param {Answer} answer */
export const violationTexts = ({ violations = [] }) =>
  violations.map(({ field, code }) => {
    const name = lookUp(words.field, field);
    const problem = violationText(code);
    return name ? fill(words.fieldProblem, { field: name, problem }) : problem;
  });

/** The sign-in page of each partition of AWS. */
const signInPages = {
  aws: "https://console.aws.amazon.com/",
  "aws-cn": "https://console.amazonaws.cn/",
  "aws-us-gov": "https://console.amazonaws-us-gov.com/",
};

/**
 * The sign-in page of the AWS of a device, if its ARN says which it is.
 *
 * @param {Device} device
 */
export const signInPage = ({ serialNumber }) => lookUp(signInPages, serialNumber.split(":")[1] ?? "");

/**
 * What a table has for a key that came from elsewhere, such as `constructor`.
 *
 * @template T
 * @param {Record<string, T>} table
 * @param {string} key
 */
function lookUp(table, key) {
  return Object.hasOwn(table, key) ? table[key] : undefined;
}

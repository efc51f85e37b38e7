// Calls of the API (`openapi.yaml`), which is at the origin of this page.

/**
 * Where no answer of the function came.
 *
 * @typedef {"Unauthenticated" | "Forbidden" | "TooManyRequests" | "NotExecuted" | "Offline"
 *   | "Unreachable"} NoAnswer
 */

/**
 * @typedef {object} Device
 * @property {string} serialNumber
 * @property {string} name
 * @property {"virtual" | "hardware"} type
 * @property {string} enabledAt
 */

/**
 * An AWS account, and what the company calls it.
 *
 * @typedef {object} Account
 * @property {string} accountId
 * @property {string | undefined} [accountName]
 */

/**
 * An answer of the function, or in `noAnswer` why there is none.
 *
 * @typedef {object} Answer
 * @property {string | undefined} [status]
 * @property {NoAnswer} [noAnswer]
 * @property {string | undefined} [reason]
 * @property {Device[]} [devices]
 * @property {Account | undefined} [account] The account of the user, where there are several.
 * @property {boolean | undefined} [operator] Whether the caller may act for others.
 * @property {Account[]} [accounts] The accounts whose users an operator may act for.
 * @property {{ field: string, code: string }[]} [violations]
 * @property {string | undefined} [requestId]
 */

/** How long an answer may take, in milliseconds. API Gateway gives up after 30 seconds. */
const timeout = 40_000;

/**
 * The devices of the caller, or of the user that an operator names.
 *
 * @param {string} token
 * @param {string} [userName]
 * @param {string} [accountId]
 */
export function listDevices(token, userName, accountId) {
  const query = new URLSearchParams();
  if (userName !== undefined) query.set("userName", userName);
  if (accountId !== undefined) query.set("accountId", accountId);
  return call(token, query.size > 0 ? `devices?${query}` : "devices", { method: "GET" });
}

/**
 * Sends two codes, once: it never tries again by itself.
 *
 * @param {string} token
 * @param {{ userName?: string, accountId?: string, serialNumber: string,
 *   authenticationCode1: string, authenticationCode2: string }} request
 */
export function resynchronize(token, request) {
  return call(token, "resync", {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(request),
  });
}

/**
 * @param {string} token
 * @param {string} path
 * @param {RequestInit} options
 * @returns {Promise<Answer>}
 */
async function call(token, path, options) {
  if (!navigator.onLine) return { noAnswer: "Offline" };
  // Whether the function ran is not known: a request for devices changes nothing.
  /** @type {Answer} */
  const unknown =
    options.method === "GET" ? { noAnswer: "Unreachable" } : { status: "OutcomeUnknown" };
  let response;
  try {
    response = await fetch(path, {
      ...options,
      headers: { ...options.headers, authorization: `Bearer ${token}` },
      cache: "no-store",
      redirect: "error",
      signal: AbortSignal.timeout(timeout),
    });
  } catch {
    return unknown;
  }
  const answer = parse(await response.json().catch(() => null));
  const isSuccess = answer.status === "Resynchronized" || answer.status === "Devices";
  if (answer.status && isSuccess === response.ok) return answer;
  const requestId = response.headers.get("apigw-requestid") ?? undefined;
  const { status } = response;
  if (status >= 400 && status < 500) return { noAnswer: refusal(status), requestId };
  return { ...unknown, requestId };
}

/**
 * What the page uses of an answer, without what has another type than the contract says.
 *
 * @param {unknown} body
 * @returns {Answer}
 */
function parse(body) {
  const document = Object(body);
  /** @param {string} name */
  const text = (name) => (typeof document[name] === "string" ? document[name] : undefined);
  /**
   * @param {string} name
   * @param {string[]} fields
   */
  const list = (name, fields) =>
    [document[name]].flat().filter((item) => fields.every((field) => typeof item?.[field] === "string"));
  /** @param {any} item */
  const account = ({ accountId, accountName }) => ({
    accountId,
    accountName: typeof accountName === "string" ? accountName : undefined,
  });
  return {
    account: text("accountId") === undefined ? undefined : account(document),
    accounts: list("accounts", ["accountId"]).map(account),
    operator: typeof document.operator === "boolean" ? document.operator : undefined,
    status: text("status"),
    reason: text("reason"),
    requestId: text("requestId"),
    devices: list("devices", ["serialNumber", "name", "type", "enabledAt"]),
    violations: list("violations", ["field", "code"]),
  };
}

/**
 * What API Gateway means by an answer of its own.
 *
 * @param {number} httpStatus
 * @returns {NoAnswer}
 */
function refusal(httpStatus) {
  if (httpStatus === 401) return "Unauthenticated";
  if (httpStatus === 403) return "Forbidden";
  if (httpStatus === 429) return "TooManyRequests";
  return "NotExecuted";
}

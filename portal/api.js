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
 * An answer of the function, or, with `noAnswer`, what stands for one.
 *
 * @typedef {object} Answer
 * @property {string} status
 * @property {NoAnswer} [noAnswer]
 * @property {string} [reason]
 * @property {string} [userName]
 * @property {Device[]} [devices]
 * @property {{ field: string, code: string, message: string }[]} [violations]
 * @property {string} [requestId]
 */

/** How long an answer may take, in milliseconds. API Gateway gives up after 30 seconds. */
const timeout = 40_000;

/**
 * The devices of the caller, or of the user that an operator names.
 *
 * @param {string} token
 * @param {string} [userName]
 */
export function listDevices(token, userName) {
  const query = userName === undefined ? "" : `?${new URLSearchParams({ userName })}`;
  return call(token, `devices${query}`, { method: "GET" });
}

/**
 * Sends two codes, once: it never tries again by itself.
 *
 * @param {string} token
 * @param {{ userName?: string, serialNumber: string, authenticationCode1: string,
 *   authenticationCode2: string }} request
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
  if (!navigator.onLine) return { status: "", noAnswer: "Offline" };
  // Whether the function ran is not known: a request for devices changes nothing.
  /** @type {Answer} */
  const unknown =
    options.method === "GET" ? { status: "", noAnswer: "Unreachable" } : { status: "OutcomeUnknown" };
  let response;
  try {
    response = await fetch(path, {
      ...options,
      headers: { ...options.headers, authorization: `Bearer ${token}` },
      cache: "no-store",
      credentials: "omit",
      redirect: "error",
      signal: AbortSignal.timeout(timeout),
    });
  } catch {
    return unknown;
  }
  const document = await response.json().catch(() => null);
  if (typeof document?.status === "string") return document;
  const requestId = response.headers.get("apigw-requestid") ?? undefined;
  const { status } = response;
  if (status >= 400 && status < 500) return { status: "", noAnswer: refusal(status), requestId };
  return { ...unknown, requestId };
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

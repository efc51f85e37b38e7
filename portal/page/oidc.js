// Sign-in: OpenID Connect, authorization code flow with PKCE (RFC 7636), as RFC 10017 describes for an
// application that runs in the browser. The token stays in memory: nothing here stores it.

// The first statement of the page, because index.html loads this module before the others and it
// imports none: it takes the provider's answer, an authorization code, out of the address and the
// session history.
const answer = takeAnswer();

const storageKey = "sign-in";

/** How long the provider has for one answer, in milliseconds. */
const timeout = 15_000;

/** The most that is read of an answer, in characters. Discovery documents have some thousands. */
const maxResponse = 256 * 1024;

/**
 * What the sign-in needs to know: `settings.json`.
 *
 * @typedef {object} Settings
 * @property {string} issuer
 * @property {string} clientId
 * @property {string} scope
 * @property {"id_token" | "access_token"} token Which token the API takes.
 * @property {string} support Who can help; may be empty.
 * @property {boolean} hasOwnWords Whether there is a `words.json`.
 */

/**
 * @typedef {object} Session
 * @property {string} token What the API takes.
 * @property {string} idToken What the sign-out takes.
 * @property {number} endsAt When the token expires, by `performance.now()`: the browser's clock may
 *   be wrong, and this one only counts.
 */

/**
 * Why a sign-in ended early.
 *
 * @typedef {"Declined" | "Forged" | "Elsewhere" | "Expired" | "Unreachable" | "SecretRequired" | "Misconfigured"
 *   | "TooShort" | "NoStorage"} SignInProblem
 */

export class SignInError extends Error {
  /**
   * @param {SignInProblem} problem
   * @param {string} [detail] The provider's error, for an administrator.
   */
  constructor(problem, detail) {
    super(problem);
    this.problem = problem;
    this.detail = detail;
  }
}

function takeAnswer() {
  const parameters = new URLSearchParams(location.search);
  if (location.search || location.hash) history.replaceState(null, "", location.pathname);
  return parameters;
}

/** The address of this page, which is registered with the provider. */
export function redirectUri() {
  return location.origin + location.pathname;
}

/**
 * Sends the browser to the provider's sign-in page.
 *
 * @param {Settings} settings
 */
export async function startSignIn(settings) {
  const { authorization_endpoint } = await discover(settings);
  const pending = { verifier: random(), state: random(), nonce: random() };
  const challenge = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(pending.verifier));
  // Needed when the browser comes back, and removed then.
  try {
    sessionStorage.setItem(storageKey, JSON.stringify(pending));
  } catch {
    throw new SignInError("NoStorage");
  }
  location.assign(
    withParameters(authorization_endpoint, {
      response_type: "code",
      client_id: settings.clientId,
      redirect_uri: redirectUri(),
      scope: settings.scope,
      state: pending.state,
      nonce: pending.nonce,
      code_challenge: toBase64Url(new Uint8Array(challenge)),
      code_challenge_method: "S256",
    }),
  );
}

/**
 * The session that the provider's answer leads to, or `null` if the browser does not come from the
 * provider.
 *
 * @param {Settings} settings
 * @returns {Promise<Session | null>}
 */
export async function finishSignIn(settings) {
  const stored = takeStored();
  if (!answer.has("state") && !answer.has("code") && !answer.has("error")) return null;
  const error = answer.get("error");
  // The provider gave up on a sign-in that waited too long. Nothing depends on who says so.
  if (isExpired(error)) throw signInError(error, answer.get("error_description"));
  // Started in another tab, or finished before.
  if (stored === null) throw new SignInError("Elsewhere");
  const pending = JSON.parse(stored);
  if (answer.get("state") !== pending.state) throw new SignInError("Forged");
  differ("iss", answer.get("iss") ?? settings.issuer, settings.issuer);
  const code = answer.get("code");
  if (error || !code) throw signInError(error ?? "no code", answer.get("error_description"));

  const { token_endpoint } = await discover(settings);
  const { status, body: tokens } = await request(token_endpoint, {
    method: "POST",
    body: new URLSearchParams({
      grant_type: "authorization_code",
      client_id: settings.clientId,
      redirect_uri: redirectUri(),
      code,
      code_verifier: pending.verifier,
    }),
  });
  if (status >= 500) throw new SignInError("Unreachable", `token endpoint: HTTP ${status}`);
  if (status !== 200) throw signInError(tokens.error ?? `HTTP ${status}`, tokens.error_description);
  return session(settings, tokens, pending.nonce);
}

/** What `startSignIn` stored. */
function takeStored() {
  try {
    const stored = sessionStorage.getItem(storageKey);
    sessionStorage.removeItem(storageKey);
    return stored;
  } catch {
    // A browser that stores nothing.
    return null;
  }
}

/**
 * @param {Settings} settings
 * @param {Record<string, unknown>} tokens
 * @param {string} nonce
 * @returns {Session}
 */
function session(settings, tokens, nonce) {
  const token = tokens[settings.token];
  const claims = claimsOf(tokens.id_token);
  const audiences = [claims.aud].flat();
  // The API checks the token's signature. It came from the token endpoint over TLS (OpenID Connect
  // Core, 3.1.3.7), so the page only checks that it is the answer to its own request.
  if (claims.nonce !== nonce) throw new SignInError("Forged", `nonce of the ID token: ${claims.nonce ? "another" : "none"}`);
  // The answer to this sign-in, for somebody else: a mistake in the setup of either side.
  differ("iss of the ID token", claims.iss, settings.issuer, "Misconfigured");
  const aud = audiences.includes(settings.clientId) ? settings.clientId : audiences.join(" ") || undefined;
  differ("aud of the ID token", aud, settings.clientId, "Misconfigured");
  differ("azp of the ID token", claims.azp ?? settings.clientId, settings.clientId, "Misconfigured");
  if (typeof token !== "string") throw new SignInError("Misconfigured", `no ${settings.token}`);
  const lifetimes = [tokens.expires_in];
  if (settings.token === "id_token") lifetimes.push(Number(claims.exp) - Number(claims.iat));
  const seconds = Math.min(...lifetimes.map(Number).filter(Number.isFinite));
  return { token, idToken: String(tokens.id_token), endsAt: performance.now() + seconds * 1000 };
}

/**
 * Refuses what came from elsewhere, and names the two values for the administrator.
 *
 * @param {string} name
 * @param {unknown} actual
 * @param {string} expected
 * @param {SignInProblem} [problem]
 */
function differ(name, actual, expected, problem = "Forged") {
  if (actual === expected) return;
  const shown = actual === undefined ? "none" : String(actual).slice(0, 200);
  throw new SignInError(problem, `${name}: ${shown}; the page expects: ${expected}`);
}

/**
 * Sends the browser to the provider's sign-out, from where it comes back (OpenID Connect
 * RP-Initiated Logout 1.0). Some providers want the ID token as a hint: it goes in a form, because
 * no token may be in an address. The page's policy allows forms to the issuer's origin only. Where
 * the sign-out is elsewhere, as Amazon Cognito's, it takes a `GET` without a hint.
 *
 * @param {Settings} settings
 * @param {Session} session
 */
export async function startSignOut(settings, { idToken }) {
  const { end_session_endpoint } = await discover(settings);
  if (!end_session_endpoint) return;
  const parameters = {
    client_id: settings.clientId,
    post_logout_redirect_uri: redirectUri(),
    // Amazon Cognito's name for it.
    logout_uri: redirectUri(),
  };
  if (new URL(end_session_endpoint).origin === new URL(settings.issuer).origin) {
    post(end_session_endpoint, { ...parameters, id_token_hint: idToken });
  } else {
    location.assign(withParameters(end_session_endpoint, parameters));
  }
}

/**
 * The provider's addresses (OpenID Connect Discovery 1.0).
 *
 * @param {Settings} settings
 */
async function discover(settings) {
  const base = settings.issuer.replace(/\/$/, "");
  const { status, body: metadata } = await request(`${base}/.well-known/openid-configuration`, {});
  if (status !== 200) throw new SignInError("Unreachable", `discovery: HTTP ${status}`);
  differ("issuer of the discovery document", metadata.issuer, settings.issuer, "Misconfigured");
  const { protocol } = new URL(settings.issuer);
  /** @param {string} name */
  const address = (name) => {
    const value = metadata[name];
    try {
      // A scheme such as `javascript:` would be code.
      return new URL(value).protocol === protocol ? String(value) : null;
    } catch {
      return null;
    }
  };
  const authorization_endpoint = address("authorization_endpoint");
  const token_endpoint = address("token_endpoint");
  if (!authorization_endpoint || !token_endpoint) {
    throw new SignInError("Misconfigured", "the discovery document lacks an endpoint");
  }
  return { authorization_endpoint, token_endpoint, end_session_endpoint: address("end_session_endpoint") };
}

/**
 * The status and the JSON object of an answer; of another answer, an empty one.
 *
 * @param {string} address
 * @param {RequestInit} options
 */
async function request(address, options) {
  const signal = AbortSignal.timeout(timeout);
  try {
    const response = await fetch(address, { ...options, cache: "no-store", redirect: "error", signal });
    const text = await readText(response);
    return { status: response.status, body: Object(parse(text)) };
  } catch (error) {
    if (error instanceof SignInError) throw error;
    // Down, too slow, or without CORS for this page: a browser does not say which.
    throw new SignInError("Unreachable", new URL(address).host);
  }
}

/**
 * The text of a response, unless it is too long.
 *
 * @param {Response} response
 */
async function readText(response) {
  let text = "";
  const decoder = new TextDecoder();
  const reader = response.body?.getReader();
  for (;;) {
    const { done = true, value } = (await reader?.read()) ?? {};
    if (done) return text;
    text += decoder.decode(value, { stream: true });
    if (text.length > maxResponse) {
      await reader?.cancel();
      const { pathname } = new URL(response.url);
      throw new SignInError("Misconfigured", `${pathname}: more than ${maxResponse} characters`);
    }
  }
}

/** @param {string} text */
function parse(text) {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/**
 * Whether a sign-in expired at the provider: Keycloak calls it a temporary problem.
 *
 * @param {string | null} error
 */
const isExpired = (error) =>
  error === "temporarily_unavailable" && answer.get("error_description") === "authentication_expired";

/**
 * An error of the authorization endpoint or of the token endpoint (RFC 6749, 4.1.2.1 and 5.2; OpenID
 * Connect Core, 3.1.2.6).
 *
 * @param {unknown} error
 * @param {unknown} description
 */
function signInError(error, description) {
  /** @type {Record<string, SignInProblem>} */
  const problems = {
    access_denied: "Declined",
    // The person did not go on, as LemonLDAP::NG says of who declines.
    account_selection_required: "Declined",
    consent_required: "Declined",
    interaction_required: "Declined",
    login_required: "Declined",
    invalid_client: "SecretRequired",
    invalid_grant: "Expired",
    server_error: "Unreachable",
    temporarily_unavailable: description === "authentication_expired" ? "Expired" : "Unreachable",
  };
  const detail = [error, description].filter(Boolean).join(": ").slice(0, 300);
  const problem = Object.hasOwn(problems, String(error)) ? problems[String(error)] : undefined;
  return new SignInError(problem ?? "Misconfigured", detail);
}

/**
 * @param {unknown} idToken
 * @returns {Record<string, unknown>}
 */
function claimsOf(idToken) {
  try {
    const payload = String(idToken).split(".")[1] ?? "";
    const base64 = payload.replace(/-/g, "+").replace(/_/g, "/");
    const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
    return JSON.parse(new TextDecoder().decode(bytes)) ?? {};
  } catch {
    throw new SignInError("Misconfigured", "no ID token");
  }
}

/**
 * Goes to an address with a form.
 *
 * @param {string} address
 * @param {Record<string, string>} parameters
 */
function post(address, parameters) {
  const form = document.createElement("form");
  form.method = "post";
  form.action = address;
  form.hidden = true;
  for (const [name, value] of Object.entries(parameters)) {
    const input = document.createElement("input");
    Object.assign(input, { type: "hidden", name, value });
    form.append(input);
  }
  document.body.append(form);
  form.submit();
  form.remove();
}

/**
 * @param {string} address
 * @param {Record<string, string>} parameters
 */
function withParameters(address, parameters) {
  const url = new URL(address);
  for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value);
  return url.href;
}

/** 256 random bits. */
function random() {
  return toBase64Url(crypto.getRandomValues(new Uint8Array(32)));
}

/** @param {Uint8Array} bytes */
function toBase64Url(bytes) {
  const base64 = btoa(String.fromCharCode(...bytes));
  return base64.replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
}

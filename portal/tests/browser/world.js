/* global reportViolation */
// What the tests need around the page: the local run of the two functions, an OpenID provider that
// nobody here wrote, and a browser. Everything listens on free ports of the loopback interface.
import { spawn } from "node:child_process";
import { createHash, generateKeyPairSync, randomUUID } from "node:crypto";
import { createServer } from "node:http";
import { once } from "node:events";
import { createInterface } from "node:readline";

import { chromium } from "playwright-core";
import { Provider } from "oidc-provider";

const clientId = "portal-in-the-test";

/** How long the tests wait for the page, in milliseconds. */
const patience = 20_000;

/** The people's claims: their IAM users, and their groups. */
const people = {
  alice: { iam_user: "alice" },
  bob: { iam_user: "bob" },
  carol: { iam_user: "carol" },
  dave: {},
  erin: { groups: ["helpdesk"] },
  frank: { iam_user: "arn:aws:iam::111122223333:user/frank" },
};

/**
 * An OpenID provider before it starts: `start` gets the address of the page, which the provider must
 * know, and the page needs to know `issuer`. `settings` are those of the functions for this provider.
 *
 * @typedef {{ issuer: string, settings?: Record<string, string>,
 *   start: (page: string) => unknown, stop: () => unknown }} PreparedProvider
 */

/**
 * Starts everything. `settings` are those of the portal's function.
 *
 * @param {Record<string, string>} settings
 * @param {(clientId: string) => PreparedProvider | Promise<PreparedProvider>} prepareProvider
 */
export async function startWorld(settings = {}, prepareProvider = prepareOidcProvider, options = []) {
  const { issuer, settings: ofProvider, ...prepared } = await prepareProvider(clientId);
  const usual = { PORTAL_ISSUER: issuer, PORTAL_CLIENT_ID: clientId };
  const run = await startLocalRun({ ...usual, ...ofProvider, ...settings }, options);
  const provider = await prepared.start(run.page);
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM,
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      // The provider's pages ask for fonts from elsewhere.
      "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
    ],
  });
  return {
    ...run,
    browser,
    issuer,
    provider,
    /** A page of a browser of its own, as somebody opens it. */
    async open(options = {}) {
      const usual = { locale: "en-US", timezoneId: "UTC", viewport: { width: 900, height: 800 } };
      const context = await browser.newContext({ ...usual, ...options });
      context.setDefaultTimeout(patience);
      const page = await context.newPage();
      page.violations = [];
      await page.exposeFunction("reportViolation", (violation) => page.violations.push(violation));
      await page.addInitScript(() =>
        addEventListener("securitypolicyviolation", (event) =>
          reportViolation(`${event.effectiveDirective} ${event.blockedURI}`),
        ),
      );
      await page.goto(run.page);
      return page;
    },
    /** The same, with a clock that the test moves. */
    async openWithClock(options) {
      const page = await this.open();
      await page.clock.install(options);
      await page.reload();
      return page;
    },
    async stop() {
      await browser.close();
      await prepared.stop();
      run.stop();
    },
  };
}

/** The page and the devices, served by `simulator/src/bin/local-portal.rs`. */
async function startLocalRun(settings, options) {
  const child = spawn(process.env.LOCAL_RUN, ["--stop-clock", ...options], {
    env: { ...process.env, ...settings },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const addresses = {};
  for await (const line of createInterface({ input: child.stdout })) {
    const [, name, address] = /^The (page|devices): *(http:\S+)$/.exec(line) ?? [];
    if (name) addresses[name] = address;
    if (addresses.page && addresses.devices) break;
  }
  if (!addresses.devices) throw new Error("the local run does not start");
  return {
    page: addresses.page,
    /** The code that a person's device shows now, by its number on the screen. */
    async code(number = 0) {
      const text = await (await fetch(addresses.devices)).text();
      return [...text.matchAll(/class="code">(\d{3}) (\d{3})</g)][number].slice(1).join("");
    },
    /** Lets half a minute pass for the devices and for AWS. */
    async wait() {
      await fetch(new URL("wait", addresses.devices), { method: "POST" });
    },
    /** Sets the clock of a device right; returns the page of the devices. */
    async setClock(number = 0) {
      const screen = await fetch(new URL(`set-clock/${number}`, addresses.devices), { method: "POST" });
      return screen.text();
    },
    /** Whether AWS accepts the code that a device shows. */
    async signInToAws(number = 0) {
      await fetch(new URL(`sign-in/${number}`, addresses.devices), { method: "POST" });
      const text = await (await fetch(addresses.devices)).text();
      return [...text.matchAll(/<output>([^<]*)</g)][number][1].includes("accepted");
    },
    stop: () => child.kill(),
  };
}

/** The provider of the npm package `oidc-provider`. */
async function prepareOidcProvider() {
  const server = createServer();
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const issuer = `http://127.0.0.1:${server.address().port}`;
  return {
    issuer,
    start: (page) => startProvider(server, issuer, page),
    stop() {
      server.close();
      server.closeAllConnections();
    },
  };
}

/** The provider. The tests change `behaviour`. */
function startProvider(server, issuer, page) {
  const behaviour = {
    lifetime: 3600,
    isDown: false,
    hasKeys: true,
    hasCors: true,
    issuer,
    requests: [],
    tokens: [],
  };
  const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const key = { ...privateKey.export({ format: "jwk" }), use: "sig", alg: "RS256", kid: randomUUID() };
  const client = {
    client_id: clientId,
    redirect_uris: [page],
    post_logout_redirect_uris: [page],
    grant_types: ["authorization_code"],
    response_types: ["code"],
    token_endpoint_auth_method: "none",
  };
  const provider = new Provider(issuer, {
    clients: [client],
    clientBasedCORS: (_, origin) => behaviour.hasCors && origin === new URL(page).origin,
    claims: { openid: ["sub", "iam_user", "groups"] },
    // The claims are in the ID token, as the configured providers have it.
    conformIdTokenClaims: false,
    cookies: { keys: [randomUUID()] },
    findAccount: (_, id) => ({ accountId: id, claims: () => ({ sub: id, ...people[id] }) }),
    features: { devInteractions: { enabled: true } },
    jwks: { keys: [key] },
    pkce: { required: () => true },
    ttl: { IdToken: () => behaviour.lifetime, AccessToken: () => behaviour.lifetime },
  });
  const handler = provider.callback();
  server.on("request", async (request, response) => {
    behaviour.requests.push(request);
    if (behaviour.isDown) return response.destroy();
    const { pathname } = new URL(request.url, issuer);
    const answer = (body) => {
      response.setHeader("content-type", "application/json");
      response.setHeader("access-control-allow-origin", "*");
      const text = JSON.stringify(body);
      response.setHeader("content-length", Buffer.byteLength(text));
      response.end(text);
    };
    if (pathname === "/jwks" && !behaviour.hasKeys) return answer({ keys: [] });
    if (behaviour.answers?.[pathname]) return behaviour.answers[pathname](request, response, answer);
    if (pathname.endsWith("/openid-configuration") && !behaviour.hasCors) {
      // Without CORS headers for anybody.
      const setHeader = response.setHeader.bind(response);
      response.setHeader = (name, value) =>
        /^access-control/i.test(name) ? response : setHeader(name, value);
    }
    if (pathname === "/session/end" && request.method === "POST") {
      // This provider takes the sign-out as a POST only over TLS.
      let form = "";
      for await (const chunk of request) form += chunk;
      Object.assign(request, { method: "GET", url: `${pathname}?${form}` });
    }
    return handler(request, response);
  });
  return behaviour;
}

/** Loads the page again as a browser does that blocks cookies. */
export async function denyStorage(page) {
  await page.addInitScript(() => {
    Object.defineProperty(window, "sessionStorage", {
      get() {
        throw new DOMException("denied", "SecurityError");
      },
    });
  });
  await page.reload();
}

/** Loads the page again with time limits that pass when the test says so, and not by the clock. */
export async function holdTimeLimits(page) {
  await page.addInitScript(() => {
    window.timeLimits = [];
    AbortSignal.timeout = (milliseconds) => {
      const controller = new AbortController();
      window.timeLimits.push({ milliseconds, pass: () => controller.abort(new DOMException("", "TimeoutError")) });
      return controller.signal;
    };
  });
  await page.reload();
}

/** Lets the time limit of the newest request pass; returns it, in milliseconds. */
export const passTimeLimit = (page) =>
  page.evaluate(() => {
    const { milliseconds, pass } = window.timeLimits.pop();
    pass();
    return milliseconds;
  });

/** Signs in at the provider, from any screen that has the button. */
export async function signIn(page, name = "alice", button = /^Sign in/) {
  await page.getByRole("button", { name: button }).click();
  await signInAtProvider(page, name);
  await settled(page);
}

/** Fills in the provider's forms, and comes back to the page. */
export async function signInAtProvider(page, name = "alice") {
  await page.locator("input[name=login]").fill(name);
  await page.locator("input[name=password]").fill("anything");
  await page.getByRole("button", { name: "Sign-in" }).click();
  await page.getByRole("button", { name: "Continue" }).click();
  await page.waitForURL((url) => url.pathname === "/" && url.search === "");
}

/** Waits until a screen is shown; returns its title. */
export async function settled(page) {
  await page.locator("main h1").waitFor();
  return (await page.locator("main h1").textContent()).trim();
}

/** Types into the only field and submits it. */
export async function submit(page, text) {
  await page.locator("main input").fill(text);
  await page.locator("main form button").click();
}

/** A token (RFC 7519). An authorization code may have its first letters, by chance. */
export const token = /eyJ[\w-]*\.[\w-]+\./;

/** Goes from the first code to the result; returns the title of its screen. */
export async function resynchronize(world, page, number = 0) {
  // AWS takes a code once, and a test before may have used this one.
  await world.wait();
  await submit(page, await world.code(number));
  await page.locator(".countdown").waitFor();
  await world.wait();
  await submit(page, await world.code(number));
  return result(page);
}

/** Waits until the answer to a submitted form is shown; returns the title of its screen. */
export async function result(page) {
  await page.locator("main form, main .busy").waitFor({ state: "detached" });
  return settled(page);
}

export const sha256 = (text) => createHash("sha256").update(text).digest("base64url");

// Sign-in at a real provider, and everything that can end it early.
import assert from "node:assert/strict";
import { after, afterEach, before, test } from "node:test";

import words from "./portal/words-en.js";
import {
  denyStorage, holdTimeLimits, passTimeLimit, result, resynchronize, settled, signIn, signInAtProvider, startWorld, submit, token,
} from "./world.js";

let world;
let usual;
before(async () => {
  world = await startWorld();
  usual = { ...world.provider };
});
afterEach(() => Object.assign(world.provider, usual, { answers: undefined, requests: [] }));
after(() => world.stop());

const authorizationRequests = () =>
  world.provider.requests.map(({ url }) => new URL(url, world.issuer)).filter(({ pathname }) => pathname === "/auth");
const authorizationRequest = () => authorizationRequests()[0];

async function startSignIn(page) {
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.locator("input[name=login]").waitFor();
}

test("the request for a code has PKCE, state and nonce, and asks for no refresh token", async () => {
  const page = await world.open();
  await signIn(page);
  const { searchParams } = authorizationRequest();
  const parameters = Object.fromEntries(searchParams);
  assert.deepEqual(Object.keys(parameters).sort(), [
    "client_id",
    "code_challenge",
    "code_challenge_method",
    "nonce",
    "redirect_uri",
    "response_type",
    "scope",
    "state",
  ]);
  assert.equal(parameters.scope, "openid");
  assert.equal(parameters.code_challenge_method, "S256");
  for (const name of ["code_challenge", "nonce", "state"]) assert.match(parameters[name], /^[\w-]{43}$/);
});

test("each sign-in has a new verifier, state and nonce", async () => {
  for (let count = 0; count < 2; count += 1) await startSignIn(await world.open());
  const values = authorizationRequests().flatMap(({ searchParams }) =>
    ["code_challenge", "nonce", "state"].map((name) => searchParams.get(name)),
  );
  assert.equal(values.length, 6);
  assert.equal(new Set(values).size, 6, String(values));
});

test("verifier, state and nonce are stored for the redirect alone", async () => {
  const page = await world.open();
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.locator("input[name=login]").fill("alice");
  await page.locator("input[name=password]").fill("anything");
  await page.getByRole("button", { name: "Sign-in" }).click();
  let storedAtTokenRequest;
  await page.route("**/token", async (route) => {
    storedAtTokenRequest = await page.evaluate(() => ({ ...sessionStorage }));
    await route.continue();
  });
  await page.getByRole("button", { name: "Continue" }).click();
  await page.getByText("AWS calls the device alice-phone").waitFor();
  assert.deepEqual(storedAtTokenRequest, {});
});

test("who declines is told so, and can try again", async () => {
  const page = await world.open();
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.getByText("Cancel").click();
  assert.equal(await settled(page), "You are not signed in");
  await signIn(page);
  assert.match(await page.locator("main").innerText(), /AWS calls the device alice-phone/);
});

for (const error of ["account_selection_required", "consent_required", "interaction_required", "login_required"]) {
  test(`who does not go on at the provider is told so: ${error}`, async () => {
    const page = await world.open();
    await startSignIn(page);
    const state = authorizationRequest().searchParams.get("state");
    await page.goto(`${world.page}?error=${error}&state=${state}`);
    assert.equal(await settled(page), "You are not signed in");
  });
}

test("a provider that is down is told, when one signs in and when one comes back", async () => {
  const page = await world.open();
  world.provider.isDown = true;
  await page.getByRole("button", { name: "Sign in" }).click();
  assert.equal(await settled(page), "The company sign-in does not answer");
  world.provider.isDown = false;
  world.provider.answers = { "/token": (_, response) => response.destroy() };
  await signIn(page);
  assert.equal(await settled(page), "The company sign-in does not answer");
});

test("a provider that does not answer is given up after 15 seconds", async () => {
  const page = await world.open();
  await holdTimeLimits(page);
  let isAsked = page.waitForRequest("**/openid-configuration");
  world.provider.answers = { "/.well-known/openid-configuration": () => {} };
  await page.getByRole("button", { name: "Sign in" }).click();
  await isAsked;
  assert.equal(await passTimeLimit(page), 15_000);
  assert.equal(await settled(page), "The company sign-in does not answer");

  // An answer that begins and does not end.
  world.provider.answers = {
    "/token": (_, response) => {
      response.setHeader("access-control-allow-origin", "*");
      response.write("{");
    },
  };
  await startSignIn(page);
  isAsked = page.waitForResponse("**/token");
  await signInAtProvider(page);
  await isAsked;
  assert.equal(await passTimeLimit(page), 15_000);
  assert.equal(await settled(page), "The company sign-in does not answer");
});

test("a provider that fails", async () => {
  world.provider.answers = {
    "/token": (_, response, answer) => {
      response.statusCode = 503;
      answer({});
    },
  };
  const page = await world.open();
  await signIn(page);
  assert.equal(await settled(page), "The company sign-in does not answer");
  assert.match(await page.locator("main").innerText(), /token endpoint: HTTP 503/);
});

test("an authorization endpoint that is busy", async () => {
  const page = await world.open();
  await startSignIn(page);
  const state = authorizationRequest().searchParams.get("state");
  await page.goto(`${world.page}?error=temporarily_unavailable&error_description=later&state=${state}`);
  assert.equal(await settled(page), "The company sign-in does not answer");
  assert.match(await page.locator("main").innerText(), /temporarily_unavailable: later/);
});

// As Keycloak says it, also where the page has forgotten the sign-in.
for (const isKnown of [true, false]) {
  test(`a sign-in that waited too long at the provider, ${isKnown ? "" : "not "}known to the page`, async () => {
    const page = await world.open();
    if (isKnown) await startSignIn(page);
    const state = isKnown ? authorizationRequest().searchParams.get("state") : "x";
    await page.goto(`${world.page}?error=temporarily_unavailable&error_description=authentication_expired&state=${state}`);
    assert.equal(await settled(page), "The sign-in has expired");
    await page.getByRole("button", { name: "Sign in again" }).waitFor();
  });
}

test("a token endpoint that sends the browser elsewhere is not followed", async () => {
  world.provider.answers = {
    "/token": (_, response) => {
      response.writeHead(307, { location: `${world.issuer}/elsewhere`, "access-control-allow-origin": "*" });
      response.end();
    },
  };
  const page = await world.open();
  await signIn(page);
  assert.equal(await settled(page), "The company sign-in does not answer");
  assert.deepEqual(world.provider.requests.filter(({ url }) => url.startsWith("/elsewhere")), []);
});

test("a browser that stores nothing has the page, but no sign-in, and is told what to do", async () => {
  const page = await world.open();
  await denyStorage(page);
  assert.equal(await settled(page), words.start.title);
  await page.getByLabel(words.language).selectOption("Deutsch");
  const { default: german } = await import("./portal/words-de.js");
  await page.getByRole("heading", { name: german.start.title }).waitFor();
  await page.getByRole("button", { name: german.signIn }).click();
  assert.equal(await settled(page), german.signInProblem.NoStorage.title);
  assert.equal(page.url(), world.page);
});

test("a provider without CORS for the page is not supported", async () => {
  world.provider.hasCors = false;
  const page = await world.open();
  await page.getByRole("button", { name: "Sign in" }).click();
  assert.equal(await settled(page), "The company sign-in does not answer");
  assert.match(await page.locator("main").innerText(), /does not allow requests from this page/);
});

const tokenAnswers = [
  ["a provider that demands a client secret is not supported", 401, { error: "invalid_client" }, "The sign-in is not set up correctly", /client secret/],
  ["a code that was used already", 400, { error: "invalid_grant" }, "The sign-in has expired", /used before/],
  ["a request that the provider does not accept", 400, { error: "unauthorized_client" }, "The sign-in is not set up correctly", /unauthorized_client/],
  ["an error that only its description explains", 400, { error: "invalid_request", error_description: "AADSTS9002326: …" }, "The sign-in is not set up correctly", /invalid_request: AADSTS9002326/],
  ["a token endpoint that is busy", 400, { error: "temporarily_unavailable" }, "The company sign-in does not answer", /temporarily_unavailable/],
  ["an answer without an ID token", 200, { access_token: "x" }, "The sign-in is not set up correctly", /no ID token/],
  ["an answer that is not JSON", 200, undefined, "The sign-in is not set up correctly", /no ID token/],
];
for (const [name, status, body, title, text] of tokenAnswers) {
  test(name, async () => {
    world.provider.answers = {
      "/token": (_, response, answer) => {
        response.statusCode = status;
        if (body) return answer(body);
        response.setHeader("access-control-allow-origin", "*");
        return response.end("<html>");
      },
    };
    const page = await world.open();
    await signIn(page);
    assert.equal(await settled(page), title);
    assert.match(await page.locator("main").innerText(), text);
  });
}

test("a code is used once: going back to the address with it does not sign in", async () => {
  const page = await world.open();
  let address;
  page.on("request", (request) => {
    if (request.isNavigationRequest() && request.url().includes("code=")) address = request.url();
  });
  await signIn(page);
  await page.goto(address);
  assert.equal(await settled(page), "Please sign in again");
  assert.equal(await page.locator("main button").count(), 1);
  assert.equal(new URL(page.url()).search, "");
});

test("a code leaves the address, also where a file of the page does not come", async () => {
  const page = await world.open();
  await page.route("**/portal/words.js", (route) => route.fulfill({ status: 429, json: {} }));
  await page.goto(`${world.page}?code=secret&state=x`);
  await page.waitForFunction(() => location.search === "");
});

const forgeries = [
  ["a code without a state", "?code=stolen"],
  ["a state that the page did not make", "?code=stolen&state=forged"],
  ["an error of a sign-in that the page did not start", "?error=access_denied&state=forged"],
];
const moments = [
  ["before a sign-in", () => {}, "Please sign in again"],
  ["while the page waits for the answer to its own sign-in", startSignIn, "This sign-in did not start here"],
];
for (const [name, search] of forgeries) {
  for (const [moment, prepare, title] of moments) {
    test(`forged: ${name}, ${moment}`, async () => {
      const page = await world.open();
      await prepare(page);
      await page.goto(world.page + search);
      assert.equal(await settled(page), title);
      const calls = world.provider.requests.filter(({ url }) => url.startsWith("/token"));
      assert.deepEqual(calls, []);
    });
  }
}

test("forged: a right state with the issuer of another provider", async () => {
  const page = await world.open();
  await startSignIn(page);
  const state = authorizationRequest().searchParams.get("state");
  await page.goto(`${world.page}?code=stolen&state=${state}&iss=https://evil.example`);
  assert.equal(await settled(page), "This sign-in did not start here");
  const text = await page.locator("main").innerText();
  assert.ok(text.includes(`iss: https://evil.example; the page expects: ${world.issuer}`), text);
});

/** Changes the claims of the ID token on its way. */
const changeClaims = (page, change) =>
  page.route("**/token", async (route) => {
    const response = await route.fetch();
    const tokens = await response.json();
    const [header, payload, signature] = tokens.id_token.split(".");
    const claims = { ...JSON.parse(Buffer.from(payload, "base64url")), ...change };
    const changed = Buffer.from(JSON.stringify(claims)).toString("base64url");
    await route.fulfill({ response, json: { ...tokens, id_token: [header, changed, signature].join(".") } });
  });

// What the administrator is told: the value that came, and the one that the page expects.
for (const [change, detail] of [
  [{ azp: "another client" }, "azp of the ID token: another client; the page expects: portal-in-the-test"],
  [{ nonce: "another" }, "nonce of the ID token: another"],
  [{ nonce: undefined }, "nonce of the ID token: none"],
  [{ aud: "another client" }, "aud of the ID token: another client; the page expects: portal-in-the-test"],
  [{ aud: undefined }, "aud of the ID token: none; the page expects: portal-in-the-test"],
  [{ aud: [] }, "aud of the ID token: none; the page expects: portal-in-the-test"],
  [{ iss: "https://evil.example" }, "iss of the ID token: https://evil.example; the page expects: http://127.0.0.1"],
  [{ iss: undefined }, "iss of the ID token: none; the page expects: http://127.0.0.1"],
]) {
  test(`forged: an ID token with ${JSON.stringify(change)}: ${detail}`, async () => {
    const page = await world.open();
    await changeClaims(page, change);
    await signIn(page);
    const title = "nonce" in change ? "This sign-in did not start here" : "The sign-in is not set up correctly";
    assert.equal(await settled(page), title);
    const text = await page.locator("main").innerText();
    assert.ok(text.includes(detail), text);
    assert.doesNotMatch(text, token);
  });
}

test("the API refuses a token that was changed", async () => {
  const page = await world.open();
  await changeClaims(page, { iam_user: "bob" });
  await signIn(page);
  // Nobody is sent in a circle: a token that is seconds old has not expired.
  assert.equal(await settled(page), "The sign-in is not set up correctly");
  await page.getByText("the API does not accept the tokens of this page").waitFor();
});

const discoveryAnswers = [
  ["of another issuer", { issuer: "https://evil.example" }, /issuer of the discovery document: https:\/\/evil\.example; the page expects: http:/],
  ["without a token endpoint", { token_endpoint: undefined }, /lacks an endpoint/],
  ["with code for an address", { authorization_endpoint: "javascript:alert(1)" }, /lacks an endpoint/],
  ["with an address that is none", { authorization_endpoint: "nowhere" }, /lacks an endpoint/],
  ["of very many characters", { padding: "x".repeat(300_000) }, /openid-configuration: more than 262144 characters/],
];
for (const [name, change, text] of discoveryAnswers) {
  test(`a discovery document ${name} is refused`, async () => {
    const endpoints = {
      issuer: world.issuer,
      authorization_endpoint: `${world.issuer}/auth`,
      token_endpoint: `${world.issuer}/token`,
    };
    world.provider.answers = {
      "/.well-known/openid-configuration": (_request, _response, answer) => answer({ ...endpoints, ...change }),
    };
    const page = await world.open();
    await page.getByRole("button", { name: "Sign in" }).click();
    assert.equal(await settled(page), "The sign-in is not set up correctly");
    assert.match(await page.locator("main").innerText(), text);
    assert.equal(page.url(), world.page);
  });
}

test("a session that expires before the codes are sent is told, and nothing is lost", async () => {
  const page = await world.open();
  await signIn(page);
  await submit(page, await world.code());
  await page.locator(".step", { hasText: "Step 2 of 2" }).waitFor();
  await world.wait();
  // The gateway takes the token for one of an unknown key.
  world.provider.hasKeys = false;
  await submit(page, await world.code());
  assert.equal(await result(page), "Your session has ended");
  // Nothing leads to a screen that needs a session.
  assert.deepEqual(await page.getByRole("button").allTextContents(), ["Sign in again", "Copy"]);
  assert.equal(await page.getByRole("button", { name: "Sign out" }).isVisible(), false);
  world.provider.hasKeys = true;
  await page.getByRole("button", { name: "Sign in again" }).click();
  await page.getByText("AWS calls the device alice-phone").waitFor();
  assert.equal(await resynchronize(world, page), "The device works again");
});

test("a token with less than three minutes left is renewed before the first code is taken", async () => {
  const page = await world.openWithClock();
  await signIn(page);
  await page.clock.fastForward((3600 - 181) * 1000);
  await page.getByText("AWS calls the device alice-phone").waitFor();
  await page.clock.fastForward(5_000);
  await submit(page, await world.code());
  assert.equal(await settled(page), "Please sign in again");
  await page.getByRole("button", { name: "Sign in again" }).click();
  await page.getByText("AWS calls the device alice-phone").waitFor();
});

test("tokens that are valid for less than three minutes are a mistake in the setup", async () => {
  world.provider.lifetime = 170;
  const page = await world.open();
  await signIn(page);
  assert.equal(await settled(page), "The sign-in is too short");
});

test("sign-out ends the session at the provider, and no token is in an address", async () => {
  const page = await world.open();
  const addresses = [];
  page.on("request", (request) => addresses.push(request.url()));
  await signIn(page);
  await page.getByRole("button", { name: "Sign out" }).click();
  await page.getByRole("button", { name: "Yes, sign me out" }).click();
  await page.waitForURL((url) => url.href.startsWith(world.page));
  assert.equal(await settled(page), "AWS does not accept your codes?");
  assert.equal(addresses.some((address) => token.test(address)), false);
  // The provider asks for the name again.
  await signIn(page, "bob");
  assert.equal(await settled(page), "Which device?");
});

test("sign-out forgets the token, also where the provider sends the browser elsewhere", async () => {
  const page = await world.open();
  await signIn(page);
  world.provider.answers = {
    "/session/end": (_, response) => response.writeHead(302, { location: "https://elsewhere.example/" }).end(),
  };
  await page.getByRole("button", { name: "Sign out" }).click();
  assert.equal(await settled(page), "You are signed out");
});

test("sign-out forgets the token, also of a provider that is down or has no sign-out", async () => {
  const page = await world.open();
  await signIn(page);
  world.provider.isDown = true;
  await page.getByRole("button", { name: "Sign out" }).click();
  await page.getByText("You are signed out").waitFor();
  assert.equal(await page.getByRole("button", { name: "Sign out" }).isVisible(), false);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.getByText("The company sign-in does not answer").waitFor();
});

test("sign-out of a provider at another origin takes a GET without a token", async () => {
  const page = await world.open();
  await signIn(page);
  const other = world.issuer.replace("127.0.0.1", "localhost");
  world.provider.answers = {
    "/.well-known/openid-configuration": (_request, _response, answer) =>
      answer({
        issuer: world.issuer,
        authorization_endpoint: `${world.issuer}/auth`,
        token_endpoint: `${world.issuer}/token`,
        end_session_endpoint: `${other}/logout`,
      }),
    "/logout": (_request, _response, answer) => answer({}),
  };
  await page.getByRole("button", { name: "Sign out" }).click();
  await page.waitForURL(/\/logout/);
  const url = new URL(page.url());
  assert.equal(url.host, new URL(other).host);
  assert.deepEqual(Object.fromEntries(url.searchParams), {
    client_id: "portal-in-the-test",
    post_logout_redirect_uri: world.page,
    logout_uri: world.page,
  });
});

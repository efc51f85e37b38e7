// What a hostile page, a hostile name or an unlucky press of a button can do.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { createServer } from "node:http";
import { once } from "node:events";
import { after, before, test } from "node:test";

import { resynchronize, result, settled, signIn, startWorld, submit } from "./world.js";

let world;
before(async () => (world = await startWorld()));
after(() => world.stop());

test("every file comes with the headers, and nothing else is served", async () => {
  const files = ["", "portal/portal.js", "portal/oidc.js", "portal/api.js", "portal/codes.js", "portal/words.js"];
  for (const file of [...files, "portal/portal.css", "portal/icon.svg", "portal/settings.json", "portal/no.js"]) {
    const response = await fetch(world.page + file);
    assert.equal(response.status, file === "portal/no.js" ? 404 : 200, file);
    const headers = Object.fromEntries(response.headers);
    assert.equal(headers["cache-control"], "no-store");
    assert.equal(headers["cross-origin-opener-policy"], "same-origin");
    assert.equal(headers["cross-origin-resource-policy"], "same-origin");
    assert.equal(headers["referrer-policy"], "no-referrer");
    assert.equal(headers["strict-transport-security"], "max-age=63072000");
    assert.equal(headers["x-content-type-options"], "nosniff");
    assert.deepEqual(headers["content-security-policy"].split("; "), [
      "default-src 'none'",
      "script-src 'self'",
      "style-src 'self'",
      "img-src 'self'",
      `connect-src 'self' ${world.issuer}`,
      "base-uri 'none'",
      `form-action 'self' ${world.issuer}`,
      "frame-ancestors 'none'",
      "require-trusted-types-for 'script'",
      "trusted-types 'none'",
    ]);
  }
});

test("the policy blocks injected scripts, markup, and requests elsewhere", async () => {
  const page = await world.open();
  await settled(page);
  const outcome = await page.evaluate(async () => {
    const script = document.createElement("script");
    const results = {};
    const blocked = (action) => {
      try {
        action();
        return false;
      } catch {
        return true;
      }
    };
    results.scriptText = blocked(() => (script.textContent = "window.injected = true"));
    results.markup = blocked(() => (document.body.innerHTML = "<img src=x onerror='window.injected = true'>"));
    const image = document.createElement("img");
    results.handler = blocked(() => image.setAttribute("onerror", "window.injected = true"));
    image.src = "data:,";
    document.body.append(script, image);
    results.request = await fetch("https://evil.example/").then(() => false, () => true);
    await new Promise((resolve) => setTimeout(resolve, 200));
    if (window.injected !== undefined) results.injected = window.injected;
    return results;
  });
  assert.deepEqual(outcome, { scriptText: true, markup: true, handler: true, request: true });
  assert.ok(page.violations.some((violation) => violation.startsWith("require-trusted-types-for")));
  assert.ok(page.violations.some((violation) => violation.startsWith("connect-src")));
});

test("an inline script that somebody slips into the document does not run", async () => {
  const page = await world.open();
  await page.route(world.page, async (route) => {
    const response = await route.fetch();
    const body = (await response.text()).replace("</body>", "<script>window.injected = true</script></body>");
    await route.fulfill({ response, body });
  });
  await page.reload();
  await settled(page);
  assert.equal(await page.evaluate(() => window.injected), undefined);
  assert.deepEqual(page.violations, ["script-src-elem inline"]);
});

test("another page cannot frame it", async () => {
  const server = createServer((_, response) => {
    response.setHeader("content-type", "text/html");
    response.end(`<iframe src="${world.page}"></iframe>`);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const page = await world.open();
  await page.goto(`http://127.0.0.1:${server.address().port}/`);
  const frame = page.frames()[1];
  await frame.waitForLoadState();
  assert.doesNotMatch(await frame.locator("body").innerText(), /AWS/);
  server.close();
  server.closeAllConnections();
});

test("names full of markup are text", async () => {
  const markup = '<img src=x onerror="window.injected = true">{device}{user}';
  const page = await world.open();
  const device = { serialNumber: "GAHT31415926", name: markup, type: "virtual", enabledAt: "2026-01-31T12:00:00Z" };
  const json = { status: "Devices", message: "", userName: markup, devices: [device] };
  await page.route("**/devices", (route) => route.fulfill({ json }));
  await signIn(page);
  assert.match(await page.locator("main").innerText(), /AWS calls the device <img src=x onerror="window.injected = true">/);
  const violations = [{ field: markup, code: "New", message: markup }];
  const refusal = { status: "InvalidRequest", message: markup, requestId: markup, violations };
  await page.route("**/resync", (route) => route.fulfill({ status: 400, json: refusal }));
  await submit(page, "111111");
  await submit(page, "222222");
  assert.equal(await result(page), "Something needs to be corrected");
  assert.equal(await page.locator("main img").count(), 0);
  assert.equal(await page.evaluate(() => window.injected), undefined);
  assert.deepEqual(page.violations, []);
});

test("no parameter of the address leads anywhere", async () => {
  for (const search of ["?redirect_uri=https://evil.example", "?next=https://evil.example", "?state=https://evil.example&code=x", "#https://evil.example", "?error=<script>alert(1)</script>"]) {
    const page = await world.open();
    const left = [];
    page.on("request", (request) => request.url().includes("evil.example/") && left.push(request.url()));
    await page.goto("about:blank");
    await page.goto(world.page + search);
    await settled(page);
    assert.equal(page.url(), world.page);
    assert.deepEqual(left, []);
    await page.context().close();
  }
});

/** Counts the requests that carry codes. */
function watch(page) {
  const sent = [];
  page.on("request", (request) => request.method() === "POST" && request.url().endsWith("/resync") && sent.push(request));
  return sent;
}

test("a double submission sends one request", async () => {
  const page = await world.open();
  const sent = watch(page);
  await signIn(page);
  await submit(page, "111111");
  await page.locator("main input").fill("222222");
  await page.evaluate(() => {
    const form = document.querySelector("main form");
    form.requestSubmit();
    form.requestSubmit();
    form.querySelector("button").click();
  });
  await page.keyboard.press("Enter");
  assert.equal(await result(page), "AWS did not accept the codes");
  assert.equal(sent.length, 1);
});

test("back, forward and reload send no codes again", async () => {
  const page = await world.open();
  const sent = watch(page);
  await signIn(page);
  await resynchronize(world, page);
  assert.equal(sent.length, 1);
  await page.reload();
  assert.equal(await settled(page), "AWS does not accept your codes?");
  await page.goBack();
  await page.goForward();
  await settled(page);
  assert.equal(sent.length, 1);
  assert.equal(await page.locator("main input").count(), 0);
});

test("leaving in the middle forgets the first code", async () => {
  const page = await world.open();
  const sent = watch(page);
  await signIn(page);
  await submit(page, "111111");
  await page.locator(".step", { hasText: "Step 2 of 2" }).waitFor();
  await page.goto("about:blank");
  await page.goBack();
  assert.equal(await settled(page), "AWS does not accept your codes?");
  assert.equal(sent.length, 0);
});

test("no token and no code is in storage, address, history or log, or goes anywhere but to the API", async () => {
  const page = await world.open();
  const lines = [];
  const requests = [];
  page.on("console", (message) => lines.push(message.text()));
  page.on("request", (request) => requests.push(request));
  const tokens = page.waitForResponse((response) => response.url().endsWith("/token"));
  await signIn(page);
  const { id_token: idToken } = await (await tokens).json();
  await world.wait();
  const first = await world.code();
  await submit(page, first);
  await world.wait();
  const second = await world.code();
  await submit(page, second);
  assert.equal(await result(page), "The device works again");
  assert.match(idToken, /^eyJ/);
  const secrets = [idToken, first, second];
  const holds = (text) => secrets.some((secret) => text.includes(secret));

  const stored = await page.evaluate(async () => JSON.stringify([
    { ...localStorage }, { ...sessionStorage }, document.cookie, history.state, location.href,
    await caches.keys(), await indexedDB.databases(), document.documentElement.outerHTML,
    performance.getEntries().map(({ name }) => name),
  ]));
  assert.equal(holds(stored), false);
  assert.equal(holds(lines.join("\n")), false);
  const session = await page.context().newCDPSession(page);
  const { entries } = await session.send("Page.getNavigationHistory");
  assert.equal(holds(JSON.stringify(entries)), false);
  // The authorization code has left the history as well.
  assert.equal(entries.some(({ url }) => url.startsWith(world.page) && url.includes("code=")), false);

  for (const request of requests) {
    const headers = await request.allHeaders();
    assert.equal(holds(request.url()), false, request.url());
    // The browser came with the provider's address, the page sends none.
    const isOurs = !request.isNavigationRequest() && !request.url().startsWith("https:");
    if (isOurs) assert.equal(headers.referer, undefined, request.url());
    const isApi = ["resync", "devices"].some((path) => request.url() === world.page + path);
    assert.equal(holds(JSON.stringify(headers)), isApi, request.url());
    const isPair = request.url() === `${world.page}resync`;
    assert.equal(holds(request.postData() ?? ""), isPair, request.url());
  }
});

test("the local run listens on no address but loopback, and stops on Ctrl-C", async () => {
  const run = (...options) => spawn(process.env.LOCAL_RUN, options, { stdio: ["ignore", "pipe", "pipe"] });
  for (const address of ["0.0.0.0:0", "[::]:0", "192.0.2.1:80", "localhost"]) {
    const child = run("--listen", address);
    const [[text], [code]] = await Promise.all([once(child.stderr, "data"), once(child, "exit")]);
    assert.equal(code, 2, address);
    assert.match(String(text), /use 127\.0\.0\.1|not an address such as 127\.0\.0\.1:8080/);
  }
  const child = run("--listen", "127.0.0.1:0");
  let text = "";
  while (!text.includes("Ctrl-C")) text += (await once(child.stdout, "data"))[0];
  assert.match(text, /^Building the two functions\.\nThe page: +http:\/\/127\.0\.0\.1:\d+\/\n/);
  child.kill("SIGINT");
  assert.deepEqual(await once(child, "exit"), [null, "SIGINT"]);
});

test("the access token is sent where the settings say so", async () => {
  const other = await startWorld({ PORTAL_TOKEN: "access_token" });
  try {
    const page = await other.open();
    let tokens;
    await page.route("**/token", async (route) => {
      const response = await route.fetch();
      tokens = await response.json();
      await route.fulfill({ response });
    });
    const asked = page.waitForRequest("**/devices");
    await signIn(page);
    const authorization = (await asked).headers()["authorization"];
    assert.equal(authorization, `Bearer ${tokens.access_token}`);
    // This provider's access token is none that an API can read.
    assert.equal(await settled(page), "The sign-in is not set up correctly");
  } finally {
    await other.stop();
  }
});

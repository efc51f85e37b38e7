// Every screen: what it says, and whether everybody can use it.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, test } from "node:test";

import { parse } from "yaml";

import words from "./portal/words-en.js";
import { answered, everybodyCanUse } from "./usable.js";
import { denyStorage, holdTimeLimits, passTimeLimit, result, settled, signIn, signInAtProvider, startWorld, submit } from "./world.js";

const contractText = readFileSync("openapi.yaml", "utf8");
const contract = parse(contractText);

let world;
before(async () => {
  world = await startWorld({ PORTAL_SUPPORT: "the IT desk, extension 4357" });
});
after(() => world.stop());

test("the way through is for everybody", async () => {
  const page = await world.open();
  await everybodyCanUse(page, "start");
  await signIn(page, "bob");
  await everybodyCanUse(page, "choose-device");
  await page.goBack();
  await page.getByRole("button", { name: words.next }).waitFor();
  await everybodyCanUse(page, "start-signed-in");
  await page.getByRole("button", { name: words.next }).click();
  await page.getByRole("button", { name: "bob-phone" }).click();
  await everybodyCanUse(page, "first-code");
  await submit(page, "12345x");
  await everybodyCanUse(page, "first-code-problem");
  await submit(page, await world.code(1));
  await everybodyCanUse(page, "second-code");
  await world.wait();
  await submit(page, await world.code(1));
  await result(page);
  await everybodyCanUse(page, "success");
  const helpdesk = await world.open();
  await signIn(helpdesk, "erin");
  await everybodyCanUse(helpdesk, "choose-user");
});

test("every status of the contract has a screen of its own", async () => {
  const page = await world.open();
  await signIn(page);
  const { responses } = contract.paths["/resync"].post;
  const resolve = (node) =>
    node.$ref ? node.$ref.slice(2).split("/").reduce((place, key) => place[key], contract) : node;
  const answers = Object.entries(responses).flatMap(([code, response]) => {
    const { examples = {} } = resolve(response).content["application/json"];
    return Object.values(examples).map((example) => [Number(code), resolve(example).value]);
  });
  // The contract has an example of the status, and a list of its reasons.
  const [, ofReason] = answers.find(([, { status }]) => status === "NoSuchEntity");
  for (const reason of Object.keys(words.reason)) answers.push([404, { ...ofReason, reason }]);
  const seen = new Map();
  for (const [code, body] of answers) {
    const name = body.reason ?? body.status;
    if (name === undefined || seen.has(name)) continue;
    const title = await answered(page, (route) => route.fulfill({ status: code, json: body }));
    const screen = words.own[name] ?? words.reason[name] ?? words.status[name];
    assert.equal(title, screen.title, name);
    await everybodyCanUse(page, name);
    seen.set(name, title);
    await page.reload();
    await signInAgain(page);
  }
  // The words and the contract know the same statuses, reasons and violations.
  const { schemas } = contract.components;
  const statuses = [...contractText.matchAll(/^ *const: ([A-Z]\w*)$/gm)].map(([, status]) => status);
  assert.deepEqual(
    Object.keys(words.status).sort(),
    statuses.filter((status) => !["Devices", "NoSuchEntity"].includes(status)).sort(),
  );
  assert.deepEqual(Object.keys(words.reason).sort(), [...schemas.NoSuchEntity.properties.reason.enum].sort());
  const codes = [...schemas.Violation.properties.code.enum, "Other"];
  for (const code of Object.keys(words.violation)) assert.ok(codes.includes(code), code);
  const expected = [...Object.keys(words.status), ...Object.keys(words.reason)];
  assert.deepEqual([...seen.keys()].sort(), expected.sort());
});

/** Signs in where the provider still knows the person. */
async function signInAgain(page) {
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.locator("main input").waitFor();
}

const gatewayAnswers = [
  [401, "Your session has ended", "The sign-in is not set up correctly"],
  [403, "Your company blocks this request", "Your company blocks this request"],
  [404, "This page is out of date", "This page is out of date"],
  [413, "This page is out of date", "This page is out of date"],
  [429, "Many people are using this page", "Many people are using this page"],
  [500, "It is not certain that it worked", "The service does not answer"],
  [503, "It is not certain that it worked", "The service does not answer"],
  ["nothing", "It is not certain that it worked", "The service does not answer"],
  ["a status of a later version", "It is not certain that it worked", "The service does not answer"],
  ["no JSON", "It is not certain that it worked", "The service does not answer"],
];
for (const [kind, afterCodes, afterQuestion] of gatewayAnswers) {
  test(`an answer that is not the function's: ${kind}`, async () => {
    const fulfil = (route) => {
      if (kind === "nothing") return route.abort();
      if (kind === "no JSON") return route.fulfill({ status: 200, body: "<html>" });
      if (kind === "a status of a later version") return route.fulfill({ status: 418, json: { status: "Later" } });
      const headers = { "apigw-requestid": "JKJaXmPLvHcESHA=" };
      return route.fulfill({ status: kind, headers, json: { message: "of the gateway" } });
    };
    const page = await world.open();
    await signIn(page);
    assert.equal(await answered(page, fulfil), afterCodes);
    await everybodyCanUse(page, `gateway-${kind}`.replaceAll(" ", "-"));
    if (typeof kind === "number") assert.match(await page.locator("main").innerText(), /JKJaXmPLvHcESHA=/);

    await page.route("**/devices", fulfil);
    await page.reload();
    await page.getByRole("button", { name: "Sign in" }).click();
    assert.equal(await settled(page), afterQuestion);
  });
}

test("a gateway's answer to a question for devices can be tried again", async () => {
  const page = await world.open();
  await page.route("**/devices", (route) => route.fulfill({ status: 503, body: "" }), { times: 1 });
  await signIn(page);
  assert.equal(await settled(page), "The service does not answer");
  await page.getByRole("button", { name: "Try again" }).click();
  await page.getByText("AWS calls the device alice-phone").waitFor();
});

test("an API that does not answer is given up after 40 seconds", async () => {
  const page = await world.open();
  await holdTimeLimits(page);
  for (const path of ["devices", "resync"]) await page.route(`**/${path}`, () => undefined, { times: 1 });
  let isAsked = page.waitForRequest("**/devices");
  await page.getByRole("button", { name: "Sign in" }).click();
  await signInAtProvider(page);
  await isAsked;
  assert.equal(await passTimeLimit(page), 40_000);
  assert.equal(await settled(page), words.noAnswer.Unreachable.title);
  await page.getByRole("button", { name: "Try again" }).click();
  isAsked = page.waitForRequest("**/resync");
  await submit(page, "111111");
  await submit(page, "222222");
  await isAsked;
  assert.equal(await passTimeLimit(page), 40_000);
  assert.equal(await result(page), words.status.OutcomeUnknown.title);
});

test("a browser that is offline sends nothing", async () => {
  const page = await world.open();
  await signIn(page);
  const requests = [];
  page.on("request", (request) => requests.push(request.url()));
  await submit(page, "111111");
  await page.context().setOffline(true);
  await submit(page, "222222");
  assert.equal(await result(page), "You are offline");
  assert.deepEqual(requests, []);
  await everybodyCanUse(page, "offline");
  await page.context().setOffline(false);
  await page.getByRole("button", { name: "Start again with two new codes" }).click();
  await page.getByText("AWS calls the device alice-phone").waitFor();
});

test("several devices that the function asks about are a choice", async () => {
  const page = await world.open();
  await signIn(page);
  const devices = ["one", "two"].map((name) => ({
    serialNumber: `arn:aws:iam::123456789012:mfa/${name}`,
    name,
    type: "virtual",
    enabledAt: "2026-01-31T12:00:00Z",
  }));
  const json = { status: "SerialNumberRequired", message: "", devices };
  assert.equal(await answered(page, (route) => route.fulfill({ status: 422, json })), "Which device?");
  await page.getByRole("button", { name: "two" }).click();
  await page.getByText("AWS calls the device two").waitFor();
});

test("an answer that nobody foresaw does not leave the person waiting", async () => {
  const device = { serialNumber: "GAHT31415926", name: "x", type: "hardware", enabledAt: "2026-01-31T12:00:00Z" };
  const lists = ["abc", 5, {}, null, [null], [5], [{ ...device, name: 5 }]];
  for (const list of lists) {
    const page = await world.open();
    const json = { status: "Devices", devices: list, violations: list, noAnswer: "Unauthenticated" };
    await page.route("**/devices", (route) => route.fulfill({ json }));
    await signIn(page);
    assert.equal(await settled(page), "The service does not answer", JSON.stringify(list));
    await page.context().close();
  }
  const page = await world.open();
  await signIn(page);
  for (const [status, json] of [[500, { status: "Resynchronized" }], [200, { status: "NotAuthorized" }], [200, 5]]) {
    const title = await answered(page, (route) => route.fulfill({ status, json }));
    assert.equal(title, "It is not certain that it worked", JSON.stringify(json));
    await page.getByRole("button", { name: "Start again with two new codes" }).click();
  }
  await page.evaluate(() => {
    Promise.reject(new Error("a defect"));
  });
  // The browser reports the rejection in a task of its own.
  await page.getByRole("heading", { name: "Something went wrong on this page" }).waitFor();
  await everybodyCanUse(page, "defect");
  for (const word of ["constructor", "__proto__", "toString"]) {
    const page = await world.open();
    await signIn(page);
    const json = { status: word, reason: word, violations: [{ field: word, code: word, message: "its text" }] };
    const title = await answered(page, (route) => route.fulfill({ status: 400, json }));
    assert.equal(title, "It is not certain that it worked");
    // The text of the API is English, whatever the page speaks.
    assert.doesNotMatch(await page.locator("main").innerText(), /its text/);
  }
});

test("the sign-in's problems, and the ends of a session, are for everybody", async () => {
  const tokenError = (error) => ({
    "/token": (_, response, answer) => {
      response.statusCode = 400;
      answer({ error });
    },
  });
  const signInProblems = {
    Expired: () => (world.provider.answers = tokenError("invalid_grant")),
    SecretRequired: () => (world.provider.answers = tokenError("invalid_client")),
    Misconfigured: () => (world.provider.answers = tokenError("invalid_request")),
    Unreachable: () => (world.provider.answers = tokenError("server_error")),
    TooShort: () => (world.provider.lifetime = 170),
  };
  for (const [name, prepare] of Object.entries(signInProblems)) {
    const page = await world.open();
    prepare();
    await signIn(page);
    assert.equal(await settled(page), words.signInProblem[name].title);
    await everybodyCanUse(page, `sign-in-${name}`);
    Object.assign(world.provider, { answers: undefined, lifetime: 3600 });
  }
  const page = await world.open();
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.getByText("Cancel").click();
  assert.equal(await settled(page), words.signInProblem.Declined.title);
  await everybodyCanUse(page, "sign-in-Declined");
  await page.goto(`${world.page}?code=x&state=y`);
  assert.equal(await settled(page), words.signInProblem.Elsewhere.title);
  await everybodyCanUse(page, "sign-in-Elsewhere");
  await page.getByRole("button", { name: "Sign in again" }).click();
  await page.locator("input[name=login]").waitFor();
  await page.goto(`${world.page}?code=x&state=y`);
  assert.equal(await settled(page), words.signInProblem.Forged.title);
  await everybodyCanUse(page, "sign-in-Forged");
  const forgetful = await world.open();
  await denyStorage(forgetful);
  await forgetful.getByRole("button", { name: "Sign in" }).click();
  assert.equal(await settled(forgetful), words.signInProblem.NoStorage.title);
  await everybodyCanUse(forgetful, "sign-in-NoStorage");
  const seen = [...Object.keys(signInProblems), "Declined", "Elsewhere", "Forged", "NoStorage"];
  assert.deepEqual(seen.sort(), Object.keys(words.signInProblem).sort());

  const another = await world.openWithClock();
  await signIn(another);
  await submit(another, "111111");
  await another.clock.fastForward(91_000);
  await another.getByText("More than 90 seconds passed").waitFor();
  await everybodyCanUse(another, "too-slow");
  await another.clock.fastForward(3600_000);
  await submit(another, "111111");
  assert.equal(await settled(another), "Please sign in again");
  await everybodyCanUse(another, "session-ending");
  world.provider.isDown = true;
  await another.getByRole("button", { name: "Sign out" }).click();
  assert.equal(await settled(another), "You are signed out");
  await everybodyCanUse(another, "signed-out");
  world.provider.isDown = false;
});

test("files that do not come are told", async () => {
  for (const file of ["settings.json", "words-en.js"]) {
    const page = await world.open();
    await page.route(`**/portal/${file}`, (route) => route.fulfill({ status: 429, json: { message: "Too Many Requests" } }));
    await page.reload();
    if (file === "settings.json") {
      assert.equal(await settled(page), "The page did not load completely");
      await everybodyCanUse(page, "not-loaded");
    } else {
      await page.getByText("this page needs JavaScript, a newer browser or a better connection").waitFor();
    }
  }
});

test("settings that never arrive are given up after 10 seconds", async () => {
  const page = await world.open({ locale: "de" });
  // Only the visit below asks for them.
  await settled(page);
  await page.route("**/portal/settings.json", () => undefined);
  const isAsked = page.waitForRequest("**/portal/settings.json");
  await holdTimeLimits(page);
  await isAsked;
  assert.equal(await passTimeLimit(page), 10_000);
  const { default: german } = await import("./portal/words-de.js");
  assert.equal(await settled(page), german.notLoaded.title);
});

test("a printed result has its texts and its reference, and nothing to press", async () => {
  const page = await world.open();
  await signIn(page, "bob");
  await page.getByRole("button", { name: "bob-phone" }).click();
  await page.emulateMedia({ media: "print" });
  assert.equal(await page.locator("main form").isVisible(), false);
  await page.emulateMedia({ media: null });
  const json = { status: "Resynchronized", requestId: "1-5759e988" };
  await answered(page, (route) => route.fulfill({ json }));
  const toPress = page.locator("button, select");
  assert.ok((await toPress.filter({ visible: true }).count()) > 2);
  await page.emulateMedia({ media: "print" });
  assert.equal(await toPress.filter({ visible: true }).count(), 0);
  const text = await page.locator("main").innerText();
  for (const part of [words.status.Resynchronized.title, ...words.status.Resynchronized.text, "1-5759e988"]) {
    assert.ok(text.includes(part), part);
  }
});

test("forced colours leave the focus, the countdown and the kind of a result to see", async () => {
  const page = await world.open();
  await page.emulateMedia({ forcedColors: "active" });
  const look = (locator, pseudo) =>
    locator.evaluate((node, pseudo) => {
      const { content, color, outlineStyle, outlineColor } = getComputedStyle(node, pseudo);
      const { backgroundColor } = getComputedStyle(document.body);
      return { content, color, outlineStyle, outlineColor, backgroundColor };
    }, pseudo);
  await signIn(page);
  await page.keyboard.press("Shift+Tab");
  await page.keyboard.press("Tab");
  const field = await look(page.locator("main input"));
  assert.equal(field.outlineStyle, "solid");
  assert.notEqual(field.outlineColor, field.backgroundColor);
  await submit(page, "111111");
  const countdown = await look(page.locator(".countdown"));
  assert.notEqual(countdown.color, countdown.backgroundColor);
  assert.equal(await page.locator(".countdown").isVisible(), true);
  await submit(page, "222222");
  await result(page);
  const mark = await look(page.locator("h1"), "::before");
  assert.match(mark.content, /!/);
  assert.notEqual(mark.color, mark.backgroundColor);
});

test("nothing moves where people want no motion", async () => {
  for (const [reducedMotion, expected] of [["reduce", "none"], ["no-preference", "turn"]]) {
    const page = await world.open({ reducedMotion });
    await page.route("**/openid-configuration", () => undefined);
    await page.getByRole("button", { name: "Sign in" }).click();
    const animation = await page
      .locator(".busy")
      .evaluate((busy) => getComputedStyle(busy, "::before").animationName);
    assert.equal(animation, expected);
  }
});

test("the whole way by keyboard alone", async () => {
  const page = await world.open();
  const { keyboard } = page;
  /** Presses the tabulator until the focus is on something of this name. */
  const tabTo = async (name) => {
    for (let presses = 0; presses < 20; presses += 1) {
      const text = await page.evaluate(() => document.activeElement.textContent || document.activeElement.name);
      if (text.includes(name)) return;
      await keyboard.press("Tab");
    }
    assert.fail(`no ${name} within 20 presses`);
  };
  await settled(page);
  await tabTo("What if the company sign-in");
  await keyboard.press("Enter");
  await page.getByText("this page cannot help you").waitFor();
  await keyboard.press("Shift+Tab");
  await keyboard.press("Enter");
  await page.locator("input[name=login]").waitFor();
  await tabTo("login");
  await keyboard.type("bob");
  await tabTo("password");
  await keyboard.type("anything");
  await keyboard.press("Enter");
  await page.getByRole("button", { name: "Continue" }).waitFor();
  await tabTo("Continue");
  await keyboard.press("Enter");
  await settled(page);
  await tabTo("GAHT31415926");
  await keyboard.press("Enter");
  await page.locator("main input").waitFor();
  await world.wait();
  // The field has the focus.
  await keyboard.type(await world.code(2));
  await keyboard.press("Enter");
  await page.locator(".step", { hasText: "Step 2 of 2" }).waitFor();
  await world.wait();
  await keyboard.type(await world.code(2));
  await keyboard.press("Enter");
  assert.equal(await result(page), "The device works again");
});

test("what a screen reader is told", async () => {
  const page = await world.open();
  await signIn(page);
  const status = page.getByRole("status");
  const field = page.getByRole("textbox", { name: "First code" });
  const description = () =>
    field.evaluate((input) =>
      input
        .getAttribute("aria-describedby")
        .split(" ")
        .map((id) => document.getElementById(id).textContent)
        .join(" "),
    );
  assert.match(await description(), /^Step 1 of 2 Enter the code in your app Open your authenticator app/);
  assert.equal(await field.getAttribute("inputmode"), "numeric");
  assert.equal(await field.getAttribute("autocomplete"), "one-time-code");
  await submit(page, "x");
  assert.match(await description(), /^A code has only the digits 0 to 9/);
  assert.equal(await field.getAttribute("aria-invalid"), "true");
  await page.route("**/resync", async (route) => {
    assert.match(await status.textContent(), /^Sending the two codes/);
    assert.equal(await page.locator("main button").count(), 0);
    await route.continue();
  });
  await submit(page, "111111");
  assert.match(await page.title(), /^Wait for a new code/);
  await submit(page, "222222");
  assert.equal(await result(page), "AWS did not accept the codes");
  assert.equal(await page.evaluate(() => document.activeElement.localName), "h1");
});

test("a browser without JavaScript is told so", async () => {
  const page = await world.open({ javaScriptEnabled: false });
  assert.match(await page.locator("main").innerText(), /this page needs JavaScript/);
});

// The way through, from "AWS refuses the codes" to "AWS accepts them".
import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import words from "./portal/words-en.js";
import { fill } from "./portal/words.js";
import { result, resynchronize, settled, signIn, startWorld, submit } from "./world.js";

const step = (number) => fill(words.step, { number });

/** Waits until the page asks for the first code of an app. */
const isAskedFor = (page, device) => page.getByText(fill(words.firstCodeOfApp.text[0], { device })).waitFor();

let world;
before(async () => (world = await startWorld({ PORTAL_SUPPORT: "the IT desk, <b>4357</b>" })));
after(() => world.stop());

test("a locked-out person resynchronizes the only device", async () => {
  assert.equal(await world.signInToAws(), false);
  const page = await world.open();
  assert.equal(await settled(page), words.start.title);
  await signIn(page);
  await isAskedFor(page, "alice-phone");
  assert.equal(await resynchronize(world, page), words.status.Resynchronized.title);
  await world.wait();
  assert.equal(await world.signInToAws(), true);
  assert.deepEqual(page.violations, []);
});

test("a person with two devices chooses one", async () => {
  const page = await world.open();
  await signIn(page, "bob");
  assert.equal(await settled(page), words.chooseDevice.title);
  await page.getByText(fill(words.hardwareDevice, { date: "January 1, 2026" })).waitFor();
  await page.getByRole("button", { name: "GAHT31415926" }).click();
  await page.getByRole("button", { name: words.otherDevice }).click();
  await page.getByRole("button", { name: "bob-phone" }).click();
  assert.equal(await resynchronize(world, page, 1), words.status.Resynchronized.title);
  assert.equal(await world.signInToAws(2), false);
});

test("Forward leads to the device that Back came from", async () => {
  const page = await world.open();
  await signIn(page, "bob");
  await page.getByRole("button", { name: "bob-phone" }).click();
  await isAskedFor(page, "bob-phone");
  await page.goBack();
  await page.getByRole("heading", { name: words.chooseDevice.title }).waitFor();
  await page.goForward();
  await isAskedFor(page, "bob-phone");
});

test("the first code can be entered again, and the next one is announced", async () => {
  const page = await world.openWithClock();
  await signIn(page);
  await submit(page, await world.code());
  const text = await page.locator("main").innerText();
  assert.ok(text.includes(words.secondCode.text[0]) && !text.includes(words.secondCode.text[1]), text);
  const announcement = page.locator("#announcement");
  await page.clock.fastForward(20_000);
  assert.equal(await announcement.textContent(), "");
  await page.clock.fastForward(11_000);
  assert.equal(await announcement.textContent(), words.newCodeNow);
  await page.getByRole("button", { name: words.startAgain }).click();
  await isAskedFor(page, "alice-phone");
  assert.equal(await page.locator("main input").inputValue(), "");
});

test("a phone whose clock is set right needs nothing, unless it was resynchronized before", async () => {
  // With the local page's own sign-in.
  const other = await startWorld({}, () => ({ issuer: undefined, start: () => {}, stop: () => {} }));
  try {
    assert.equal(await other.signInToAws(1), false);
    assert.match(await other.setClock(1), /Its date and time are automatic/);
    assert.equal(await other.signInToAws(1), true);

    const page = await other.open();
    await page.getByRole("button", { name: /^Sign in/ }).click();
    await page.getByRole("link", { name: "Alice" }).click();
    for (const isSetRight of [false, true]) {
      await isAskedFor(page, "alice-phone");
      assert.equal(await resynchronize(other, page), words.status.Resynchronized.title);
      await other.wait();
      assert.equal(await other.signInToAws(), true);
      if (isSetRight) continue;
      await other.setClock();
      await other.wait();
      assert.equal(await other.signInToAws(), false);
      // The page that is still open leads on from its success.
      await page.getByRole("button", { name: words.startAgain }).click();
    }
  } finally {
    await other.stop();
  }
});

test("codes of another device are refused, and two new ones are asked for", async () => {
  const page = await world.open();
  await signIn(page, "bob");
  await page.getByRole("button", { name: "bob-phone" }).click();
  assert.equal(await resynchronize(world, page, 2), words.status.InvalidAuthenticationCode.title);
  assert.match(await page.locator(".request-id").innerText(), new RegExp(`^${words.requestId} [0-9a-f-]{36}`));
  await page.getByText(fill(words.support, { support: "the IT desk, <b>4357</b>" })).waitFor();
  await page.getByRole("button", { name: words.startAgain }).click();
  await isAskedFor(page, "bob-phone");
  assert.equal(await page.locator("main input").inputValue(), "");
});

test("the help desk resynchronizes somebody else's device", async () => {
  const page = await world.open();
  await signIn(page, "erin");
  assert.equal(await settled(page), words.chooseUser.title);
  await submit(page, "  ");
  assert.equal(await page.locator("#error").textContent(), words.userNameMissing);
  await submit(page, "nobody");
  assert.equal(await result(page), words.reason.User.title);
  await page.getByRole("button", { name: words.otherPerson }).click();
  await submit(page, "<img src=x onerror=alert(1)>");
  await page.locator("#error", { hasText: words.violation.Characters }).waitFor();
  assert.equal(await page.locator("main input").inputValue(), "<img src=x onerror=alert(1)>");
  await submit(page, " alice ");
  await isAskedFor(page, fill(words.deviceOf, { device: "alice-phone", user: "alice" }));
  assert.equal(await resynchronize(world, page), words.status.Resynchronized.title);
});

test("who has no device that can drift is told so", async () => {
  const page = await world.open();
  await signIn(page, "carol");
  assert.equal(await settled(page), words.reason.TotpDevice.title);
});

test("who has no claim is told whom to ask", async () => {
  const page = await world.open();
  await signIn(page, "dave");
  assert.equal(await settled(page), words.own.NotAuthorized.title);
});

test("nobody but the help desk is offered to help somebody else", async () => {
  for (const [person, isOffered] of [["bob", 0], ["alice", 0], ["erin", 1]]) {
    const page = await world.open();
    await signIn(page, person);
    await settled(page);
    if (isOffered) {
      // The help desk has no device of its own, and is asked for a name.
      await submit(page, "alice");
      await page.getByText("alice-phone").waitFor();
    }
    assert.equal(await page.getByRole("button", { name: words.otherPerson }).count(), isOffered, person);
    await page.context().close();
  }
});

test("who is no operator for the API is told so, whatever the page offers", async () => {
  const page = await world.open();
  // As if the API had said so.
  await page.route("**/devices", async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, json: { ...(await response.json()), operator: true } });
  }, { times: 1 });
  await signIn(page, "bob");
  await page.getByRole("button", { name: words.otherPerson }).click();
  await submit(page, "alice");
  assert.equal(await result(page), words.status.NotAuthorized.title);
  // Nothing of the own devices is left over for somebody else's name, and there is a way back.
  assert.equal(await page.getByRole("button", { name: words.otherDevice }).count(), 0);
  await page.getByRole("button", { name: words.ownDevices }).click();
  await page.getByRole("button", { name: "bob-phone" }).click();
  const request = page.waitForRequest("**/resync");
  await submit(page, "111111");
  await submit(page, "222222");
  const sent = JSON.parse((await request).postData());
  assert.deepEqual(Object.keys(sent), ["serialNumber", "authenticationCode1", "authenticationCode2"]);
});

test("the help desk chooses among several accounts, and the page says which it is", async () => {
  const page = await world.open();
  const accounts = [
    { accountId: "123456789012", accountName: "Hub" },
    { accountId: "111122223333", accountName: "Production" },
    { accountId: "444455556666" },
  ];
  const device = { serialNumber: "GAHT31415926", name: "GAHT31415926", type: "hardware", enabledAt: "2026-01-31T12:00:00Z" };
  const asked = [];
  await page.route("**/devices*", (route) => {
    const query = new URL(route.request().url()).searchParams;
    asked.push(Object.fromEntries(query));
    const accountId = query.get("accountId") ?? "123456789012";
    const account = accounts.find((account) => account.accountId === accountId);
    const json = { status: "Devices", devices: [device], operator: true, accounts, ...account };
    return route.fulfill({ json });
  });
  await signIn(page);
  await page.getByText(fill(words.account, { account: "Hub" })).waitFor();
  await page.getByRole("button", { name: words.otherPerson }).click();
  await page.getByLabel(words.accountLabel, { exact: true }).selectOption("Production");
  await submit(page, "carol");
  await page.getByText(fill(words.account, { account: "Production" })).waitFor();
  await page.getByRole("button", { name: words.otherPerson }).click();
  await page.getByLabel(words.accountLabel, { exact: true }).selectOption("444455556666");
  await submit(page, "dave");
  await page.getByText(fill(words.account, { account: "444455556666" })).waitFor();
  assert.deepEqual(asked, [
    {},
    { userName: "carol", accountId: "111122223333" },
    { userName: "dave", accountId: "444455556666" },
  ]);
  const request = page.waitForRequest("**/resync");
  await submit(page, "111111");
  await submit(page, "222222");
  assert.equal(JSON.parse((await request).postData()).accountId, "444455556666");
});

test("users of a member account are served in their account, by themselves and by the help desk", async () => {
  const organization = await startWorld({}, undefined, ["--members"]);
  try {
    const page = await organization.open();
    await signIn(page, "frank");
    await page.getByText(fill(words.account, { account: "Production" })).waitFor();
    assert.equal(await resynchronize(organization, page, 3), words.status.Resynchronized.title);
    await organization.wait();
    assert.equal(await organization.signInToAws(3), true);
    const helpdesk = await organization.open();
    await signIn(helpdesk, "erin");
    await submit(helpdesk, "alice");
    await helpdesk.getByText(fill(words.account, { account: "Hub" })).waitFor();
    await helpdesk.getByRole("button", { name: words.otherPerson }).click();
    await helpdesk.getByLabel(words.accountLabel, { exact: true }).selectOption("Production");
    await submit(helpdesk, "frank");
    await helpdesk.getByText(fill(words.account, { account: "Production" })).waitFor();
    await organization.wait();
    assert.equal(await resynchronize(organization, helpdesk, 3), words.status.Resynchronized.title);
  } finally {
    await organization.stop();
  }
});

test("codes that AWS refuses again lead to the checks, in their order", async () => {
  const page = await world.open();
  await signIn(page);
  for (const { title } of [words.status.InvalidAuthenticationCode, words.refusedAgain]) {
    await submit(page, "111111");
    await submit(page, "222222");
    assert.equal(await result(page), title);
    if (title === words.refusedAgain.title) break;
    assert.equal(await page.locator("main li").count(), 0);
    await page.getByRole("button", { name: words.startAgain }).click();
  }
  const checks = await page.locator("main ol li").allInnerTexts();
  assert.deepEqual(checks, words.checks.map((check) => fill(check, { device: "alice-phone" })));
  await page.getByRole("button", { name: words.startAgain }).click();
  assert.equal(await resynchronize(world, page), words.status.Resynchronized.title);
  // A success begins a new count.
  await page.goBack();
  await submit(page, "111111");
  await submit(page, "222222");
  assert.equal(await result(page), words.status.InvalidAuthenticationCode.title);
});

test("Back and Forward lead through the steps, without codes", async () => {
  const page = await world.open();
  await signIn(page, "bob");
  await page.getByRole("button", { name: "bob-phone" }).click();
  await submit(page, "111111");
  await page.locator(".step", { hasText: step(2) }).waitFor();
  // The wish to correct the first code.
  await page.goBack();
  await page.locator(".step", { hasText: step(1) }).waitFor();
  assert.equal(await page.locator("main input").inputValue(), "");
  await page.goBack();
  assert.equal(await settled(page), words.chooseDevice.title);
  // Not to the provider's form.
  await page.goBack();
  assert.equal(await settled(page), words.start.title);
  assert.equal(await page.getByRole("button", { name: words.signIn }).count(), 0);
  await page.getByRole("button", { name: words.next }).click();
  await page.getByRole("heading", { name: words.chooseDevice.title }).waitFor();
  await page.goForward();
  await page.locator(".step", { hasText: step(1) }).waitFor();
  // Forward to the second code needs a first one.
  await page.goForward();
  await page.locator(".step", { hasText: step(1) }).waitFor();
  await submit(page, "111111");
  await submit(page, "222222");
  assert.equal(await result(page), words.status.InvalidAuthenticationCode.title);
  await page.goBack();
  await page.locator(".step", { hasText: step(1) }).waitFor();
  assert.equal(new URL(page.url()).pathname, new URL(world.page).pathname);
});

test("a reload says what was lost", async () => {
  const page = await world.open();
  await page.reload();
  assert.equal(await page.locator(".notice").count(), 0);
  await signIn(page);
  await submit(page, "111111");
  await page.locator(".step", { hasText: step(2) }).waitFor();
  await page.reload();
  assert.equal(await settled(page), words.start.title);
  await page.getByText(words.reloaded).waitFor();
});

test("a quiet countdown says when there is a new code at the latest", async () => {
  const page = await world.openWithClock();
  await signIn(page);
  await submit(page, "111111");
  const countdown = page.locator(".countdown");
  assert.equal(await countdown.getAttribute("aria-hidden"), "true");
  await page.getByText(fill(words.newCodeWithin, { seconds: 30 })).waitFor();
  await page.clock.runFor(12_000);
  assert.equal(await countdown.innerText(), fill(words.newCodeWithin, { seconds: 18 }));
  await page.clock.runFor(19_000);
  assert.equal(await countdown.innerText(), words.newCodeNow);
});

test("the reference can be copied", async () => {
  const page = await world.open();
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await signIn(page);
  await submit(page, "111111");
  await submit(page, "222222");
  await result(page);
  const reference = await page.locator(".request-id code").innerText();
  await page.getByRole("button", { name: words.copy }).click();
  await page.getByRole("button", { name: words.copied }).waitFor();
  assert.equal(await page.evaluate(() => navigator.clipboard.readText()), reference);
});

test("a code that was mistyped is explained, and the field stays", async () => {
  const page = await world.open();
  await signIn(page);
  const rows = [
    ["", words.codeProblem.Empty],
    ["12a456", words.codeProblem.NotDigits],
    ["1234567", fill(words.codeProblem.NotSixDigits, { count: 7 })],
    ["arn:aws:iam::123456789012:mfa/alice-phone", words.codeProblem.Arn],
  ];
  for (const [typed, problem] of rows) {
    await submit(page, typed);
    assert.equal(await page.locator("#error").textContent(), problem);
    assert.equal(await page.locator("main input").inputValue(), typed);
  }
  await submit(page, "１２３ ４５６");
  await page.locator(".step", { hasText: step(2) }).waitFor();
  await submit(page, "123-456");
  assert.equal(await page.locator("#error").textContent(), words.codeProblem.SameCode);
  await submit(page, "123456 654321");
  assert.equal(await page.locator("#error").textContent(), words.codeProblem.TwoCodes);
});

test("a screen reader reads once what is wrong: as the field gets the focus, or where it has it", async () => {
  const page = await world.open();
  await signIn(page);
  const input = page.locator("main input");
  const announcement = page.locator("#announcement");
  await submit(page, "12");
  assert.match(await input.getAttribute("aria-describedby"), /^error /);
  assert.equal(await announcement.textContent(), "");
  await input.press("Enter");
  assert.equal(await announcement.textContent(), fill(words.codeProblem.NotSixDigits, { count: 2 }));
});

test("both codes can be pasted at once", async () => {
  const page = await world.open();
  await signIn(page);
  await world.wait();
  const first = await world.code();
  await world.wait();
  const second = await world.code();
  await submit(page, `${first.slice(0, 3)} ${first.slice(3)}\n${second}`);
  await page.locator(".step", { hasText: step(2) }).waitFor();
  assert.equal(await page.locator("main input").inputValue(), second);
  await page.getByRole("button", { name: words.resynchronize }).click();
  assert.equal(await result(page), words.status.Resynchronized.title);
});

/** A page that asks for the second code, with a clock that the test moves. */
async function openAtSecondCode() {
  const page = await world.openWithClock();
  await signIn(page);
  await submit(page, await world.code());
  await page.locator(".step", { hasText: step(2) }).waitFor();
  return page;
}

test("a pair is dropped when the second code is not sent within 90 seconds", async () => {
  const page = await openAtSecondCode();
  await page.clock.fastForward(89_000);
  await page.locator(".step", { hasText: step(2) }).waitFor();
  await page.clock.fastForward(2_000);
  await page.getByText(words.tooSlow).waitFor();
  assert.equal(await page.locator("main input").inputValue(), "");
});

test("a pair is dropped when its timer did not run, because the computer slept", async () => {
  const page = await openAtSecondCode();
  // Sets the clock, and fires no timer.
  await page.clock.setSystemTime(Date.now() + 91_000);
  await submit(page, "222222");
  await page.getByText(words.tooSlow).waitFor();
});

test("a device whose ARN says which AWS it is has a link to its sign-in", async () => {
  const rows = [
    ["arn:aws:iam::123456789012:mfa/x", "https://console.aws.amazon.com/"],
    ["arn:aws-cn:iam::123456789012:mfa/x", "https://console.amazonaws.cn/"],
    ["arn:aws-us-gov:iam::123456789012:mfa/x", "https://console.amazonaws-us-gov.com/"],
    ["GAHT31415926", null],
  ];
  for (const [serialNumber, address] of rows) {
    const page = await world.open();
    const device = { serialNumber, name: "x", type: "virtual", enabledAt: "2026-01-31T12:00:00Z" };
    await page.route("**/devices", (route) => route.fulfill({ json: { status: "Devices", devices: [device] } }));
    await page.route("**/resync", (route) => route.fulfill({ json: { status: "Resynchronized" } }));
    await signIn(page);
    await submit(page, "111111");
    await submit(page, "222222");
    await result(page);
    const links = await page.locator("main a").evaluateAll((found) => found.map(({ href }) => href));
    assert.deepEqual(links, address ? [address] : []);
  }
});

test("the browser's clock does not matter", async () => {
  const page = await world.openWithClock({ time: new Date("2001-01-01T00:00:00Z") });
  await signIn(page);
  assert.equal(await resynchronize(world, page), words.status.Resynchronized.title);
});

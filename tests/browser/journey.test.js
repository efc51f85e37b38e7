// The way through, from "AWS refuses the codes" to "AWS accepts them".
import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { result, resynchronize, settled, signIn, startWorld, submit } from "./world.js";

let world;
before(async () => (world = await startWorld({ PORTAL_SUPPORT: "the IT desk, <b>4357</b>" })));
after(() => world.stop());

test("a locked-out person resynchronizes the only device", async () => {
  assert.equal(await world.signInToAws(), false);
  const page = await world.open();
  assert.equal(await settled(page), "AWS does not accept your codes?");
  await signIn(page);
  assert.match(await page.locator("main").innerText(), /Look at alice-phone/);
  assert.equal(await resynchronize(world, page), "Your device works again");
  await world.wait();
  assert.equal(await world.signInToAws(), true);
  assert.deepEqual(page.violations, []);
});

test("a person with two devices chooses one", async () => {
  const page = await world.open();
  await signIn(page, "bob");
  assert.equal(await settled(page), "Which device?");
  assert.match(await page.locator("main").innerText(), /Hardware token, added on January 1, 2026/);
  await page.getByRole("button", { name: "GAHT31415926" }).click();
  await page.getByRole("button", { name: "Choose another device" }).click();
  await page.getByRole("button", { name: "bob-phone" }).click();
  assert.equal(await resynchronize(world, page, 1), "Your device works again");
  assert.equal(await world.signInToAws(2), false);
});

test("codes of another device are refused, and two new ones are asked for", async () => {
  const page = await world.open();
  await signIn(page, "bob");
  await page.getByRole("button", { name: "bob-phone" }).click();
  assert.equal(await resynchronize(world, page, 2), "AWS did not accept the codes");
  assert.match(await page.locator("main").innerText(), /mention this number: [0-9a-f-]{36}/);
  assert.match(await page.locator("main").innerText(), /Who can help you: the IT desk, <b>4357<\/b>/);
  await page.getByRole("button", { name: "Start again with two new codes" }).click();
  assert.match(await page.locator("main").innerText(), /Look at bob-phone/);
  assert.equal(await page.locator("main input").inputValue(), "");
});

test("the help desk resynchronizes somebody else's device", async () => {
  const page = await world.open();
  await signIn(page, "erin");
  assert.equal(await settled(page), "Whose device?");
  await submit(page, "  ");
  assert.equal(await page.getByRole("alert").textContent(), "Enter an AWS user name.");
  await submit(page, "nobody");
  assert.equal(await result(page), "AWS does not know this user");
  await page.getByRole("button", { name: "Help somebody else" }).click();
  await submit(page, "<img src=x onerror=alert(1)>");
  assert.equal(await result(page), "Something needs to be corrected");
  assert.match(await page.locator("main").innerText(), /User name: The value has a character/);
  await page.getByRole("button", { name: "Help somebody else" }).click();
  await submit(page, " alice ");
  await page.getByText("Look at alice-phone, the device of alice").waitFor();
  assert.equal(await resynchronize(world, page), "Your device works again");
});

test("who has no device that can drift is told so", async () => {
  const page = await world.open();
  await signIn(page, "carol");
  assert.equal(await settled(page), "No device here can drift");
});

test("who has no claim is told whom to ask", async () => {
  const page = await world.open();
  await signIn(page, "dave");
  assert.equal(await settled(page), "You may not do this");
});

test("nobody but the help desk may help somebody else", async () => {
  const page = await world.open();
  await signIn(page, "bob");
  await page.getByRole("button", { name: "Help somebody else" }).click();
  await submit(page, "alice");
  assert.equal(await result(page), "You may not do this");
});

test("a code that was mistyped is explained, and the field stays", async () => {
  const page = await world.open();
  await signIn(page);
  const rows = [
    ["", "Enter the six digits that your device shows."],
    ["12a456", "A code has digits only. Enter the six digits that your device shows."],
    ["1234567", "A code has six digits; this one has 7. Enter all six digits that your device shows."],
    [
      "arn:aws:iam::123456789012:mfa/alice-phone",
      "This is the name of a device. Enter the six digits that the device shows.",
    ],
  ];
  for (const [typed, problem] of rows) {
    await submit(page, typed);
    assert.equal(await page.getByRole("alert").textContent(), problem);
    assert.equal(await page.locator("main input").inputValue(), typed);
  }
  await submit(page, "１２３ ４５６");
  await page.locator(".step", { hasText: "Step 2 of 2" }).waitFor();
  await submit(page, "123-456");
  const same = "This is the first code again. Wait until your device shows a new one, and enter that.";
  assert.equal(await page.getByRole("alert").textContent(), same);
  await submit(page, "123456 654321");
  assert.match(await page.getByRole("alert").textContent(), /this one has 12/);
});

test("both codes can be pasted at once", async () => {
  const page = await world.open();
  await signIn(page);
  await world.wait();
  const first = await world.code();
  await world.wait();
  const second = await world.code();
  await submit(page, `${first.slice(0, 3)} ${first.slice(3)}\n${second}`);
  await page.locator(".step", { hasText: "Step 2 of 2" }).waitFor();
  assert.equal(await page.locator("main input").inputValue(), second);
  await page.getByRole("button", { name: "Resynchronize" }).click();
  assert.equal(await result(page), "Your device works again");
});

test("a pair is dropped when the second code is not sent within 90 seconds", async () => {
  const page = await world.open();
  await page.clock.install();
  await page.reload();
  await signIn(page);
  await submit(page, await world.code());
  await page.locator(".step", { hasText: "Step 2 of 2" }).waitFor();
  await page.clock.fastForward(89_000);
  await page.locator(".step", { hasText: "Step 2 of 2" }).waitFor();
  await page.clock.fastForward(2_000);
  await page.getByText("More than 90 seconds passed").waitFor();
  assert.equal(await page.locator("main input").inputValue(), "");
});

test("the browser's clock does not matter", async () => {
  const page = await world.open();
  await page.clock.install({ time: new Date("2001-01-01T00:00:00Z") });
  await page.reload();
  await signIn(page);
  assert.equal(await resynchronize(world, page), "Your device works again");
});

// Whose devices an operator is shown, and in which account.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import words from "./portal/words-en.js";
import { fill } from "./portal/words.js";
import { settled, signIn, startWorld, submit } from "./world.js";

let world;
before(async () => (world = await startWorld()));
after(() => world.stop());

const accounts = [
  { accountId: "123456789012", accountName: "Hub" },
  { accountId: "111122223333", accountName: "Production" },
];
const device = { serialNumber: "GAHT31415926", name: "GAHT31415926", type: "hardware", enabledAt: "2026-01-31T12:00:00Z" };

async function helpCarolOfProduction(answers) {
  const page = await world.open();
  const asked = [];
  await page.route("**/devices*", (route) => {
    const query = new URL(route.request().url()).searchParams;
    asked.push(Object.fromEntries(query));
    const failure = answers[asked.length - 1];
    if (failure) return route.fulfill(failure);
    const accountId = query.get("accountId") ?? "123456789012";
    const account = accounts.find((account) => account.accountId === accountId);
    return route.fulfill({ json: { status: "Devices", devices: [device], operator: true, accounts, ...account } });
  });
  await signIn(page);
  await page.getByText(fill(words.account, { account: "Hub" })).waitFor();
  await page.getByRole("button", { name: words.otherPerson }).click();
  await page.getByLabel(words.accountLabel, { exact: true }).selectOption("Production");
  await submit(page, "carol");
  return { page, asked };
}

test("after a failure, the list is asked for again in the account that was chosen", async () => {
  const json = { status: "Throttling", message: "", requestId: "r" };
  const { page, asked } = await helpCarolOfProduction([undefined, { status: 429, json }]);
  await page.getByRole("button", { name: words.tryAgain }).click();
  await settled(page);
  assert.deepEqual(asked.slice(1), [
    { userName: "carol", accountId: "111122223333" },
    { userName: "carol", accountId: "111122223333" },
  ]);
});

test("after codes for a device that is gone, the list is asked for again in the same account", async () => {
  const { page, asked } = await helpCarolOfProduction([]);
  await page.getByText(fill(words.account, { account: "Production" })).waitFor();
  await page.route("**/resync", (route) =>
    route.fulfill({ status: 404, json: { status: "NoSuchEntity", reason: "UserOrDevice", message: "", requestId: "r" } }));
  await submit(page, "111111");
  await submit(page, "222222");
  await page.getByRole("button", { name: words.chooseAgain }).click();
  await settled(page);
  assert.deepEqual(asked.slice(1), [
    { userName: "carol", accountId: "111122223333" },
    { userName: "carol", accountId: "111122223333" },
  ]);
});

test("a help desk without devices of its own chooses the account of the first person, too", async () => {
  const organization = await startWorld({}, undefined, ["--members"]);
  try {
    const page = await organization.open();
    await signIn(page, "erin");
    // Frank is a user of Production, and nobody in the hub has this name.
    await submit(page, "frank");
    const title = await settled(page);
    await page.getByRole("button", { name: words.otherPerson }).click();
    assert.equal(await page.getByLabel(words.accountLabel, { exact: true }).count(), 1, `no choice, even after: ${title}`);
  } finally {
    await organization.stop();
  }
});

test("a late answer for one person does not show as another's devices", async () => {
  const page = await world.open();
  const own = (name) => ({ ...device, serialNumber: `arn:aws:iam::123456789012:mfa/${name}-phone`, name: `${name}-phone`, type: "virtual" });
  let release;
  const late = new Promise((resolve) => (release = resolve));
  await page.route("**/devices*", async (route) => {
    const name = new URL(route.request().url()).searchParams.get("userName") ?? "alice";
    if (name === "bob") await late;
    return route.fulfill({ json: { status: "Devices", userName: name, devices: [own(name)], operator: true } });
  });
  await signIn(page);
  await page.getByRole("button", { name: words.otherPerson }).click();
  await submit(page, "bob");
  await page.locator("main .busy").waitFor();
  await page.goBack();
  await page.locator("main input").waitFor();
  await submit(page, "carol");
  await page.getByText("carol-phone").waitFor();
  const answer = page.waitForResponse((response) => response.url().includes("userName=bob"));
  release();
  await (await answer).finished();
  // What the page does with it follows before this.
  await page.evaluate(() => new Promise((resolve) => setTimeout(resolve)));
  const text = await page.locator("main").innerText();
  assert.ok(!text.includes("bob-phone"), text);
});

// The page in each of its languages.
import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";

import words from "./portal/words-en.js";
import { direction, languages } from "./portal/words.js";
import { answered, everybodyCanUse } from "./usable.js";
import { holdTimeLimits, passTimeLimit, result, settled, signIn, startWorld, submit } from "./world.js";

let world;
before(async () => {
  world = await startWorld({ PORTAL_SUPPORT: "the IT desk, extension 4357" });
});
after(() => world.stop());

for (const language of Object.keys(languages)) {
  test(`in ${language}: the way through, mirrored where it is written from the right`, async () => {
    const page = await world.open({ locale: language });
    const { default: own } = await import(`./portal/words-${language}.js`);
    assert.equal(await settled(page), own.start.title);
    const root = page.locator("html");
    assert.equal(await root.getAttribute("lang"), language);
    assert.equal(await root.getAttribute("dir"), direction(language));
    await everybodyCanUse(page, `${language}-start`);
    await signIn(page, "bob", own.signIn);
    assert.equal(await settled(page), own.chooseDevice.title);
    // Dates are those of the reader.
    const date = new Date("2026-01-01T00:00:00Z").toLocaleDateString(language, { dateStyle: "long" });
    const expected = [own.virtualDevice, own.hardwareDevice].map((text) => text.replace("{date}", date));
    const texts = await page.locator(".choice span").allInnerTexts();
    assert.ok(texts.length > 1 && texts.every((text) => expected.includes(text)), `${texts}`);
    await page.getByRole("button", { name: "bob-phone" }).click();
    await page.locator("main input").waitFor();
    const field = await page.locator("main input").evaluate((input) => getComputedStyle(input).direction);
    assert.equal(field, "ltr", "codes are written from the left");
    // AWS takes a code once, and a test before may have used this one.
    await world.wait();
    await submit(page, await world.code(1));
    await page.locator(".countdown").waitFor();
    await everybodyCanUse(page, `${language}-second-code`);
    await world.wait();
    await submit(page, await world.code(1));
    assert.equal(await result(page), own.status.Resynchronized.title);
    if (language === "en") return;
    // Nothing of the API's English, in the longest answer that there is.
    await page.goBack();
    const violations = [{ field: "authenticationCode2", code: "SameCodes", message: "An English sentence." }];
    const json = { status: "InvalidRequest", message: "An English message.", violations, requestId: "r" };
    assert.equal(await answered(page, (route) => route.fulfill({ status: 400, json })), own.status.InvalidRequest.title);
    const text = await page.locator("main").innerText();
    assert.ok(text.includes(own.violation.SameCodes), text);
    assert.doesNotMatch(text, /English/);
    await everybodyCanUse(page, `${language}-problem`);
  });
}

test("a name that begins with digits keeps its order where one reads from the right", async () => {
  const page = await world.open({ locale: "he" });
  const { default: hebrew } = await import("./portal/words-he.js");
  const devices = ["2024-phone", "2025-phone"].map((name) => ({
    serialNumber: `arn:aws:iam::123456789012:mfa/${name}`, name, type: "virtual", enabledAt: "2026-01-01T00:00:00Z",
  }));
  await page.route("**/devices", (route) => route.fulfill({ json: { status: "Devices", devices } }));
  await signIn(page, "alice", hebrew.signIn);
  const choice = page.getByRole("button", { name: "2024-phone" });
  await choice.waitFor();
  assert.deepEqual(await choice.locator("strong").evaluate(areDigitsLeft), [true]);
  await choice.click();
  await page.locator("main input").waitFor();
  assert.deepEqual(await page.locator("#explanation").evaluate(areDigitsLeft), [true]);
});

/** Whether the digits of each name in an element stand on the left of its letters, in the browser. */
function areDigitsLeft(element) {
  const texts = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  const found = [];
  while (texts.nextNode()) {
    for (const { index } of texts.currentNode.data.matchAll(/2024-phone/g)) {
      const [digit, letter] = [0, 5].map((offset) => {
        const range = document.createRange();
        range.setStart(texts.currentNode, index + offset);
        range.setEnd(texts.currentNode, index + offset + 1);
        return range.getBoundingClientRect().left;
      });
      found.push(digit < letter);
    }
  }
  return found;
}

test("dates are written as in the reader's region", async () => {
  const rows = [["en-US", "January 1, 2026"], ["en-GB", "1 January 2026"], ["pt-BR", "1 de janeiro de 2026"]];
  for (const [locale, date] of rows) {
    const page = await world.open({ locale });
    await signIn(page, "bob", /^(Sign in|Fazer login)$/);
    assert.ok((await page.locator("main").innerText()).includes(date), locale);
  }
});

test("the language can be changed, and stays over the sign-in", async () => {
  const page = await world.open({ locale: "fi-FI" });
  assert.equal(await settled(page), words.start.title);
  await page.evaluate(() => {
    window.focused = [];
    addEventListener("focusin", ({ target }) => window.focused.push(target.id));
  });
  await page.getByLabel(words.language).selectOption("Deutsch");
  const { default: german } = await import("./portal/words-de.js");
  await page.getByRole("heading", { name: german.start.title }).waitFor();
  assert.equal(await page.locator("html").getAttribute("lang"), "de");
  // The focus stays where it is: a screen reader would read what it passes.
  assert.equal(await page.evaluate(() => document.activeElement.id), "language");
  assert.deepEqual([...new Set(await page.evaluate(() => window.focused))], ["language"]);
  await signIn(page, "alice", german.signIn);
  await page.getByRole("heading", { name: german.firstCodeOfApp.title }).waitFor();
  await submit(page, "111111");
  // Also in the middle, without losing the first code.
  await page.getByRole("heading", { name: german.secondCode.title }).waitFor();
  await page.getByLabel(german.language).selectOption("English");
  await page.getByRole("heading", { name: words.secondCode.title }).waitFor();
  await submit(page, "222222");
  assert.equal(await result(page), words.status.InvalidAuthenticationCode.title);
});

test("what was typed stays when the language changes, and is stored nowhere", async () => {
  const page = await world.open();
  const change = async (page, language) => {
    await page.getByLabel(/^(Language|Sprache)$/).selectOption(language);
    await page.locator(`html[lang=${language}]`).waitFor();
  };
  await signIn(page);
  await page.locator("main input").fill("111 1");
  await change(page, "de");
  assert.equal(await page.locator("main input").inputValue(), "111 1");
  await submit(page, "111111");
  await page.locator(".countdown").waitFor();
  await page.locator("main input").fill("2222");
  await change(page, "en");
  assert.equal(await page.locator("main input").inputValue(), "2222");
  const stored = await page.evaluate(() => JSON.stringify([{ ...sessionStorage }, history.state]));
  assert.doesNotMatch(stored, /1111|2222/);

  const helpdesk = await world.open();
  const device = { serialNumber: "GAHT31415926", name: "x", type: "hardware", enabledAt: "2026-01-31T12:00:00Z" };
  const accounts = ["123456789012", "111122223333"].map((accountId) => ({ accountId }));
  const json = { status: "Devices", devices: [device], operator: true, accounts };
  await helpdesk.route("**/devices", (route) => route.fulfill({ json }));
  await signIn(helpdesk);
  await helpdesk.getByRole("button", { name: words.otherPerson }).click();
  await helpdesk.getByLabel(words.accountLabel, { exact: true }).selectOption("111122223333");
  await helpdesk.locator("main input").fill("carol");
  await change(helpdesk, "de");
  assert.equal(await helpdesk.locator("main select").inputValue(), "111122223333");
  assert.equal(await helpdesk.locator("main input").inputValue(), "carol");
});

test("a language that never arrives is given up after 10 seconds, and is English", async () => {
  const page = await world.open({ locale: "de" });
  // Only the visit below asks for it.
  await settled(page);
  await page.route("**/portal/words-de.js", () => undefined);
  const isAsked = page.waitForRequest("**/portal/words-de.js");
  await holdTimeLimits(page);
  await isAsked;
  assert.equal(await passTimeLimit(page), 10_000);
  assert.equal(await settled(page), words.start.title);
  assert.equal(await page.locator("html").getAttribute("lang"), "en");
});

test("the choice of a language whose file does not come shows English as chosen", async () => {
  const page = await world.open({ locale: "de" });
  const { default: german } = await import("./portal/words-de.js");
  await page.route("**/portal/words-fr.js", (route) => route.abort());
  await page.getByLabel(german.language).selectOption("Français");
  await page.getByRole("heading", { name: words.start.title }).waitFor();
  assert.equal(await page.getByLabel(words.language).inputValue(), "en");
});

test("of two choices of a language the later one counts, whichever file comes first", async () => {
  const page = await world.open();
  const { default: german } = await import("./portal/words-de.js");
  let release;
  const isReleased = new Promise((resolve) => (release = resolve));
  await page.route("**/portal/words-fr.js", async (route) => {
    await isReleased;
    await route.continue();
  });
  await page.getByLabel(words.language).selectOption("Français");
  await page.getByLabel(words.language).selectOption("Deutsch");
  await page.getByRole("heading", { name: german.start.title }).waitFor();
  release();
  // By then the page has the file that it waited for.
  await page.evaluate(() => import("/portal/words-fr.js"));
  assert.equal(await settled(page), german.start.title);
  assert.equal(await page.getByLabel(german.language).inputValue(), "de");
});

test("a visit takes 13 files, of which one has words", async () => {
  const page = await world.open({ locale: "de" });
  const { default: german } = await import("./portal/words-de.js");
  await settled(page);
  let files = [];
  page.on("request", (request) => request.url().startsWith(`${world.page}portal/`) && files.push(request.url()));
  const check = () => {
    assert.deepEqual(files.filter((url) => url.includes("words-")), [`${world.page}portal/words-de.js`]);
    // The number in docs/portal.md; the browser takes the icon twice, at a moment of its own.
    assert.equal(new Set(files).size, 13, files.join("\n"));
    files = [];
  };
  await page.reload();
  await settled(page);
  check();
  // The same again on the way back from the provider.
  await signIn(page, "alice", german.signIn);
  check();
});

test("a company has words and a language of its own", async () => {
  const folder = mkdtempSync(join(tmpdir(), "words-"));
  const own = {
    en: { "start/title": "Locked out?", "start/text/0": "<b>Call</b> 4357.", "no/such/text": "x", toString: "x" },
    fi: { "name of the language": "Suomi", signIn: "Kirjaudu sisään" },
  };
  writeFileSync(join(folder, "words.json"), JSON.stringify(own));
  const other = await startWorld({ LAMBDA_TASK_ROOT: folder });
  try {
    const page = await other.open();
    assert.equal(await settled(page), "Locked out?");
    await page.getByText("<b>Call</b> 4357.").waitFor();
    await page.getByLabel(words.language).selectOption("Suomi");
    await page.getByRole("button", { name: "Kirjaudu sisään" }).waitFor();
    assert.equal(await page.locator("html").getAttribute("lang"), "fi");
    // What the company left out is English.
    assert.equal(await settled(page), words.start.title);
    const finnish = await other.open({ locale: "fi-FI" });
    await finnish.getByRole("button", { name: "Kirjaudu sisään" }).waitFor();
    assert.deepEqual(page.violations, []);
  } finally {
    await other.stop();
    rmSync(folder, { recursive: true });
  }
});

test("words of a company that do not come, or are none, leave the page its own", async () => {
  const { default: german } = await import("./portal/words-de.js");
  const page = await world.open({ locale: "de" });
  await page.route("**/portal/settings.json", async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, json: { ...(await response.json()), hasOwnWords: true } });
  });
  let answer;
  await page.route("**/portal/words.json", (route) => answer && route.fulfill(answer));
  const answers = [
    { status: 500, body: "" },
    { status: 200, body: "<html>" },
    ...[null, [], "words", { de: "words" }, { de: null }, { de: { "start/title": 7 } }].map((json) => ({ json })),
    { json: { "not a tag": { "start/title": "x" }, de_DE: { "start/title": "x" } } },
  ];
  for (answer of answers) {
    await page.reload();
    assert.equal(await settled(page), german.start.title, JSON.stringify(answer));
    const offered = await page.locator("#language option").allInnerTexts();
    assert.deepEqual(offered, Object.values(languages), JSON.stringify(answer));
  }
  answer = undefined;
  const isAsked = page.waitForRequest("**/portal/words.json");
  await holdTimeLimits(page);
  await isAsked;
  assert.equal(await passTimeLimit(page), 10_000);
  assert.equal(await settled(page), german.start.title);
});

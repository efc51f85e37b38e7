// What every screen is held to, whatever it shows and in whichever language.
import assert from "node:assert/strict";
import { mkdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";

import { result, settled, submit } from "./world.js";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const screenshots = "screenshots";
mkdirSync(screenshots, { recursive: true });

/** Holds one screen to what everybody needs, in every look that it has. */
export async function everybodyCanUse(page, name) {
  await settled(page);
  // The focus is where one reads or types on.
  const focused = await page.evaluate(() => document.activeElement.localName);
  assert.ok(["h1", "input"].includes(focused), `${name}: the focus is on ${focused}`);
  assert.equal(await page.locator("h1").count(), 1, name);
  for (const colorScheme of ["light", "dark"]) {
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    const rules = JSON.stringify({ "target-size": { enabled: true } });
    const { violations } = await page.evaluate(`${axe}; axe.run({ rules: ${rules} })`);
    const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html)}`);
    assert.deepEqual(found, [], `${name}, ${colorScheme}`);
    await page.screenshot({ path: `${screenshots}/${name}-${colorScheme}.png` });
  }
  await page.setViewportSize({ width: 320, height: 640 });
  for (const fontSize of ["", "200%"]) {
    await page.evaluate((size) => (document.documentElement.style.fontSize = size), fontSize);
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    assert.ok(overflow <= 0, `${name}: ${overflow} pixels too wide at ${fontSize || "100%"}`);
    if (!fontSize) assert.deepEqual(await page.evaluate(brokenWords), [], `${name}: broken at a hyphen`);
    if ((await page.locator("input.code").count()) > 0) {
      const hidden = await page.locator("input.code").evaluate((input) => {
        const typed = input.value;
        input.value = "888888";
        const width = input.scrollWidth - input.clientWidth;
        input.value = typed;
        return width;
      });
      assert.ok(hidden <= 0, `${name}: ${hidden} pixels of a code are hidden at ${fontSize || "100%"}`);
    }
    await page.screenshot({ path: `${screenshots}/${name}-narrow${fontSize && "-zoom"}.png`, fullPage: true });
  }
  await page.evaluate(() => (document.documentElement.style.fontSize = ""));
  await page.setViewportSize({ width: 900, height: 800 });
  await page.emulateMedia({ forcedColors: "active" });
  await page.screenshot({ path: `${screenshots}/${name}-forced-colors.png` });
  await page.emulateMedia({ forcedColors: null });
  assert.deepEqual(page.violations, [], name);
}

/** The words of the title that are broken at their hyphen, in the browser. */
function brokenWords() {
  const texts = document.createTreeWalker(document.querySelector("h1"), NodeFilter.SHOW_TEXT);
  const found = [];
  while (texts.nextNode()) {
    for (const { 0: word, index } of texts.currentNode.data.matchAll(/\S+-\S+/g)) {
      const range = document.createRange();
      range.setStart(texts.currentNode, index);
      range.setEnd(texts.currentNode, index + word.length);
      const lines = new Set([...range.getClientRects()].map(({ top }) => top));
      if (lines.size > 1) found.push(word);
    }
  }
  return found;
}

/** Gets as far as sending codes, and answers in the place of the API. */
export async function answered(page, fulfil) {
  await page.route("**/resync", fulfil, { times: 1 });
  await submit(page, "111111");
  await submit(page, "222222");
  return result(page);
}

// The parts that need no browser.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import { parseCodes } from "./portal/codes.js";
import { chooseLanguage, direction, fill, languages, loadWords, withRegion } from "./portal/words.js";

test("codes as people type and paste them", () => {
  const rows = [
    ["123456", ["123456"]],
    [" 123 456 ", ["123456"]],
    ["123-456", ["123456"]],
    ["123–456", ["123456"]],
    ["\u00a0123\u202f456\u200b\ufeff", ["123456"]],
    ["１２３４５６", ["123456"]],
    ["000000", ["000000"]],
    ["123‑456", ["123456"]],
    ["123456\r\n", ["123456"]],
    ["\u200f123456\u202c", ["123456"]],
    ["'123456", ["123456"]],
    ["’123456", ["123456"]],
    ["١٢٣٤٥٦", ["123456"]],
    ["۱۲۳۴۵۶", ["123456"]],
    ["१२३४५६", ["123456"]],
    ["①②③④⑤⑥", ["123456"]],
    ["𝟏𝟐𝟑𝟒𝟓𝟔", ["123456"]],
    ["\u{116db}\u{116dc}\u{116dd}\u{116de}\u{116df}\u{116e0}", ["123456"]],
    ["123456 654321", ["123456", "654321"]],
    ["123456, 654321", ["123456", "654321"]],
    ["123 456; 654 321", ["123456", "654321"]],
    ["Your code: 123456", ["123456"]],
    ["Your codes are 123 456 and 654-321.", ["123456", "654321"]],
    ["“123456”", ["123456"]],
    ["123 456\r\n654 321", ["123456", "654321"]],
  ];
  for (const [text, codes] of rows) assert.deepEqual(parseCodes(text), { codes }, text);
});

test("what is no code", () => {
  const rows = [
    ["", "Empty", 0],
    [" - ", "Empty", 0],
    ["12345", "NotSixDigits", 5],
    ["1234567", "NotSixDigits", 7],
    ["123456 654321 1", "NotSixDigits", 13],
    ["12345x", "NotDigits", 6],
    ["+12345", "NotDigits", 6],
    ["½12345", "NotDigits", 8],
    ["一二三四五六", "NotDigits", 6],
    ["Code 12345", "NotDigits", 9],
    ["Code 123456 of 3", "NotDigits", 13],
    ["1.123456", "NotDigits", 8],
    ["x123456", "NotDigits", 7],
    ["123.456", "NotDigits", 7],
    ["arn:aws:iam::123456789012:mfa/alice", "Arn", 35],
    ["ARN:x", "Arn", 5],
  ];
  for (const [text, problem, count] of rows) assert.deepEqual(parseCodes(text), { problem, count }, text);
});

test("the language is the first preferred one that there is", () => {
  const rows = [
    [[], "en"],
    [["en-GB"], "en"],
    [["xx", "en"], "en"],
    [["constructor"], "en"],
    [[""], "en"],
    [["not a tag!", "de"], "de"],
    [["xx", "de-AT", "en"], "de"],
    [["DE"], "de"],
    // Another script is another language to a reader.
    [["zh-TW", "de"], "de"],
    [["zh-Hant"], "en"],
    ...("zh-Hans" in languages ? [[["zh"], "zh-Hans"], [["zh-CN"], "zh-Hans"], [["zh-SG"], "zh-Hans"]] : []),
    ...("pt-BR" in languages ? [[["pt"], "pt-BR"], [["pt-PT"], "pt-BR"]] : []),
  ];
  for (const [preferred, language] of rows) assert.equal(chooseLanguage(preferred), language, `${preferred}`);
});

test("dates have the form of the reader's region, in the language of the page", () => {
  const rows = [
    ["en", ["en-GB"], "en-GB"],
    ["en", ["en", "en-GB"], "en-GB"],
    ["en", ["de-AT", "en-US", "en-GB"], "en-US"],
    ["en", ["en"], "en"],
    ["en", ["not a tag!", "de-AT"], "en"],
    ["pt-BR", ["pt-PT"], "pt-PT"],
    ["pt-BR", ["pt"], "pt-BR"],
    ["zh-Hans", ["zh-TW", "zh-SG"], "zh-SG"],
  ];
  for (const [language, preferred, tag] of rows) assert.equal(withRegion(language, preferred), tag, `${preferred}`);
});

test("no module of the page imports itself, by whichever way", () => {
  const importsOf = (file) => {
    const source = readFileSync(new URL(`portal/${file}`, import.meta.url), "utf8");
    return [...source.matchAll(/^(?:import|\}) .*from "\.\/([\w-]+\.js)";$/gm)].map(([, imported]) => imported);
  };
  const check = (file, way) => {
    assert.ok(!way.includes(file), [...way, file].join(" imports "));
    return importsOf(file).reduce((count, imported) => count + check(imported, [...way, file]), 1);
  };
  assert.ok(check("portal.js", []) > 8);
  // What takes the authorization code out of the address waits for no other file.
  assert.deepEqual(importsOf("oidc.js"), []);
});

test("Arabic and Hebrew are written from the right", () => {
  const fromTheRight = ["ar", "he"];
  for (const language of [...Object.keys(languages), ...fromTheRight]) {
    assert.equal(direction(language), fromTheRight.includes(language) ? "rtl" : "ltr", language);
  }
});

/** Every text of some words, by the way that leads to it. */
function texts(words, way = "") {
  if (typeof words === "string") return [[way, words]];
  return Object.entries(words).flatMap(([key, value]) => texts(value, `${way}/${key}`));
}

const placeholders = (text) => [...text.matchAll(/\{\w+\}/g)].map(String).sort();

for (const language of Object.keys(languages)) {
  test(`${language} has every word and placeholder of English, and no other`, async () => {
    const english = new Map(texts((await loadWords("en")).words));
    const loaded = await loadWords(language);
    assert.equal(loaded.language, language);
    const own = new Map(texts(loaded.words));
    assert.deepEqual([...own.keys()].sort(), [...english.keys()].sort());
    for (const [way, text] of own) {
      assert.deepEqual(placeholders(text), placeholders(english.get(way)), way);
      assert.equal(text, text.trim(), way);
      assert.notEqual(text, "", way);
      // Names, numbers and addresses keep their order where one reads from the right.
      const bare = text.replace(/\u2068\{\w+\}\u2069/g, "").match(/\{(device|user|account|support)\}/);
      if (direction(language) === "rtl") assert.equal(bare, null, way);
      // What was not translated.
      const isSentence = english.get(way).includes(" ") && placeholders(text).length === 0;
      if (language !== "en" && isSentence) assert.notEqual(text, english.get(way), way);
    }
  });
}

test("a language whose file does not come is English", async () => {
  assert.equal((await loadWords("xx")).language, "en");
});

test("values are inserted as they are", () => {
  assert.equal(fill("{a} and {b}", { a: "$& {b}", b: 2 }), "$& {b} and 2");
  assert.equal(fill("{toString} {missing}", {}), "{toString} {missing}");
});

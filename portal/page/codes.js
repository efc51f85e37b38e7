// Codes as people type and paste them. The API reads a single code in the same way
// (`src/request/code.rs`).

/** @typedef {"Empty" | "Arn" | "NotDigits" | "NotSixDigits"} CodeProblem */

/**
 * The ASCII digit of a decimal digit of any script: the digits of a script follow each other from
 * zero to nine.
 *
 * @param {string} digit
 */
function toAscii(digit) {
  const codePoint = digit.codePointAt(0) ?? 0;
  let before = 0;
  while (/^\p{Nd}$/u.test(String.fromCodePoint(codePoint - before - 1))) before += 1;
  return `${before % 10}`;
}

/**
 * The codes in a text: one, or two that were pasted at once, also inside a sentence. Digits of every
 * script count; white space, hyphens, dashes, format characters and an apostrophe in front are dropped.
 *
 * @param {string} text
 * @returns {{ codes: string[], problem?: undefined } | { problem: CodeProblem, count: number }}
 */
export function parseCodes(text) {
  const ignored = /[\p{White_Space}\p{Pd}\p{Cf}]/gu;
  const normal = text.normalize("NFKC").replace(/\p{Nd}/gu, toAscii);
  const characters = normal.replace(ignored, "").replace(/^['’]/u, "");
  const count = characters.length;
  if (count === 0) return { problem: "Empty", count };
  if (/^arn:/i.test(characters)) return { problem: "Arn", count };
  if (/^[0-9]+$/.test(characters)) {
    if (count !== 6 && count !== 12) return { problem: "NotSixDigits", count };
    return { codes: characters.match(/.{6}/g) ?? [] };
  }
  const numbers = normal.match(/[0-9](?:[\p{White_Space}\p{Pd}\p{Cf}]*[0-9])*/gu) ?? [];
  const codes = numbers.map((number) => number.replace(ignored, ""));
  const areCodes = codes.length <= 2 && codes.every((code) => code.length === 6);
  // A letter or a sign beside a digit makes it no code: `12345x`, `+12345`, `123.456`.
  const isApart = !/[^\s\p{P}0-9][0-9]|[0-9][^\s\p{P}0-9]|[0-9]\.[0-9]/u.test(normal);
  if (areCodes && codes.length > 0 && isApart) return { codes };
  return { problem: "NotDigits", count };
}

// Codes as people type and paste them.

/** @typedef {"Empty" | "Arn" | "NotDigits" | "NotSixDigits"} CodeProblem */

/**
 * The codes in a text: one, or two that were pasted at once. Full-width digits count as
 * digits; spaces, hyphens and dashes are dropped.
 *
 * @param {string} text
 * @returns {{ codes: string[], problem?: undefined } | { problem: CodeProblem, count: number }}
 */
export function parseCodes(text) {
  const characters = text.normalize("NFKC").replace(/[\s\p{Pd}\p{Cf}]/gu, "");
  const count = characters.length;
  if (count === 0) return { problem: "Empty", count };
  if (/^arn:/i.test(characters)) return { problem: "Arn", count };
  if (!/^[0-9]+$/.test(characters)) return { problem: "NotDigits", count };
  if (count !== 6 && count !== 12) return { problem: "NotSixDigits", count };
  return { codes: characters.match(/.{6}/g) ?? [] };
}

// Pictures of where a code is found. They repeat what the text beside them says, so that a screen reader
// leaves them out.

const namespace = "http://www.w3.org/2000/svg";

/**
 * @param {string} name
 * @param {Record<string, string | number>} attributes
 * @param {(Node | string)[]} children
 */
function shape(name, attributes, ...children) {
  const node = document.createElementNS(namespace, name);
  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, String(value));
  node.append(...children);
  return node;
}

/** @param {(Node | string)[]} shapes */
const picture = (...shapes) =>
  shape("svg", { class: "picture", viewBox: "0 0 160 96", width: 160, height: 96, "aria-hidden": "true" }, ...shapes);

/**
 * As wide in every font.
 *
 * @param {number} y
 */
const code = (y) =>
  shape("text", { x: 80, y, "text-anchor": "middle", textLength: 58, lengthAdjust: "spacingAndGlyphs", class: "digits", direction: "ltr" }, "123 456");

/** A phone with a list of entries, one of which has a code and the time that it is valid. */
export function appPicture() {
  return picture(
    shape("rect", { x: 36, y: 2, width: 88, height: 92, rx: 10, class: "outline" }),
    shape("line", { x1: 48, y1: 18, x2: 84, y2: 18, class: "faint" }),
    shape("rect", { x: 44, y: 28, width: 72, height: 36, rx: 5, class: "marked" }),
    shape("text", { x: 50, y: 40, class: "label", direction: "ltr" }, "AWS"),
    code(57),
    shape("circle", { cx: 106, cy: 38, r: 4, class: "outline" }),
    shape("line", { x1: 48, y1: 76, x2: 96, y2: 76, class: "faint" }),
    shape("line", { x1: 48, y1: 84, x2: 76, y2: 84, class: "faint" }),
  );
}

/** A token with a display and a button. */
export function tokenPicture() {
  return picture(
    shape("rect", { x: 16, y: 20, width: 128, height: 56, rx: 28, class: "outline" }),
    shape("circle", { cx: 28, cy: 48, r: 4, class: "outline" }),
    shape("rect", { x: 44, y: 34, width: 72, height: 28, rx: 4, class: "marked" }),
    code(53),
    shape("circle", { cx: 130, cy: 48, r: 6, class: "faint" }),
  );
}

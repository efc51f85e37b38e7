import js from "@eslint/js";
import globals from "globals";

export default [
  js.configs.recommended,
  {
    files: ["portal/*.js"],
    languageOptions: { globals: globals.browser },
    rules: {
      // Text never becomes markup or code: the page's policy forbids it as well.
      "no-eval": "error",
      "no-implied-eval": "error",
      "no-new-func": "error",
      "no-script-url": "error",
      "no-console": "error",
      "no-restricted-properties": [
        "error",
        ...["innerHTML", "outerHTML", "insertAdjacentHTML"].map((property) => ({ property })),
        { object: "document", property: "write" },
        // A token or a code would outlive the page there.
        { object: "window", property: "localStorage" },
      ],
      "no-restricted-globals": ["error", "localStorage", "indexedDB", "caches"],
      eqeqeq: "error",
      "prefer-const": "error",
    },
  },
  {
    files: ["*.js"],
    languageOptions: { globals: { ...globals.node, ...globals.browser } },
  },
];

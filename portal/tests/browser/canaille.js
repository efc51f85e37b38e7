// The provider Canaille (https://canaille.readthedocs.io), as an administrator sets it up for the page.
import { generateKeyPairSync, randomUUID } from "node:crypto";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

import { freePort, run, serve } from "./program.js";

const password = "correct horse battery staple";

async function prepare(clientId) {
  const port = await freePort();
  const issuer = `http://127.0.0.1:${port}`;
  const folder = await mkdtemp(join(tmpdir(), "canaille-"));
  let end;
  return {
    issuer,
    // It has no claims but those of OpenID Connect. The subject is the user name, which only
    // administrators change.
    settings: { CALLER_CLAIM: "sub" },
    async start(page) {
      const file = join(folder, "canaille.toml");
      await writeFile(file, configuration(folder, port));
      const program = join(process.env.PROVIDERS, "canaille/bin/canaille");
      const environment = { PATH: process.env.PATH, CANAILLE_CONFIG: file };
      const commands = [
        ["install"],
        createUser(),
        createClient(clientId, page),
        // Otherwise an ID token is for nobody.
        ["set", "client", clientId, `--audience=${clientId}`],
      ];
      for (const command of commands) await run(program, command, environment);
      const address = `${issuer}/.well-known/openid-configuration`;
      end = await serve(program, ["run", `--bind=127.0.0.1:${port}`], environment, address);
    },
    async stop() {
      await end?.();
      await rm(folder, { recursive: true });
    },
  };
}

function configuration(folder, port) {
  const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const key = privateKey.export({ format: "pem", type: "pkcs8" });
  return `
    SECRET_KEY = "${randomUUID()}"
    SERVER_NAME = "127.0.0.1:${port}"
    PREFERRED_URL_SCHEME = "http"
    [CANAILLE]
    DATABASE = "sql"
    [CANAILLE_SQL]
    DATABASE_URI = "sqlite:///${folder}/database"
    [CANAILLE_OIDC]
    # Otherwise it asks nobody for consent to a page of this machine.
    TRUSTED_DOMAINS = []
    ACTIVE_JWKS = ["""${key}"""]
  `;
}

function createUser() {
  const attributes = { "user-name": "alice", "family-name": "Alice", emails: "alice@example.com", password };
  return ["create", "user", ...options(attributes)];
}

function createClient(clientId, page) {
  const attributes = {
    "client-id": clientId,
    "client-name": "The page",
    // The origin that its endpoints answer.
    "client-uri": page,
    "redirect-uris": page,
    "post-logout-redirect-uris": page,
    "token-endpoint-auth-method": "none",
    "grant-types": "authorization_code",
    "response-types": "code",
    "id-token-signed-response-alg": "RS256",
    scope: "openid",
  };
  return ["create", "client", ...options(attributes)];
}

const options = (attributes) => Object.entries(attributes).map(([name, value]) => `--${name}=${value}`);

export const canaille = {
  name: "Canaille",
  prepare,
  /** How long its ID tokens are valid, in seconds. */
  lifetime: 3600,
  async authenticate(page) {
    await nextSecond();
    await page.locator("input[name=login]").fill("alice");
    await page.locator("input[name=login]").press("Enter");
    await page.locator("input[name=password]").fill(password);
    await page.locator("input[name=password]").press("Enter");
  },
  consent: (page) => page.getByRole("button", { name: "Accept" }).click(),
  decline: (page) => page.getByRole("button", { name: "Deny" }).click(),
  async signOut(page) {
    await page.getByRole("button", { name: "Logout" }).click();
    await page.locator("input[name=login]").waitFor();
  },
  // Its own form for the confirmation drops the address to return to.
  returnsFromSignOut: false,
  beforeRenewal: nextSecond,
};

/** The access tokens of one person in one second are the same one, and then it fails. */
async function nextSecond() {
  await sleep(1_100);
}

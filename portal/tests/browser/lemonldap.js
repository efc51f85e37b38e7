// The provider LemonLDAP::NG (https://lemonldap-ng.org), as an administrator sets it up for the page.
import { generateKeyPairSync, randomUUID } from "node:crypto";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { freePort, serve } from "./program.js";

/** How long an authorization code is valid, in seconds. */
const codeLifetime = 8;

async function prepare(clientId) {
  const port = await freePort();
  const origin = `http://127.0.0.1:${port}`;
  const folder = await mkdtemp(join(tmpdir(), "lemonldap-"));
  let end;
  return {
    // The issuer is the address of its portal, which ends with a slash.
    issuer: `${origin}/`,
    async start(page) {
      for (const name of ["conf", "sessions", "persistent", "cache"]) await mkdir(join(folder, name));
      const program = join(process.env.PROVIDERS, "lemonldap");
      await writeFile(join(folder, "lemonldap-ng.ini"), localConfiguration(folder, program));
      // What is not said here is as the package has it.
      const usual = JSON.parse(await readFile(join(program, "var/lib/lemonldap-ng/conf/lmConf-1.json"), "utf8"));
      const configuration = { ...usual, ...globalConfiguration(folder, origin, clientId, page) };
      await writeFile(join(folder, "conf/lmConf-1.json"), JSON.stringify(configuration));
      await writeFile(join(folder, "portal.psgi"), application(program));
      const environment = { PATH: process.env.PATH, LLNG_DEFAULTCONFFILE: join(folder, "lemonldap-ng.ini") };
      const args = [`--listen=127.0.0.1:${port}`, "--workers=2", join(folder, "portal.psgi")];
      const address = `${origin}/.well-known/openid-configuration`;
      end = await serve(join(program, "starman"), args, environment, address);
    },
    async stop() {
      await end?.();
      await rm(folder, { recursive: true });
    },
  };
}

const localConfiguration = (folder, program) => `
[all]
logLevel = warn
[configuration]
type = File
dirName = ${folder}/conf
localStorage = Cache::FileCache
localStorageOptions = { 'namespace' => 'configuration', 'cache_root' => '${folder}/cache' }
[portal]
staticPrefix = /static
templateDir = ${program}/usr/share/lemonldap-ng/portal/templates
languages = en
`;

/** Its portal, with the files that nginx serves elsewhere. */
const application = (program) => `
use Plack::Builder;
use Lemonldap::NG::Portal::Main;
my $portal = Lemonldap::NG::Portal::Main->run({});
builder {
  enable "Static", path => qr{^/javascript/}, root => "${program}/usr/share/";
  enable "Static", path => qr{^/static/}, root => "${program}/usr/share/lemonldap-ng/portal/htdocs/";
  $portal;
};
`;

function globalConfiguration(folder, origin, clientId, page) {
  const { privateKey, publicKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const files = (name) => ({ Directory: join(folder, name), LockDirectory: join(folder, name) });
  return {
    portal: `${origin}/`,
    domain: "127.0.0.1",
    globalStorageOptions: {
      ...files("sessions"),
      generateModule: "Lemonldap::NG::Common::Apache::Session::Generate::SHA256",
    },
    persistentStorageOptions: files("persistent"),
    localSessionStorageOptions: { namespace: "sessions", cache_root: join(folder, "cache") },
    key: randomUUID(),
    // Its own captcha needs ImageMagick, also where no form has one: another module in its place.
    captcha: "::UserDB::Null",
    // Nothing that sends mail.
    registerDB: "Null",
    passwordDB: "Null",
    portalDisplayResetPassword: 0,
    macros: { _whatToTrace: "$_user", iam_user: '$uid eq "dwho" ? "alice" : ""' },
    issuerDBOpenIDConnectActivation: 1,
    oidcServicePrivateKeySig: privateKey.export({ format: "pem", type: "pkcs8" }),
    oidcServicePublicKeySig: publicKey.export({ format: "pem", type: "spki" }),
    oidcServiceKeyIdSig: randomUUID(),
    oidcServiceIgnoreScopeForClaims: 1,
    oidcRPMetaDataOptions: {
      page: {
        oidcRPMetaDataOptionsClientID: clientId,
        oidcRPMetaDataOptionsDisplayName: "The page",
        oidcRPMetaDataOptionsPublic: 1,
        oidcRPMetaDataOptionsRequirePKCE: 1,
        oidcRPMetaDataOptionsRedirectUris: page,
        oidcRPMetaDataOptionsPostLogoutRedirectUris: page,
        oidcRPMetaDataOptionsIDTokenSignAlg: "RS256",
        oidcRPMetaDataOptionsIDTokenForceClaims: 1,
        oidcRPMetaDataOptionsAuthorizationCodeExpiration: codeLifetime,
        // It does not ask again whether to sign out.
        oidcRPMetaDataOptionsLogoutBypassConfirm: 1,
      },
    },
    // A list of one, as its default `auto` is not.
    oidcRPMetaDataExportedVars: { page: { iam_user: "iam_user;string;always" } },
  };
}

export const lemonldap = {
  name: "LemonLDAP::NG",
  prepare,
  lifetime: 3600,
  codeLifetime,
  // Of its demonstration, where the passwords are the names.
  async authenticate(page) {
    await page.locator("input[name=user]").fill("dwho");
    await page.locator("input[name=password]").fill("dwho");
    await page.locator("input[name=password]").press("Enter");
  },
  consent: (page) => page.getByRole("button", { name: "Accept" }).click(),
  decline: (page) => page.getByRole("button", { name: "Refuse" }).click(),
  signOut: () => undefined,
  returnsFromSignOut: true,
};

// The whole way at other OpenID providers, which are programs of their own: what each of them needs
// set is in `docs/identity-providers.md`.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";

import { canaille } from "./canaille.js";
import { lemonldap } from "./lemonldap.js";
import { resynchronize, settled, startWorld, token } from "./world.js";

for (const provider of [canaille, lemonldap]) {
  describe(provider.name, () => {
    let world;
    before(async () => (world = await startWorld({}, provider.prepare)));
    after(() => world?.stop());

    /** Leaves the page for the provider. */
    async function leave(page, button) {
      await page.evaluate(() => (window.isLeft = true));
      await page.getByRole("button", { name: button }).click();
    }

    const clickSignIn = (page) => leave(page, /^Sign in/);

    /** Waits until the browser is back on the page; returns the title of the screen there. */
    async function back(page) {
      const isBack = (address) =>
        location.href === address && !window.isLeft && document.querySelector("main h1") !== null;
      await page.waitForFunction(isBack, world.page);
      return settled(page);
    }

    async function deviceScreen(page) {
      await back(page);
      return page.locator("main").innerText();
    }

    // First: the provider asks for consent once.
    test("who declines is told so; who consents resynchronizes the device", async () => {
      const page = await world.open();
      await clickSignIn(page);
      await provider.authenticate(page);
      await provider.decline(page);
      assert.equal(await back(page), "You are not signed in");
      assert.match(await page.locator("main").innerText(), /For your administrator: (access_denied|consent_required)/);

      await clickSignIn(page);
      await provider.consent(page);
      assert.match(await deviceScreen(page), /AWS calls the device alice-phone/);
      assert.equal(await resynchronize(world, page), "The device works again");
      await world.wait();
      assert.equal(await world.signInToAws(), true);
    });

    // In English: the test before. One of the languages is written from the right, one in East Asia.
    for (const language of ["de", "ar", "ja"]) {
      test(`the way through in ${language}`, async () => {
        const { default: words } = await import(`./portal/words-${language}.js`);
        const page = await world.open({ locale: language });
        assert.equal(await settled(page), words.start.title);
        await leave(page, words.signIn);
        await provider.authenticate(page);
        assert.equal(await back(page), `${words.step.replace("{number}", "1")} ${words.firstCodeOfApp.title}`);
        assert.equal(await resynchronize(world, page), words.status.Resynchronized.title);
        await world.wait();
        assert.equal(await world.signInToAws(), true);
      });
    }

    test("sign-out ends the session at the provider, and no token is in an address", async () => {
      const page = await world.open();
      const addresses = [];
      page.on("request", (request) => addresses.push(request.url()));
      await clickSignIn(page);
      await provider.authenticate(page);
      await back(page);
      await leave(page, "Sign out");
      await provider.signOut(page);
      if (provider.returnsFromSignOut) {
        assert.equal(await back(page), "AWS does not accept your codes?");
      } else {
        await page.goto(world.page);
      }
      assert.deepEqual(addresses.filter((address) => token.test(address)), []);
      // The provider asks who it is.
      await clickSignIn(page);
      await provider.authenticate(page);
      assert.match(await deviceScreen(page), /AWS calls the device alice-phone/);
    });

    test("a sign-in that has expired is told so, and can be repeated", async () => {
      const page = await world.open();
      await page.route("**/token", async (route) => {
        if (provider.codeLifetime) {
          await sleep(provider.codeLifetime * 1000 + 1_100);
          return route.continue();
        }
        // Canaille's codes live for five minutes; an expired one is unknown to it.
        const postData = route.request().postData().replace(/(^|&)code=[^&]*/, "$1code=expired");
        return route.continue({ postData });
      });
      await clickSignIn(page);
      await provider.authenticate(page);
      assert.equal(await back(page), "The sign-in has expired");
      await page.unroute("**/token");
      await clickSignIn(page);
      assert.match(await deviceScreen(page), /AWS calls the device alice-phone/);
    });

    test("a session at its end is renewed, without the password", async () => {
      const page = await world.openWithClock();
      await clickSignIn(page);
      await provider.authenticate(page);
      await back(page);
      const remaining = provider.lifetime - 180;
      await page.clock.fastForward((remaining - 5) * 1000);
      await page.getByText("AWS calls the device alice-phone").waitFor();
      await page.clock.fastForward(10_000);
      await page.locator("main input").fill(await world.code());
      await page.locator("main form button").click();
      assert.equal(await settled(page), "Please sign in again");
      await provider.beforeRenewal?.();
      await clickSignIn(page);
      assert.match(await deviceScreen(page), /AWS calls the device alice-phone/);
      assert.equal(await resynchronize(world, page), "The device works again");
    });
  });
}

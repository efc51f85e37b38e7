// The function's answers, as a portal in TypeScript reads them. `api.ts` is what openapi-typescript
// makes of openapi.yaml, and openapi-fetch sends the requests. The compiler holds this file to the
// contract, and the run holds the contract to the function.
import assert from "node:assert/strict";
import { test } from "node:test";

import createClient from "openapi-fetch";

import type { components, paths } from "./api.js";

type Schemas = components["schemas"];
type Violation = Pick<Schemas["Violation"], "field" | "code">;

const { API_URL = "", CODE_1 = "", CODE_2 = "" } = process.env;

const WRONG_CODES = { authenticationCode1: "219910", authenticationCode2: "851773" };

function clientOf(token?: string) {
  const headers = token === undefined ? {} : { Authorization: `Bearer ${token}` };
  return createClient<paths>({ baseUrl: API_URL, headers });
}

const alice = clientOf("alice");
const operator = clientOf("alice-the-operator");

type ResyncError = NonNullable<Awaited<ReturnType<typeof resync>>["error"]>;

function resync(body: Schemas["ResyncRequest"]) {
  return alice.POST("/resync", { body });
}

/** What a portal does next. The compiler knows every status: none is left at the end. */
function nextStep(answer: Schemas["Resynchronized"] | ResyncError): string {
  if (!("status" in answer)) {
    return `API Gateway: ${answer.message}`;
  }
  switch (answer.status) {
    case "Resynchronized":
      return `sign in as ${answer.userName} with ${answer.serialNumber}`;
    case "InvalidRequest":
      return `correct ${answer.violations.map(({ field, code }) => `${field} (${code})`)}`;
    case "SerialNumberRequired":
      return `choose ${answer.devices.map(({ name }) => name)}`;
    case "NoSuchEntity":
      return `ask the administrator about the ${answer.reason}`;
    case "InvalidAuthenticationCode":
    case "CodesExpired":
      return "enter two new codes";
    case "Throttling":
    case "Unavailable":
      answer.retryable satisfies true;
      return "send the same request again";
    case "ConcurrentModification":
    case "ServiceFailure":
      return "wait, and enter two new codes";
    case "OutcomeUnknown":
      return "sign in, or enter two new codes";
    case "AccessDenied":
    case "InternalError":
    case "LimitExceeded":
    case "MethodNotAllowed":
    case "NotAuthorized":
    case "ValidationError":
      return `ask the administrator about ${answer.requestId}`;
    default:
      answer satisfies never;
      // A status of a later version of the contract is treated as `OutcomeUnknown`.
      return "sign in, or enter two new codes";
  }
}

test("Devices", async () => {
  const { data, response } = await alice.GET("/devices");
  assert(data?.status === "Devices");
  assert.equal(data.userName, "alice");
  const devices: Schemas["Device"][] = [
    {
      serialNumber: "arn:aws:iam::123456789012:mfa/alice",
      name: "alice",
      type: "virtual",
      enabledAt: "2026-01-01T00:00:00Z",
    },
  ];
  assert.deepEqual(data.devices, devices);
  assert(response.headers.get("apigw-requestid"));
});

test("Resynchronized", async () => {
  const body = { authenticationCode1: CODE_1, authenticationCode2: CODE_2 };
  const { data } = await resync(body);
  assert(data?.status === "Resynchronized");
  assert.equal(nextStep(data), "sign in as alice with arn:aws:iam::123456789012:mfa/alice");
  // IAM gave its id, and the contract requires it here.
  const id: string = data.iamRequestId;
  assert(id);
});

test("InvalidRequest", async () => {
  const { error, response } = await resync({
    userName: "alice in wonderland",
    // @ts-expect-error: a code is a string.
    authenticationCode1: 12345,
    authenticationCode2: "85177",
  });
  assert(error && "status" in error && error.status === "InvalidRequest");
  assert.equal(response.status, 400);
  const expected: Violation[] = [
    { field: "userName", code: "Characters" },
    { field: "authenticationCode1", code: "Number" },
    { field: "authenticationCode2", code: "NotSixDigits" },
  ];
  assert.deepEqual(
    error.violations.map(({ field, code }) => ({ field, code })),
    expected,
  );
  assert(nextStep(error).startsWith("correct userName (Characters),"));
});

test("InvalidRequest: the query as it was sent", async () => {
  const { error } = await operator.GET("/devices", {
    querySerializer: () => "userName=alice&userName=bob",
  });
  assert(error && "status" in error && error.status === "InvalidRequest");
  assert.equal(error.violations[0]?.code, "Duplicate");
});

test("NoSuchEntity", async () => {
  const reasons: Record<Schemas["NoSuchEntity"]["reason"], ReturnType<typeof resync | typeof list>> =
    {
      User: list("nobody"),
      Device: list("dave"),
      TotpDevice: list("carol"),
      UserOrDevice: resync({ serialNumber: "GAHT00000000", ...WRONG_CODES }),
    };
  for (const [reason, answer] of Object.entries(reasons)) {
    const { error, response } = await answer;
    assert(error && "status" in error && error.status === "NoSuchEntity", reason);
    assert.equal(error.reason, reason);
    assert.equal(response.status, 404);
  }
});

function list(userName: string) {
  return operator.GET("/devices", { params: { query: { userName } } });
}

test("SerialNumberRequired", async () => {
  const { error, response } = await clientOf("bob").POST("/resync", { body: WRONG_CODES });
  assert(error && "status" in error && error.status === "SerialNumberRequired");
  assert.equal(response.status, 422);
  assert.deepEqual(
    error.devices.map(({ name, type }) => [name, type]),
    [
      ["GAHT31415926", "hardware"],
      ["bob-phone", "virtual"],
    ],
  );
  assert.equal(nextStep(error), "choose GAHT31415926,bob-phone");
});

test("InvalidAuthenticationCode", async () => {
  const { error, response } = await resync(WRONG_CODES);
  assert(error && "status" in error && error.status === "InvalidAuthenticationCode");
  assert.equal(response.status, 422);
  assert.equal(response.headers.get("x-amzn-errortype"), error.status);
  assert.equal(error.retryable, false);
  assert.equal(nextStep(error), "enter two new codes");
});

test("NotAuthorized", async () => {
  const { error, response } = await resync({ userName: "bob", ...WRONG_CODES });
  assert(error && "status" in error && error.status === "NotAuthorized");
  assert.equal(response.status, 403);
  assert.equal(nextStep(error), `ask the administrator about ${error.requestId}`);
});

test("GatewayError", async () => {
  for (const client of [clientOf(), clientOf("expired")]) {
    for (const { error, response } of [
      await client.POST("/resync", { body: WRONG_CODES }),
      await client.GET("/devices"),
    ]) {
      assert(error && !("status" in error));
      const gatewayError: Schemas["GatewayError"] = error;
      assert.deepEqual(gatewayError, { message: "Unauthorized" });
      assert.equal(response.status, 401);
      assert(response.headers.get("apigw-requestid"));
    }
  }
});

test("a body that API Gateway does not take for text", async () => {
  const { error } = await alice.POST("/resync", {
    body: WRONG_CODES,
    headers: { "Content-Type": "application/octet-stream" },
  });
  assert(error && "status" in error && error.status === "InvalidAuthenticationCode");
});

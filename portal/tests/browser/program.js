// A provider that is a program of its own, on a free port of the loopback interface.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";

/** How long a provider may take until it answers, in milliseconds. */
const patience = 60_000;

// The test runner ends a file that takes too long: what it started ends with it.
process.once("SIGTERM", () => process.exit(1));

/** A port that was free a moment ago. */
export async function freePort() {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address();
  server.close();
  await once(server, "close");
  return port;
}

/** Runs a command to its end. */
export async function run(command, args, env) {
  const { child, output } = start(command, args, env);
  const [code] = await once(child, "close");
  if (code !== 0) throw new Error(`${command} ${args.join(" ")}: ${code}\n${output()}`);
}

/** Starts a command; waits until it answers at an address. Returns what ends it. */
export async function serve(command, args, env, address) {
  const { child, output } = start(command, args, env);
  const ended = once(child, "close");
  // A server of several processes is a group of its own, and some wait for open connections.
  const kill = () => child.exitCode === null && process.kill(-child.pid, "SIGKILL");
  process.once("exit", kill);
  for (const deadline = Date.now() + patience; ; await sleep(50)) {
    const response = await fetch(address, { signal: AbortSignal.timeout(5_000) }).catch(() => undefined);
    if (response?.ok) break;
    if (child.exitCode !== null || Date.now() > deadline) throw new Error(`${command}:\n${output()}`);
  }
  return async () => {
    process.off("exit", kill);
    kill();
    await ended;
  };
}

function start(command, args, env) {
  const child = spawn(command, args, { env, detached: true, stdio: ["ignore", "pipe", "pipe"] });
  const chunks = [];
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk) => chunks.push(chunk));
  return { child, output: () => Buffer.concat(chunks).toString().slice(0, 5_000) };
}

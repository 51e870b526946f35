#!/usr/bin/env node
// Runs the program of the package for this platform, which npm installed as an optional dependency.
"use strict";

const { spawnSync } = require("node:child_process");

const name = `@pressmark/${process.platform}-${process.arch}`;
const file = process.platform === "win32" ? "pressmark.exe" : "pressmark";

let program;
try {
  program = require.resolve(`${name}/bin/${file}`);
} catch {
  console.error(`error: ${name} is not installed`);
  console.error("help: install pressmark without --omit=optional; `npm view pressmark optionalDependencies` lists the platforms");
  process.exit(3);
}

const run = spawnSync(program, process.argv.slice(2), { stdio: "inherit" });
if (run.error) {
  console.error(`error: cannot run ${program}: ${run.error.message}`);
  process.exit(3);
}
if (run.signal) {
  process.kill(process.pid, run.signal);
} else {
  process.exit(run.status);
}

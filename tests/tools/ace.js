// Holds e-books against Ace by DAISY, all in one process and one browser, since their start takes
// longer than their work:
//
//     node ace.js NODE_MODULES OUT FILE...
//
// The report of the first file is OUT/0/report.json, and so on. A file without a report is an error.
'use strict';

const fs = require('fs');
const path = require('path');

const [modules, out, ...files] = process.argv.slice(2);
const load = require('module').createRequire(path.resolve(modules, 'x.js'));
const ace = load('@daisy/ace-core');
const runner = load('@daisy/ace-axe-runner-puppeteer');

let launched;
const shared = { ...runner, launch: () => (launched ??= runner.launch()), close: async () => {} };

async function hold() {
  for (const [index, file] of files.entries()) {
    const outdir = path.join(out, String(index));
    fs.mkdirSync(outdir, { recursive: true });
    const silent = { initLogger: index === 0, verbose: false, silent: true, fileName: 'ace-cli.log' };
    await ace(file, { ...silent, cwd: process.cwd(), outdir, tmpdir: undefined, jobid: '' }, shared);
  }
}

hold()
  .then(() => runner.close())
  .then(() => process.exit(0))
  .catch((error) => {
    console.error(error);
    process.exit(1);
  });

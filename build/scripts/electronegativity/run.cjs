// Runs Electronegativity on a folder: `run.cjs MODULES FOLDER ELECTRON_VERSION`, prints one line of JSON. It would fetch
// translations and a list of Electron's releases; a check asks nobody.
const http = require('node:http');
const https = require('node:https');
const { createRequire } = require('node:module');
const path = require('node:path');

/** @typedef {{ id: string, file: string, sample?: string, location: { line: number } }} Issue */
/** @typedef {{ errors: unknown[], issues: Issue[], globalChecks: number, atomicChecks: number }} Outcome */

for (const client of [http, https]) {
  client.request = () => {
    throw new Error('no network');
  };
}
const [modules = '', input = '', electronVersionOverride = ''] = process.argv.slice(2);
const load = createRequire(path.join(modules, 'here.js'));
/** @type {unknown} */
const loaded = load('@doyensec/electronegativity');
const run = /** @type {(options: object) => Promise<Outcome>} */ (loaded);
const excludeFromScan = ['availablesecurityfixesglobalcheck'];

void run({ input, electronVersionOverride, isRelative: true, customScan: [], excludeFromScan }).then((outcome) => {
  const { errors, issues, globalChecks, atomicChecks } = outcome;
  const findings = issues.map(({ id, file, location, sample = '' }) => ({ id, file, line: location.line, sample }));
  process.stdout.write(`\n${JSON.stringify({ checks: globalChecks + atomicChecks, errors, findings })}\n`);
});

// Runs Electronegativity on a folder: `run.cjs MODULES FOLDER ELECTRON_VERSION`, prints one line of JSON. It would
// fetch translations and a list of Electron's releases; a test asks nobody.
const http = require('node:http');
const https = require('node:https');
const { createRequire } = require('node:module');
const path = require('node:path');

for (const client of [http, https]) {
  client.request = () => {
    throw new Error('no network');
  };
}
const [modules = '', input = '', electronVersionOverride = ''] = process.argv.slice(2);
const run = createRequire(path.join(modules, 'here.js'))('@doyensec/electronegativity');
const options = {
  input,
  electronVersionOverride,
  isRelative: true,
  customScan: [],
  excludeFromScan: ['availablesecurityfixesglobalcheck'],
};

run(options).then(({ errors, issues, globalChecks, atomicChecks }) => {
  const findings = issues.map(({ id, file, location, sample = '' }) => ({ id, file, line: location.line, sample }));
  process.stdout.write(`\n${JSON.stringify({ checks: globalChecks + atomicChecks, errors, findings })}\n`);
});

// Reporter for Node's own test runner: one JSON line for each test, so that the numbers do
// not depend on text made for people. The line at the end tells a finished run from a broken one.

/** @param {AsyncIterable<import('node:test/reporters').TestEvent>} events */
export default async function* nodeTestReporter(events) {
  for await (const { type, data } of events) {
    if (type !== 'test:pass' && type !== 'test:fail') continue;
    // A suite repeats what its tests say, except when it fails without any.
    if (data.details.type === 'suite' && !(type === 'test:fail' && isOwnFailure(data.details.error))) continue;
    const isSkipped = Boolean(data.skip) || Boolean(data.todo);
    const outcome = isSkipped ? 'skipped' : type === 'test:pass' ? 'passed' : 'failed';
    const reason = [data.skip, data.todo].find((text) => typeof text === 'string' && text !== '');
    yield `${JSON.stringify({ outcome, name: data.name, reason })}\n`;
  }
  yield `${JSON.stringify({ isEnd: true })}\n`;
}

/** @param {object} error */
function isOwnFailure(error) {
  return Reflect.get(error, 'failureType') !== 'subtestsFailed';
}

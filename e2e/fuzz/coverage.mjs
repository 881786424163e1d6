// Block coverage of one script as V8 counts it, through the inspector of this thread.
import { Session } from 'node:inspector';

/**
 * @typedef {object} Coverage
 * @property {() => Map<string, number>} takeNews blocks that were reached since the last call for the first time, or ten
 * times as often as ever, with how often; they stay news until they are learnt
 * @property {(news: ReadonlyMap<string, number>) => void} learn
 * @property {() => number} blocks how many were ever learnt
 */

/**
 * @param {string} url of the script
 * @returns {Coverage}
 */
export function startCoverage(url) {
  const session = new Session();
  session.connect();
  session.post('Profiler.enable');
  session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: true });
  /** @type {Map<string, number>} */
  const most = new Map();
  return {
    takeNews() {
      /** @type {Map<string, number>} */
      const news = new Map();
      session.post('Profiler.takePreciseCoverage', (error, answer) => {
        if (error) throw error;
        const script = answer.result.find((one) => one.url === url);
        for (const { ranges } of script?.functions ?? []) {
          for (const { startOffset, endOffset, count } of ranges) {
            const block = `${startOffset}-${endOffset}`;
            const before = most.get(block) ?? 0;
            if (count > 0 && (before === 0 || count >= before * 10)) news.set(block, count);
          }
        }
      });
      return news;
    },
    learn(news) {
      for (const [block, count] of news) most.set(block, count);
    },
    blocks: () => most.size,
  };
}

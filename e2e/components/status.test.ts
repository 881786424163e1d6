// Badge and verdict of the first page: two signals that never contradict each other, whatever is played.
import { afterEach } from 'vitest';
import type { Severity } from '../../electron/contract/diagnosis/verdict';
import { practiceLoads } from '../../electron/contract/usage/usage';
import { playWindows } from '../fixtures/program';
import { words } from '../fixtures/words';
import { replaceAnswers, type ReplacedAnswers } from './answers';
import { expect, playLoad, test } from './test';

let answers: ReplacedAnswers | null = null;
test.beforeEach(({ dialogs }) => dialogs.accept());
afterEach(() => answers?.end());

const { levelBadge } = words.usage;
/** What the badge may say beside a verdict. */
const mayStandBeside = {
  ok: [levelBadge.normal],
  neutral: [levelBadge.watching, levelBadge.unknown],
  unknown: [levelBadge.unknown],
  warning: [levelBadge.warning, levelBadge['udp-warning'], levelBadge.verdict],
  critical: [levelBadge.critical, levelBadge['udp-critical'], levelBadge.verdict],
} as const satisfies Record<Severity, readonly string[]>;

const anyBadge = new RegExp(`^(${Object.values(levelBadge).join('|')})$`);
/** At first, with the trend of half a minute, and with that of a whole one. */
const seconds = [1, 30, 40];

for (const load of practiceLoads)
  test(`shows no badge that contradicts the verdict under the load "${load}"`, async ({ program, clock, wizard }) => {
    const severities: Severity[] = [];
    await playWindows(program, 'windows11');
    await playLoad(program, load);
    answers = replaceAnswers({
      async 'diagnosis.read'(_, real) {
        const answer = await real();
        if (answer.ok) severities.push(answer.value.verdict.severity);
        return answer;
      },
    });
    for (const more of seconds) {
      await clock.pass(more);
      await wizard.verdict.getByRole('button', { name: words.symptom.checkAgain }).click();
      await clock.pass(0);
      await expect(wizard.verdict.getByRole('button', { name: words.symptom.checkAgain })).toBeEnabled();
      const badges = await wizard.usage.getByText(anyBadge).allInnerTexts();
      const severity = severities.at(-1) ?? 'unknown';
      // Without a measurement there is none.
      if (load === 'unreadable') expect(badges).toEqual([]);
      else expect(mayStandBeside[severity], `${severity} after ${more} s more`).toContain(badges[0]);
    }
  });

test('says in the badge that it is about UDP, beside figures of TCP', async ({ program, clock, wizard }) => {
  await playWindows(program, 'windows11');
  await playLoad(program, 'udp');
  await clock.passUntil(() => wizard.usage.getByText(levelBadge['udp-critical'], { exact: true }).isVisible(), 20);
});

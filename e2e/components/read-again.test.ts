// "Try again" after a failed change: a plan that warns of something else is shown and has to be read before it is applied.
import { afterEach } from 'vitest';
import { success } from '../../electron/contract/errors/result';
import type { PlanPreview } from '../../electron/contract/change/plan';
import { playWindows } from '../fixtures/program';
import type { Practice } from '../fixtures/practice';
import type { WizardDriver } from '../fixtures/wizard-driver';
import { words } from '../fixtures/words';
import { replaceAnswers, type ReplacedAnswers } from './answers';
import { expect, test } from './test';

let answers: ReplacedAnswers | null = null;
test.beforeEach(({ dialogs }) => dialogs.accept());
afterEach(() => answers?.end());

const failedWrite = { kind: 'access-denied', name: 'Dynamic ports IPv4 TCP' } as const;

/** From now on, plans warn of something serious that was not told before. */
function warnOfMore(): ReplacedAnswers {
  answers = replaceAnswers({
    'plan.create': async (_, real) => {
      const planned = await real();
      return planned.ok ? success(withMore(planned.value)) : planned;
    },
  });
  return answers;
}

function withMore(plan: PlanPreview): PlanPreview {
  const more = { code: 'SMALLER_RANGE', severity: 'severe', before: 60_000, after: 50_000 } as const;
  return { ...plan, sideEffects: [more, ...plan.sideEffects] };
}

/** The page shows a failed change whose serious warnings were read; "Try again" then finds others. */
async function expectReadAnew(wizard: WizardDriver, practice: Practice): Promise<void> {
  const isRead = wizard.main.getByRole('checkbox', { name: words.apply.isRead });
  await practice.switchOn(failedWrite);
  await wizard.apply.click();
  const failure = wizard.failure('The change failed');
  await expect(failure).toContainText('Windows refused to write');
  await expect(isRead).toBeChecked();
  await practice.switchOffFaults();
  const asked = warnOfMore();
  await failure.getByRole('button', { name: words.actions.tryAgain }).click();
  await expect(wizard.main.getByRole('listitem').filter({ hasText: '50,000 instead of 60,000' })).toBeVisible();
  expect(asked.of('plan.apply')).toEqual([]);
  await expect(isRead).not.toBeChecked();
  await expect(wizard.apply).toHaveAttribute('aria-disabled', 'true');
  await expect(wizard.main.getByText(words.apply.readFirst)).toBeVisible();
  await isRead.check();
  await wizard.apply.click();
  await wizard.heading('done').waitFor();
  expect(asked.of('plan.apply')).toHaveLength(1);
  expect((await practice.ranges()).ipv4Tcp).toEqual({ start: 10000, number: 55535 });
}

test('asks in the wizard to read other serious warnings before it tries again', async ({
  program,
  wizard,
  practice,
}) => {
  await playWindows(program, 'windows11');
  await wizard.goToValue();
  await wizard.setCommonRange(/wide\)/);
  await wizard.goOnToApply();
  await expectReadAnew(wizard, practice);
});

test('asks on the page of a change outside the wizard to read other serious warnings before it tries again', async ({
  program,
  menu,
  wizard,
  practice,
}) => {
  await playWindows(program, 'windows11');
  await menu.choose('practice-honours');
  await wizard.applyIgnoredMaxUserPort();
  await wizard.main.getByRole('button', { name: words.done.verdict.ignored.instead }).click();
  await wizard.readSerious();
  await expectReadAnew(wizard, practice);
});

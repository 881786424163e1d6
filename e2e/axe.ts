// What axe finds on the page as it stands: every rule, best practices included.
import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';

/** One text for each fault: the rule, what it wants, and the markup that breaks it. */
export async function accessibilityFaults(page: Page): Promise<string[]> {
  // Electron has no second page for axe to finish its work in: legacy mode.
  const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze();
  return violations.map(({ id, help, nodes }) => `${id}: ${help}\n  ${nodes.map(({ html }) => html).join('\n  ')}`);
}

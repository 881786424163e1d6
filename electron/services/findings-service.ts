// Mistakes in the live key or in a file that was read, and the plans that correct them.
// Protects: a correction is planned for a finding of the last reading of the key or of a file, and for no other.
import { randomUUID } from 'node:crypto';
import type { Comparison } from '../contract/backup/comparison';
import type { PlanPreview } from '../contract/change/plan';
import { failure, success, type Result } from '../contract/errors/result';
import type { ShownFinding } from '../contract/findings/findings';
import { planCorrections } from '../change/planner';
import { lintFile, type FileFinding } from '../findings/file-findings';
import { lintTree } from '../findings/misplaced-values';
import type { Correction, LintFinding } from '../findings/value-findings';
import type { Machine } from '../machine/interfaces/machine';
import type { ChangeService } from './change/change-service';
import type { ReadFile } from './reg-file-reader';

type Corrections = Map<string, readonly Correction[]>;

export interface FindingsService {
  readonly ofKey: () => Promise<Result<ShownFinding[]>>;
  /** Of a file that was read: at most `most`, and how many more there are. */
  readonly ofFile: (file: ReadFile, most: number) => Pick<Comparison, 'findings' | 'findingsLeftOut'>;
  /** Shows a plan that corrects the finding with this correction id. Errors: TOKEN_UNKNOWN, those of planning. */
  readonly planCorrection: (id: string) => Promise<Result<PlanPreview>>;
}

export function findingsService(machine: Machine, changes: Pick<ChangeService, 'show'>): FindingsService {
  // Both may be on the screen at the same time.
  const ofLiveKey: Corrections = new Map();
  const ofLastFile: Corrections = new Map();

  function shown({ corrections: made, ...finding }: LintFinding, corrections: Corrections): ShownFinding {
    if (made.length === 0) return { finding, correctionId: null };
    const correctionId = randomUUID();
    corrections.set(correctionId, made);
    return { finding, correctionId };
  }

  function shownOfFile(finding: FileFinding): ShownFinding[] {
    switch (finding.code) {
      case 'VALUE':
        return [shown(finding.finding, ofLastFile)];
      case 'SKIPPED_LINE': {
        const { line, column, expected, text } = finding.problem;
        return [{ finding: { code: 'SKIPPED_LINE', line, column, expected, text }, correctionId: null }];
      }
      case 'TEXT_AFTER_KEY': {
        const { line, text } = finding.problem;
        return [{ finding: { code: 'TEXT_AFTER_KEY', line, text }, correctionId: null }];
      }
      case 'BLANK_AFTER_HEADER':
      case 'SHORT_DWORD':
      case 'TRAILING_BACKSLASH':
        return [{ finding, correctionId: null }];
      case 'MISSING_HEADER':
      case 'UNREADABLE':
        return []; // Refused with REG_FILE_REFUSED before there is anything to compare.
    }
  }

  return {
    async ofKey() {
      const system = await machine.system.describe();
      if (!system.ok) return system;
      const tree = await machine.registry.readTree();
      if (!tree.ok) return tree;
      ofLiveKey.clear();
      return success(lintTree(tree.value, system.value.version).map((finding) => shown(finding, ofLiveKey)));
    },
    ofFile({ notes, left, version }, most) {
      ofLastFile.clear();
      const { found, leftOut } = lintFile({ ok: true, ...notes }, left, version);
      return {
        findings: found.slice(0, most).flatMap(shownOfFile),
        findingsLeftOut: leftOut + Math.max(0, found.length - most),
      };
    },
    async planCorrection(id) {
      const made = ofLiveKey.get(id) ?? ofLastFile.get(id);
      if (!made) return failure({ code: 'TOKEN_UNKNOWN' });
      const planned = await planCorrections(machine, made);
      return planned.ok ? changes.show({ changes: planned.value, reason: 'restore', backup: null }) : planned;
    },
  };
}

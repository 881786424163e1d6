// A finding in plain words: what is wrong, what Windows does with it, and what the correction changes.
import type { TFunction } from 'i18next';
import { hexText } from '../text/format';
import { visibleText } from '../text/readable-value';
import { registryTypeName } from '../../electron/contract/registry/stored-value';
import type { ShownFinding } from '../../electron/contract/findings/findings';

export interface FindingText {
  readonly text: string;
  /** Label of the button that corrects it; null if only a person can know what was meant. */
  readonly correction: string | null;
}

export function findingText({ finding, correctionId }: ShownFinding, t: TFunction): FindingText {
  const offered = (label: string) => (correctionId === null ? null : label);
  const set = (name: string, value: number) => t('findings.set', { name: visibleText(name), value });
  switch (finding.code) {
    case 'DECIMAL_AS_HEX': {
      const { value, meant, corrected, isCertain } = finding;
      const name = visibleText(finding.name);
      const words = { name, value, hex: hexText(value), meant, corrected };
      const kind = !isCertain ? 'possible' : meant === corrected ? 'certain' : 'certainCut';
      return { text: t(`findings.DECIMAL_AS_HEX.${kind}`, words), correction: offered(set(name, corrected)) };
    }
    case 'WRONG_TYPE': {
      const { type, meant } = finding;
      const name = visibleText(finding.name);
      const typeName = registryTypeName(type);
      return meant === null
        ? { text: t('findings.WRONG_TYPE.unclear', { name, type: typeName }), correction: null }
        : {
            text: t('findings.WRONG_TYPE.meant', { name, type: typeName, meant }),
            correction: offered(set(name, meant)),
          };
    }
    case 'WRONG_LENGTH': {
      const name = visibleText(finding.name);
      return {
        text: t('findings.WRONG_LENGTH', { name, length: finding.length }),
        correction: offered(t('findings.remove', { name })),
      };
    }
    case 'OUT_OF_RANGE': {
      const { value, min, max } = finding;
      const name = visibleText(finding.name);
      return {
        text: t('findings.OUT_OF_RANGE', { name, value, hex: hexText(value), min, max }),
        correction: offered(set(name, value > max ? max : min)),
      };
    }
    case 'MISSPELT_NAME': {
      const name = visibleText(finding.name);
      const kind = finding.name.includes('=') ? 'DATA_IN_NAME' : 'MISSPELT_NAME';
      return {
        text: t(`findings.${kind}`, { name, meant: finding.meant }),
        correction: offered(t('findings.rename', { name })),
      };
    }
    case 'OTHER_KEY': {
      const { meant, place, value } = finding;
      const words = { name: visibleText(finding.name), path: visibleText(finding.path) };
      return {
        text: t(`findings.OTHER_KEY.${place}`, words),
        correction: value === null ? null : offered(set(meant, value)),
      };
    }
    case 'NOT_IMPLEMENTED':
      return { text: t('findings.NOT_IMPLEMENTED', { name: visibleText(finding.name) }), correction: null };
    case 'SKIPPED_LINE': {
      const { line, column, text } = finding;
      if (finding.expected === 'shorter-line') return { text: t('findings.LONG_LINE', { line }), correction: null };
      return { text: t('findings.SKIPPED_LINE', { line, column, text: visibleText(text) }), correction: null };
    }
    case 'SHORT_DWORD':
      return { text: t('findings.SHORT_DWORD', { line: finding.line }), correction: null };
    case 'TEXT_AFTER_KEY':
      return {
        text: t('findings.TEXT_AFTER_KEY', { line: finding.line, text: visibleText(finding.text) }),
        correction: null,
      };
    case 'BLANK_AFTER_HEADER':
      return { text: t('findings.BLANK_AFTER_HEADER'), correction: null };
    case 'TRAILING_BACKSLASH':
      return { text: t('findings.TRAILING_BACKSLASH', { path: visibleText(finding.path) }), correction: null };
  }
}

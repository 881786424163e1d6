// What the buttons of the next step copy. Pure.
import type { TFunction } from 'i18next';
import type { Formats } from '../text/format';
import type { CopyAction } from './page-actions';
import { processDetails } from './process-details';
import type { VerdictText } from '../../electron/contract/diagnosis/diagnosis-text';
import { servicesText } from '../../electron/contract/diagnosis/owner-text';
import type { Diagnosis } from '../../electron/contract/diagnosis/verdict';
import type { MachineInfo } from '../../electron/contract/machine/machine-info';

export function copiedText(
  action: CopyAction,
  { verdict, evidence }: Diagnosis,
  { title, nextStep }: VerdictText,
  { computerName, usageProduct }: MachineInfo,
  formats: Formats,
  t: TFunction,
): string {
  switch (action.kind) {
    case 'copy-process-details': {
      const computer = evidence.of === 'this-computer' ? usageProduct : computerName;
      return processDetails(action.owner, verdict.culprit, { computer, measuredAt: evidence.takenAt }, formats, t);
    }
    case 'copy-services':
      return servicesText(action.owner);
    case 'copy-instructions':
      return `${title}\n${nextStep}`;
    case 'copy-command':
      return action.command;
  }
}

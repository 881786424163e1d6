// Figures for texts that programs read too: plain digits, percent without a sign of a language, times in ISO 8601.
import type { DiagnosisFormats } from '../contract/diagnosis/diagnosis-words';
import { plainCount, plainShare } from '../contract/text/count-text';

export const plainFormats: DiagnosisFormats = {
  count: plainCount,
  percent: plainShare,
  moment: (at) => new Date(at).toISOString(),
};

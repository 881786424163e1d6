// What the user saw: an optional question, whose answer the verdict takes into account.
import { Field, Select } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import { reportedErrors, type ReportedError } from '../../electron/contract/diagnosis/diagnosis';

const notKnown = '';

export interface ReportedQuestionProps {
  readonly reported: ReportedError | null;
  readonly onReport: (reported: ReportedError | null) => void;
}

export function ReportedQuestion({ reported, onReport }: ReportedQuestionProps) {
  const { t } = useTranslation();
  return (
    <Field label={t('symptom.reported.question')}>
      <Select
        value={reported ?? notKnown}
        onChange={(_, { value }) => onReport(reportedErrors.find((each) => each === value) ?? null)}
      >
        <option value={notKnown}>{t('symptom.reported.notKnown')}</option>
        {reportedErrors.map((each) => (
          <option key={each} value={each}>
            {t(`symptom.reported.answers.${each}`)}
          </option>
        ))}
      </Select>
    </Field>
  );
}

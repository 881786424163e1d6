// What the user saw: an optional question, whose answer the verdict takes into account. Windows' own words for an error stand
// beside it, where they are known.
import { Field, Select } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import { useMachine } from '../machine/machine-context';
import { useReading } from '../ui/use-reading';
import { reportedErrors, reportedNumbers, type ReportedError } from '../../electron/contract/diagnosis/diagnosis';

const notKnown = '';

export interface ReportedQuestionProps {
  readonly reported: ReportedError | null;
  readonly onReport: (reported: ReportedError | null) => void;
}

export function ReportedQuestion({ reported, onReport }: ReportedQuestionProps) {
  const { t } = useTranslation();
  const { generation } = useMachine();
  const [texts] = useReading('diagnosis.error-texts', generation);
  const number = reportedNumbers.find((each) => String(each) === reported);
  const wording = texts.status === 'ready' && number !== undefined ? texts.value[number] : null;
  return (
    <Field
      label={t('symptom.reported.question')}
      hint={wording === null ? undefined : t('symptom.reported.wording', { text: wording })}
    >
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

import type { Conclusion } from '../../contract/diagnosis/verdict';
import type { Recommendation } from '../../contract/diagnosis/recommendation';
import type { Case } from './case';
export function recommendationOf(_conclusion: Conclusion, _of: Case): Recommendation {
  return { kind: 'none', why: 'cause-unknown' };
}

import type { AccountAlert } from '../../usecases/alerts/index.ts';
import type { Words } from '../words/words.ts';

/** Where an alert stands. Of a meter that nothing runs through nobody says that it is "still running". */
export const alertStanding = (t: Words, { kind, standing }: Pick<AccountAlert, 'kind' | 'standing'>): string =>
  t(`alerts.standing.${standing}`, { kind: kind.replaceAll('-', '_') });

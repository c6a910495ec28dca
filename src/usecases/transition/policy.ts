import type { Utility } from '../../config/utility.ts';
import type { TransitionPolicy } from '../../domain/transition/index.ts';

/** The utility's choices about the move. */
export const transitionPolicy = (
  utility: Pick<Utility, 'time_zone' | 'languages' | 'cutOver' | 'autopay' | 'transition' | 'account_number'>,
): TransitionPolicy => ({
  timeZone: utility.time_zone,
  cutOver: utility.cutOver,
  leadHours: utility.autopay.lead_hours,
  holdLateFeesDays: utility.transition.late_fee_hold.days,
  languages: utility.languages,
  lastDraftDays: utility.transition.last_draft_days,
  numbers: utility.account_number,
});

import type { Utility } from '../../config/utility.ts';
import type { AssistanceTerms } from '../../domain/billing/index.ts';
import { present } from '../../domain/kernel/index.ts';
import type { ProgrammeRule } from '../../domain/receivables/index.ts';

type Written = Pick<Utility, 'assistance'>;

const dayAfter = (last: Temporal.PlainDate | undefined) =>
  last === undefined ? {} : { endsOn: last.add({ days: 1 }) };

/** What programmes take off, as bills ask for it. */
export const assistanceTerms = ({ assistance }: Written): readonly AssistanceTerms[] =>
  assistance.programmes.map((one) => ({
    id: one.id,
    name: one.name,
    off:
      one.amount_off_a_month === undefined
        ? { percent: one.percent_off ?? 0 }
        : { amountAMonth: one.amount_off_a_month },
    ...present({ parts: one.parts, capAMonth: one.cap_a_month }),
    ...dayAfter(one.last_day),
    sample: assistance.sample,
  }));

/** For how long a programme can be given. */
export const programmeRules = ({ assistance }: Written): readonly ProgrammeRule[] =>
  assistance.programmes.map(({ id, most_months, last_day }) => ({
    id,
    maxMonths: most_months,
    ...dayAfter(last_day),
  }));

import type { BillStanding } from '../../../domain/receivables/index.ts';
import type { PageContext } from '../../page.ts';
import type { Words } from '../../words/words.ts';

/** Where a bill stands, in a few words; `day` writes its date. */
export function standingSaid(t: Words, standing: BillStanding, day = t.date): string {
  switch (standing.kind) {
    case 'cancelled':
    case 'nothing-due':
      return t(`bill.standing.${standing.kind}`);
    case 'credit':
      return t('bill.standing.credit', { amount: t.money(standing.credit) });
    case 'paid':
    case 'credited':
      return t(`bill.standing.${standing.kind}`, { date: day(standing.on) });
    case 'carried-forward':
      return t('bill.standing.carried-forward', { amount: t.money(standing.owed) });
    case 'owed':
    case 'partly-paid': {
      const { kind, owed, isPastDue, inFlight } = standing;
      const said = t(`bill.standing.${kind}`, { amount: t.money(owed) });
      const late = isPastDue ? ` ${t('bill.standing.past-due')}` : '';
      return inFlight > 0
        ? `${said}${late} ${t('bill.standing.in-flight', { amount: t.money(inFlight) })}`
        : said + late;
    }
  }
}

/** Whether there is something to pay of it. */
export const isToPay = (standing: BillStanding | undefined): boolean =>
  standing === undefined || standing.kind === 'owed' || standing.kind === 'partly-paid';

const colours: Readonly<Record<BillStanding['kind'], string>> = {
  cancelled: 'c-tag c-tag--warn',
  credit: 'c-tag c-tag--good',
  'nothing-due': 'c-tag c-tag--good',
  paid: 'c-tag c-tag--good',
  credited: 'c-tag c-tag--good',
  'carried-forward': 'c-tag',
  owed: 'c-tag',
  'partly-paid': 'c-tag',
};

interface StandingTagProps {
  readonly c: PageContext;
  readonly standing: BillStanding | undefined;
  /** Beside dates that are written as lists write them. */
  readonly isInTable?: boolean;
}

/** The same, as a tag of a list. */
export function StandingTag({ c, standing, isInTable = false }: StandingTagProps) {
  if (standing === undefined) return <>—</>;
  const { t } = c.var;
  const isLate = 'isPastDue' in standing && standing.isPastDue;
  return (
    <span class={isLate ? 'c-tag c-tag--warn' : colours[standing.kind]}>
      {standingSaid(t, standing, isInTable ? t.listDate : t.date)}
    </span>
  );
}

import { inLanguage } from '../../../domain/kernel/index.ts';
import { feeStanding, isRunning } from '../../../domain/receivables/index.ts';
import {
  type AssistanceGranted,
  assistanceOf,
  type DepositStanding,
  depositStanding,
  type FeeCharge,
  feesOfAccount,
  promptPolicy,
  type RecurringFee,
  recurringFees,
} from '../../../usecases/receivables/index.ts';
import { programmeOf } from '../../components/programme-words.ts';
import { SummaryList } from '../../components/summary-list.tsx';
import { Table } from '../../components/table.tsx';
import type { PageContext } from '../../page.ts';
import { paths } from '../../paths.ts';
import type { AccountProps } from '../account-props.ts';
import { may, todayOf } from '../request.ts';
import { recurringName } from './recurring-name.ts';

/** What is held of the account, charged on top of its rates, and taken off its bills. */
export interface AccountCharges {
  readonly deposit: DepositStanding | undefined;
  readonly fees: readonly FeeCharge[];
  readonly recurring: readonly RecurringFee[];
  /** Also what it was in before. */
  readonly assistance: readonly AssistanceGranted[];
}

export const chargesOf = async (c: PageContext, accountId: number): Promise<AccountCharges> => {
  const { db, utility } = c.var.deps;
  const [deposit, fees, recurring, assistance] = await Promise.all([
    depositStanding(db, accountId, { today: todayOf(c), policy: promptPolicy(utility) }),
    feesOfAccount(db, accountId, 6),
    recurringFees(db, [accountId]),
    assistanceOf(db, [accountId]),
  ]);
  return { deposit, fees, recurring: recurring.filter(({ endsOn }) => endsOn === undefined), assistance };
};

export function AccountChargesShown({ c, view, charges }: AccountProps & { readonly charges: AccountCharges }) {
  const { t } = c.var;
  const number = view.number;
  const mayCharge = may(c, 'fee.charge');
  const mayAnswer = may(c, 'fee.answer');
  return (
    <>
      <h2 id="charges">{t('console.charges.title')}</h2>
      <SummaryList
        rows={[
          { term: t('console.charges.deposit'), value: depositText(c, charges.deposit) },
          ...charges.recurring.map(({ id, fee, fromOn }) => ({
            term: recurringName(c, fee),
            value: (
              <>
                {t('console.fee.since', { date: t.date(fromOn) })}{' '}
                {mayCharge && <a href={paths.console.recurringFeeEnd(number, String(id))}>{t('console.fee.end')}</a>}
              </>
            ),
          })),
          ...charges.assistance.map((granted) => ({
            term: inLanguage(programmeOf(c, granted.programme)?.name, t.language) ?? granted.programme,
            value: <Assistance c={c} granted={granted} number={number} />,
          })),
        ]}
      />
      {charges.fees.length > 0 && (
        <Table
          caption={t('console.charges.fees')}
          empty=""
          rows={charges.fees}
          columns={[
            { heading: t('console.date'), cell: (fee) => t.stamp(fee.askedAt) },
            {
              heading: t('console.fee.kind'),
              cell: (fee) =>
                mayAnswer ? (
                  <a href={paths.console.feeCase(String(fee.id))}>{inLanguage(fee.label, t.language)}</a>
                ) : (
                  inLanguage(fee.label, t.language)
                ),
            },
            {
              heading: t('console.fee.reason'),
              cell: (fee) => (fee.staffId === undefined ? t('console.fee.returned') : fee.reason),
            },
            { heading: t('console.by'), cell: (fee) => fee.staffName ?? t('console.by.system') },
            { heading: t('console.state'), cell: (fee) => t(`console.fee.standing.${feeStanding(fee)}`) },
            { heading: t('console.amount'), numeric: true, cell: (fee) => t.money(fee.amount) },
          ]}
        />
      )}
      <p>
        {[
          ...(may(c, 'deposit.take') && charges.deposit === undefined && view.closedOn === undefined
            ? [<a href={paths.console.deposit(number)}>{t('console.deposit.title')}</a>]
            : []),
          ...(mayCharge ? [<a href={paths.console.fee(number)}>{t('console.fee.title')}</a>] : []),
          ...(may(c, 'assistance.grant') && !charges.assistance.some((one) => isRunning(one, todayOf(c)))
            ? [<a href={paths.console.assistance(number)}>{t('console.assistance.title')}</a>]
            : []),
        ].map((link, position) => (
          <>
            {position > 0 && ' · '}
            {link}
          </>
        ))}
      </p>
    </>
  );
}

function Assistance({ c, granted, number }: { c: PageContext; granted: AssistanceGranted; number: string }) {
  const { t } = c.var;
  const { id, fromOn, endsOn, proof, endReason } = granted;
  return (
    <>
      {t('console.assistance.from-to', { from: t.date(fromOn), last: t.date(endsOn.subtract({ days: 1 })) })} · {proof}
      {endReason !== undefined && ` · ${endReason}`}{' '}
      {may(c, 'assistance.grant') && isRunning(granted, todayOf(c)) && (
        <a href={paths.console.assistanceEnd(number, String(id))}>{t('console.fee.end')}</a>
      )}
    </>
  );
}

function depositText(c: PageContext, deposit: DepositStanding | undefined): string {
  const { t } = c.var;
  if (deposit === undefined) return t('console.deposit.none');
  const { inTime, needed } = deposit.prompt;
  return [
    t('console.deposit.held', { amount: t.money(deposit.amount), date: t.date(deposit.takenOn) }),
    t('console.deposit.count', { done: Math.min(inTime, needed), needed }),
  ].join(' · ');
}

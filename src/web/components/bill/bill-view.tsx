import type { Child } from 'hono/jsx';
import {
  type BillDocument,
  explainLine,
  explainReads,
  lineLabel,
  type Sentence,
} from '../../../domain/billing/index.ts';
import { type Cents, cents, inLanguage } from '../../../domain/kernel/index.ts';
import { type BillPayment, isAutopays } from '../../../domain/payments/index.ts';
import type { BillStanding } from '../../../domain/receivables/index.ts';
import { billSentences, writtenValues } from '../../../usecases/billing/index.ts';
import type { PageContext } from '../../page.ts';
import { isUnder, paths } from '../../paths.ts';
import { SummaryList } from '../summary-list.tsx';
import { isToPay, standingSaid } from './bill-standing.tsx';
import { paymentSaid } from './payment-of-bill.ts';
import { said } from './said.ts';
import { UseChart } from './use-chart.tsx';

/** A bill as a page: what is owed, what for, why each line, how it was measured. Portal and console show the same. */
export function BillView({
  c,
  bill,
  standing,
  payment,
  children,
}: {
  c: PageContext;
  bill: BillDocument;
  /** What became of it; undefined where nobody asked the books. */
  standing: BillStanding | undefined;
  /** How what is left of it is paid. */
  payment: BillPayment | undefined;
  /** What can be done with it, below what it asks for. */
  children?: Child;
}) {
  const { t, deps } = c.var;
  const { summary } = bill;
  const delivery = billSentences(bill, { utility: deps.utility, payment: undefined });
  return (
    <>
      <AmountNow c={c} bill={bill} standing={standing} payment={payment} />
      {children}
      {bill.cancelled && <p class="c-note">{t('bill.cancelled')}</p>}
      <SummaryList
        rows={[
          { term: t('bill.account'), value: bill.account },
          { term: t('bill.served-at'), value: t.inOwnOrder(bill.servedAt.join(', ')) },
          {
            term: t('bill.period'),
            value: t('bill.period-value', {
              from: t.date(bill.period.start),
              to: t.date(bill.period.end),
              days: bill.period.days,
            }),
          },
          { term: t('bill.issued-on'), value: t.date(bill.issuedOn) },
        ]}
      />

      <h2>{t('bill.summary')}</h2>
      <SummaryList
        rows={[
          { term: t('bill.previous-balance'), value: t.money(summary.previousBalance) },
          ...paymentRows(c, bill),
          { term: t('bill.balance-forward'), value: t.money(summary.balanceForward) },
          { term: t('bill.new-charges'), value: t.money(summary.newCharges) },
          summary.amountDue > 0
            ? { term: t('bill.amount-due'), value: t.money(summary.amountDue), strong: true }
            : {
                term: t(summary.amountDue < 0 ? 'bill.credit' : 'bill.nothing-due'),
                value: t.money(cents(Math.abs(summary.amountDue))),
                strong: true,
              },
        ]}
      />
      {summary.lateFee > 0 && summary.amountDue > 0 && (
        <p>
          {t('bill.late-fee', { fee: t.money(summary.lateFee), date: t.date(bill.given?.lateAfter ?? bill.dueOn) })}
        </p>
      )}
      {bill.given?.message !== undefined && <p class="c-note">{bill.given.message}</p>}

      <h2>{t('bill.charges')}</h2>
      <ul class="c-lines">
        {bill.lines.map((line) => (
          <li>
            <div class="c-lines__line">
              <span>
                {lineLabel(line, t)}
                {line.explanation.tier !== undefined &&
                  ` · ${t('bill.tier', { number: line.explanation.tier.number })}`}
                {line.explanation.sample === true && (
                  <>
                    {' '}
                    <span class="c-tag c-tag--warn">{t('bill.sample')}</span>
                  </>
                )}
              </span>
              <span class="c-numeric">{t.money(line.amount)}</span>
            </div>
            <details class="c-why">
              <summary>{t('bill.why', { line: lineLabel(line, t) })}</summary>
              <ul class="usa-list">
                {explainLine(line).map((sentence) => (
                  <li>{said(c, forReader(c, sentence))}</li>
                ))}
              </ul>
            </details>
          </li>
        ))}
      </ul>

      <h2>{t('bill.use')}</h2>
      <ul class="usa-list">
        {explainReads(bill).map((sentence) => (
          <li>{said(c, sentence)}</li>
        ))}
      </ul>
      <UseChart c={c} history={bill.history} />

      <h2>{t('bill.delivery')}</h2>
      {delivery.some(({ key }) => key.startsWith('bill.move.')) && (
        <p class="usa-hint">{t('bill.as-printed', { date: t.date(bill.issuedOn) })}</p>
      )}
      {delivery.map((sentence) => (
        <p>{t.maybe(sentence.key, writtenValues(sentence, t))}</p>
      ))}

      <h2>{t('bill.others')}</h2>
      <p>
        {bill.given === undefined
          ? t('bill.others-intro', { utility: deps.utility.short_name })
          : t('bill.others-intro-given')}
      </p>
      <ul class="usa-list">
        {deps.utility.billed_by_others.map((other) => (
          <li>
            {t('bill.other', { name: other.name, charges: inLanguage(other.charges, t.language), phone: other.phone })}
          </li>
        ))}
      </ul>
    </>
  );
}

/** Payments and credits together; a billing system's adjustments and corrections, where it says them, each by itself. */
function paymentRows(c: PageContext, { summary, given }: BillDocument) {
  const { t } = c.var;
  const { adjustments = cents(0), corrections = cents(0) } = given ?? {};
  const row = (name: 'payments' | 'adjustments' | 'corrections', amount: Cents) => ({
    term: t(`bill.${name}`),
    value: t.money(amount),
  });
  return [
    row('payments', cents(summary.payments - adjustments - corrections)),
    ...(adjustments === 0 ? [] : [row('adjustments', adjustments)]),
    ...(corrections === 0 ? [] : [row('corrections', corrections)]),
  ];
}

/** What is to be paid of it now; of a bill that is paid, or asked for nothing, what became of it. */
function AmountNow({ c, bill, standing, payment }: Omit<Parameters<typeof BillView>[0], 'children'>) {
  const { t } = c.var;
  const { amountDue } = bill.summary;
  const isOwed = standing === undefined ? amountDue > 0 : isToPay(standing);
  const owed = standing !== undefined && 'isPastDue' in standing ? standing.owed : amountDue;
  const label = isOwed ? (owed < amountDue ? 'still-owed' : 'amount-due') : 'was-due';
  return (
    <div class="c-amount">
      <p class="c-amount__label">
        {t(amountDue < 0 ? 'bill.credit' : amountDue === 0 ? 'bill.nothing-due' : `bill.${label}`)}
      </p>
      <p class="c-amount__value">{t.money(cents(Math.abs(isOwed ? owed : amountDue)))}</p>
      {isOwed && (
        <p class="c-amount__due">
          {payment === undefined || !isAutopays(payment)
            ? t('bill.due-on', { date: t.date(bill.dueOn) })
            : paymentSaid(c, payment)}
        </p>
      )}
      {standing !== undefined && (amountDue > 0 || standing.kind === 'cancelled') && !isSaid(c, standing) && (
        <p>
          <strong>{standingSaid(t, standing)}</strong>
        </p>
      )}
    </div>
  );
}

/** Nothing of it is paid, late or under way: to a customer the sum and its day have said everything. */
const isSaid = (c: PageContext, standing: BillStanding): boolean =>
  !isUnder(paths.console.home, c.req.path) &&
  standing.kind === 'owed' &&
  !standing.isPastDue &&
  standing.inFlight === 0;

/** A customer reads since when a price holds; staff also read the file, its line and the class by which it was found. */
const forReader = (c: PageContext, sentence: Sentence): Sentence =>
  sentence.key === 'explain.rule' && !isUnder(paths.console.home, c.req.path)
    ? { key: 'explain.price-since', values: { date: sentence.values['date'] ?? '' } }
    : sentence;

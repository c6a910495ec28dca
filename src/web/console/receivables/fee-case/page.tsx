import { inLanguage, type Problem } from '../../../../domain/kernel/index.ts';
import { feeStanding } from '../../../../domain/receivables/index.ts';
import {
  answerFee,
  type FeeCharge,
  feesWaiting,
  findFee,
  takeBackFee,
} from '../../../../usecases/receivables/index.ts';
import { Choices } from '../../../components/form.tsx';
import { SummaryList } from '../../../components/summary-list.tsx';
import { readForm } from '../../../form-data.ts';
import type { PageContext } from '../../../page.ts';
import { paths } from '../../../paths.ts';
import { formPage } from '../../form-page.tsx';
import { NextCase } from '../../next-case.tsx';
import { ReasonForm } from '../../reason-form.tsx';
import { idOf } from '../../request.ts';

interface Answered {
  readonly outcome: string;
  readonly reason: string;
  readonly problems: readonly Problem[];
}

/** One fee: what it is, and what a second person can do about it where it stands. */
export async function feeCasePage(c: PageContext): Promise<Response> {
  const fee = await feeOf(c);
  return fee === undefined ? c.var.refuse('not-found') : feeView(c, fee, { outcome: '', reason: '', problems: [] });
}

const feeOf = async (c: PageContext): Promise<FeeCharge | undefined> => {
  const id = idOf(c);
  return id === undefined ? undefined : findFee(c.var.deps.db, id);
};

/** Agrees to a fee or refuses it while it waits; takes it back once it is charged. */
export async function postFeeCase(c: PageContext): Promise<Response> {
  const { deps, staff, now, address } = c.var;
  const fee = await feeOf(c);
  if (fee === undefined || staff === undefined) return c.var.refuse('not-found');
  const { outcome, reason } = readForm(c, ['outcome', 'reason']);
  const by = { staffId: staff.id, role: staff.role, now, address };
  const done =
    feeStanding(fee) === 'charged'
      ? await takeBackFee(deps, { id: fee.id, reason: reason.trim() }, by)
      : await answerFee(deps, { id: fee.id, outcome, reason: reason.trim() }, by);
  if (!done.ok) return feeView(c, fee, { outcome, reason, problems: [done.problem] });
  return c.redirect(paths.console.feeCase(String(fee.id)), 303);
}

function feeView(
  c: PageContext,
  fee: FeeCharge,
  { outcome, reason, problems }: Answered,
): Response | Promise<Response> {
  const { t, staff } = c.var;
  const title = t('console.fee.case', { fee: inLanguage(fee.label, t.language) });
  const standing = feeStanding(fee);
  const isOwn = standing === 'waiting' && fee.staffId === staff?.id;
  return formPage(
    c,
    { title, back: { href: paths.console.fees, text: t('console.fees.title') }, problems },
    <>
      {standing !== 'waiting' && (
        <NextCase
          c={c}
          queue={paths.console.fees}
          next={async () => {
            const [first] = (await feesWaiting(c.var.deps.db, { limit: 1 })).rows;
            return first && paths.console.feeCase(String(first.id));
          }}
        />
      )}
      <SummaryList
        rows={[
          {
            term: t('console.account'),
            value: (
              <a href={paths.console.account(fee.account)}>
                {fee.customerName} {fee.account}
              </a>
            ),
          },
          { term: t('console.amount'), value: t.money(fee.amount) },
          { term: t('console.fee.reason'), value: fee.staffId === undefined ? t('console.fee.returned') : fee.reason },
          { term: t('console.by'), value: fee.staffName ?? t('console.by.system') },
          { term: t('console.date'), value: t.stamp(fee.askedAt) },
          { term: t('console.state'), value: t(`console.fee.standing.${standing}`) },
          ...(fee.answeredBy === undefined
            ? []
            : [
                {
                  term: t('console.fee.answered-by'),
                  value: [fee.answeredBy, fee.answerReason ?? ''].filter((text) => text !== '').join(': '),
                },
              ]),
        ]}
      />
      {isOwn && <p>{t('problem.fees.own-fee')}</p>}
      {standing === 'waiting' && !isOwn && (
        <ReasonForm
          c={c}
          action={paths.console.feeCase(String(fee.id))}
          button={t('console.fee.send')}
          label={t('console.note')}
          hint={t('console.fee.deny-hint')}
          reason={reason}
          problems={problems}
        >
          <Choices
            c={c}
            name="outcome"
            legend={t('console.fee.outcome')}
            value={outcome}
            problems={problems}
            choices={[
              { value: 'approved', label: t('console.fee.approve') },
              { value: 'denied', label: t('console.fee.deny') },
            ]}
          />
        </ReasonForm>
      )}
      {standing === 'charged' && (
        <>
          <h2>{t('console.fee.take-back')}</h2>
          <ReasonForm
            c={c}
            action={paths.console.feeCase(String(fee.id))}
            button={t('console.fee.take-back')}
            label={t('console.fee.take-back-reason')}
            reason={reason}
            problems={problems}
          />
        </>
      )}
    </>,
  );
}

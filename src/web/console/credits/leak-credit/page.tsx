import { leakCauses, lossOf } from '../../../../domain/alerts/index.ts';
import { creditStanding, isWaiting } from '../../../../domain/credits/index.ts';
import { cents, type Problem } from '../../../../domain/kernel/index.ts';
import { readTypedAmount } from '../../../../domain/payments/index.ts';
import {
  type CreditCase,
  caseFile,
  creditCase,
  creditQueue,
  decideCredit,
} from '../../../../usecases/credits/index.ts';
import { CreditAnswers } from '../../../components/credit-answers.tsx';
import { CreditSum } from '../../../components/credit-sum.tsx';
import { Choices, Field } from '../../../components/form.tsx';
import { sendFile } from '../../../components/send-file.ts';
import { SummaryList } from '../../../components/summary-list.tsx';
import { readForm } from '../../../form-data.ts';
import type { PageContext } from '../../../page.ts';
import { paths } from '../../../paths.ts';
import { formPage } from '../../form-page.tsx';
import { NextCase } from '../../next-case.tsx';
import { ReasonForm } from '../../reason-form.tsx';
import { idOf, may, staffView } from '../../request.ts';
import { CisReference } from '../cis-reference.tsx';

interface Typed {
  readonly outcome: string;
  readonly amount: string;
  readonly reason: string;
  readonly reference: string;
}

/** One request: the evidence, the rule's sum, what was answered, and the form to answer it. */
export async function leakCreditPage(c: PageContext): Promise<Response> {
  const found = await caseOf(c);
  if (found === undefined) return c.var.refuse('not-found');
  const { offer } = found.request;
  const typed = {
    outcome: '',
    amount: offer.amount > 0 ? (offer.amount / 100).toFixed(2) : '',
    reason: '',
    reference: '',
  };
  return caseView(c, found, { typed, problems: [] });
}

const caseOf = async (c: PageContext): Promise<CreditCase | undefined> => {
  const id = idOf(c);
  return id === undefined ? undefined : creditCase(c.var.deps.db, id, staffView(c));
};

function caseView(
  c: PageContext,
  { request, alert, resolutions, answers, files }: CreditCase,
  { typed, problems }: { typed: Typed; problems: readonly Problem[] },
): Response | Promise<Response> {
  const { t, staff } = c.var;
  const title = t('console.leak-credits.case', { account: request.account });
  const decidedBefore = request.decisions.some(({ staffId }) => staffId === staff?.id);
  const mine = isWaiting(creditStanding(request)) && may(c, 'leak-credit.decide');
  return formPage(
    c,
    {
      title,
      back: { href: paths.console.leakCredits, text: t('console.leak-credits.title') },
      problems,
      width: 'wide',
    },
    <>
      {!isWaiting(creditStanding(request)) && may(c, 'leak-credit.decide') && (
        <NextCase
          c={c}
          queue={paths.console.leakCredits}
          next={async () => {
            const [first] = (await creditQueue(c.var.deps.db, { waiting: true, limit: 1 })).rows;
            return first && paths.console.leakCredit(String(first.id));
          }}
        />
      )}
      <p>
        <a href={paths.console.account(request.account)}>{request.customerName}</a> ·{' '}
        {t(`console.leak-credits.standing.${creditStanding(request)}`)}
      </p>
      <CreditAnswers c={c} request={request} named />
      <h2>{t('console.leak-credits.evidence')}</h2>
      <SummaryList
        rows={[
          { term: t('alerts.what'), value: t(`alerts.kind.${alert.kind}`) },
          { term: t('alerts.began'), value: t.stamp(alert.began) },
          { term: t('alerts.last-seen'), value: t.stamp(alert.lastSeen) },
          { term: t('alerts.lost'), value: t('alerts.water.gal', { amount: t.number(Math.round(lossOf(alert))) }) },
          { term: t('console.leak-credits.search'), value: t.number(answers.length) },
          ...resolutions.map(({ saidAt, cause, note }) => ({
            term: t('console.leak-credits.said', { moment: t.stamp(saidAt) }),
            value: [t(`alerts.cause.${leakCauses.find((one) => one === cause) ?? 'unknown'}`), note]
              .filter((text) => text !== '')
              .join('. '),
          })),
        ]}
      />
      {files.length > 0 && (
        <ul class="usa-list">
          {files.map((file) => (
            <li>
              <a href={paths.console.leakCreditFile(String(request.id), String(file.id))}>{file.name}</a>{' '}
              {t('alerts.file-size', { size: t.number(Math.max(1, Math.round(file.bytes / 1024))) })}
            </li>
          ))}
        </ul>
      )}
      <h2>{t('leak-credits.sum')}</h2>
      <CreditSum c={c} offer={request.offer} />
      {mine && decidedBefore && <p>{t('problem.leak-credits.own-decision')}</p>}
      {mine && !decidedBefore && (
        <>
          <h2>{t('console.leak-credits.decide')}</h2>
          <ReasonForm
            c={c}
            action={paths.console.leakCredit(String(request.id))}
            button={t('console.leak-credits.send')}
            label={t('console.leak-credits.reason')}
            hint={t('console.leak-credits.reason-hint')}
            reason={typed.reason}
            problems={problems}
          >
            <Choices
              c={c}
              name="outcome"
              legend={t('console.leak-credits.outcome')}
              value={typed.outcome}
              problems={problems}
              choices={[
                { value: 'approved', label: t('console.leak-credits.approve') },
                { value: 'denied', label: t('console.leak-credits.deny') },
              ]}
            />
            <Field
              c={c}
              name="amount"
              label={t('console.leak-credits.amount')}
              hint={t('console.leak-credits.amount-hint', { max: t.money(request.offer.cap) })}
              value={typed.amount}
              problems={problems}
              autocomplete="off"
              inputmode="decimal"
              size="small"
              optional
            />
            <CisReference c={c} value={typed.reference} problems={problems} />
          </ReasonForm>
        </>
      )}
    </>,
  );
}

export async function postLeakCredit(c: PageContext): Promise<Response> {
  const { deps, staff, now, address } = c.var;
  const found = await caseOf(c);
  if (found === undefined || staff === undefined) return c.var.refuse('not-found');
  const typed = readForm(c, ['outcome', 'amount', 'reason', 'reference']);
  const { outcome } = typed;
  const refuse = (problem: Problem) => caseView(c, found, { typed, problems: [problem] });
  if (outcome !== 'approved' && outcome !== 'denied') {
    return refuse({ code: 'leak-credits.outcome-missing', field: 'outcome' });
  }
  const amount = readTypedAmount(typed.amount, c.var.t.language);
  if (outcome === 'approved' && !amount.ok) return refuse({ code: 'leak-credits.amount-unreadable', field: 'amount' });
  const decided = await decideCredit(deps, {
    requestId: found.request.id,
    decision: {
      outcome,
      amount: amount.ok ? amount.value : cents(0),
      reason: typed.reason.trim(),
      reference: typed.reference,
    },
    by: { staffId: staff.id, role: staff.role, now, address },
  });
  if (!decided.ok) return refuse(decided.problem);
  return c.redirect(paths.console.leakCredit(String(found.request.id)), 303);
}

export async function leakCreditFile(c: PageContext): Promise<Response> {
  const id = idOf(c);
  const fileId = c.req.param('file') ?? '';
  const file =
    id !== undefined && /^\d{1,15}$/.test(fileId) ? await caseFile(c.var.deps.db, id, Number(fileId)) : undefined;
  return file === undefined ? c.var.refuse('not-found') : sendFile(c, fileId, file);
}

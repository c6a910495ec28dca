import { type Problem, type Result, refused } from '../../../../domain/kernel/index.ts';
import {
  approveBillRun,
  askToCancel,
  askToPost,
  type BillRunShown,
  cancelBillRun,
  findBillRun,
} from '../../../../usecases/billing/index.ts';
import { Button, Form } from '../../../components/form.tsx';
import { SummaryList } from '../../../components/summary-list.tsx';
import { readForm } from '../../../form-data.ts';
import type { PageContext } from '../../../page.ts';
import { paths } from '../../../paths.ts';
import { formPage } from '../../form-page.tsx';
import { ReasonForm } from '../../reason-form.tsx';
import { clerkOf, idOf } from '../../request.ts';
import { runName } from '../bill-runs/page.tsx';

type Step = 'approval' | 'posting' | 'cancellation';

interface Tried {
  readonly reason: string;
  readonly problems: readonly Problem[];
}

const addressOf = {
  approval: paths.console.billRunApproval,
  posting: paths.console.billRunPosting,
  cancellation: paths.console.billRunCancellation,
} as const satisfies Readonly<Record<Step, (id: string) => string>>;

/** Asks once more, with what it is about, before a run is approved, posted or cancelled. */
async function stepPage(c: PageContext, step: Step, tried?: Tried): Promise<Response> {
  const { t, deps } = c.var;
  const id = idOf(c);
  const run = id === undefined ? undefined : await findBillRun(deps.db, id);
  if (run === undefined) return c.var.refuse('not-found');
  const name = t('console.run.title', { cycle: runName(run), date: t.date(run.readThrough) });
  const problems = tried?.problems ?? [];
  return formPage(
    c,
    {
      title: t(`console.run.step.${step}`, { run: name }),
      back: { href: paths.console.billRun(`${run.id}`), text: name },
      problems,
    },
    <>
      <p class="usa-intro">{t(`console.run.step.${step}-says`)}</p>
      <SummaryList
        rows={[
          { term: t('console.state'), value: t(`console.run-state.${run.state}`) },
          { term: t('console.bills'), value: t.number(run.bills) },
          { term: t('console.new-charges'), value: t.money(run.newCharges), strong: true },
          { term: t('console.run.waiting'), value: t.number(run.waiting) },
          { term: t('console.issued-on'), value: t.listDate(run.issuedOn) },
          { term: t('console.due-on'), value: t.listDate(run.dueOn) },
        ]}
      />
      {step === 'posting' ? (
        <Form c={c} action={addressOf[step](`${run.id}`)}>
          <Seen run={run} />
          <Button text={t('console.run.step.posting-do')} />
        </Form>
      ) : (
        <ReasonForm
          c={c}
          action={addressOf[step](`${run.id}`)}
          button={t(`console.run.step.${step}-do`)}
          kind={step === 'cancellation' ? 'secondary' : 'primary'}
          label={step === 'approval' ? t('console.run.note') : t('console.validation.reason')}
          isOptional={step === 'approval'}
          reason={tried?.reason}
          problems={problems}
        >
          <Seen run={run} />
        </ReasonForm>
      )}
    </>,
  );
}

/** What the page showed: a run that changed meanwhile is looked at again. */
function Seen({ run }: { run: BillRunShown }) {
  return (
    <>
      <input type="hidden" name="bills" value={`${run.bills}`} />
      <input type="hidden" name="charges" value={`${run.newCharges}`} />
    </>
  );
}

export const approvalPage = (c: PageContext): Promise<Response> => stepPage(c, 'approval');
export const postingPage = (c: PageContext): Promise<Response> => stepPage(c, 'posting');
export const cancellationPage = (c: PageContext): Promise<Response> => stepPage(c, 'cancellation');

/** What is done, and whether the worker does it later. */
type Done = Promise<Result<'now' | 'later', Problem>>;

async function postStep(
  c: PageContext,
  step: Step,
  does: (
    run: BillRunShown,
    sent: { readonly reason: string; readonly bills: string; readonly charges: string },
  ) => Done,
): Promise<Response> {
  const id = idOf(c);
  const run = id === undefined ? undefined : await findBillRun(c.var.deps.db, id);
  if (run === undefined) return c.var.refuse('not-found');
  const sent = readForm(c, ['reason', 'bills', 'charges']);
  const done = await does(run, sent);
  if (!done.ok) return stepPage(c, step, { reason: sent.reason, problems: [done.problem] });
  const at = paths.console.billRun(`${run.id}`);
  return c.redirect(done.value === 'later' ? `${at}?asked=${step}` : at, 303);
}

export const postApproval = (c: PageContext): Promise<Response> =>
  postStep(c, 'approval', async ({ id }, { reason, bills, charges }) => {
    const [seenBills, newCharges] = [bills, charges].map((text) => (/^-?\d{1,15}$/.test(text) ? Number(text) : -1));
    const { db, utility } = c.var.deps;
    const seen = { bills: seenBills ?? -1, newCharges: newCharges ?? -1 };
    const approved = await approveBillRun(db, { utility }, { runId: id, note: reason.trim(), seen, by: clerkOf(c) });
    return approved.ok ? { ok: true, value: 'now' } : approved;
  });

export const postPosting = (c: PageContext): Promise<Response> =>
  postStep(c, 'posting', async ({ id, state, waiting }) => {
    const { db, utility } = c.var.deps;
    if (state === 'calculated' && utility.billing.review.secondPerson) {
      return refused({ code: 'billing.run-not-approved', params: { run: id } });
    }
    if (waiting > 0) return refused({ code: 'billing.run-not-reviewed', params: { bills: waiting } });
    const asked = await askToPost(db, { runId: id, by: clerkOf(c) });
    return asked.ok ? { ok: true, value: 'later' } : asked;
  });

export const postCancellation = (c: PageContext): Promise<Response> =>
  postStep(c, 'cancellation', async ({ id, state }, { reason }) => {
    const { db, utility } = c.var.deps;
    const cancellation = { runId: id, reason, by: clerkOf(c) };
    if (state === 'posted') {
      const asked = await askToCancel(db, cancellation);
      return asked.ok ? { ok: true, value: 'later' } : asked;
    }
    const cancelled = await cancelBillRun(db, { utility }, cancellation);
    return cancelled.ok ? { ok: true, value: 'now' } : cancelled;
  });

import { hasRefused, isAppealed, isOver, type RebateAnswer, rebateStanding } from '../../../../domain/credits/index.ts';
import { cents, type Problem } from '../../../../domain/kernel/index.ts';
import { readTypedAmount } from '../../../../domain/payments/index.ts';
import { decideRebate, documentOfRebate, rebateCase, rebateQueue } from '../../../../usecases/credits/index.ts';
import { Choices, Field } from '../../../components/form.tsx';
import { programmeName, RebateThread } from '../../../components/rebate-thread.tsx';
import { sendFile } from '../../../components/send-file.ts';
import { readForm } from '../../../form-data.ts';
import type { PageContext } from '../../../page.ts';
import { paths } from '../../../paths.ts';
import { formPage } from '../../form-page.tsx';
import { NextCase } from '../../next-case.tsx';
import { ReasonForm } from '../../reason-form.tsx';
import { idOf, may, staffView } from '../../request.ts';
import { CisReference } from '../cis-reference.tsx';

type Application = NonNullable<Awaited<ReturnType<typeof rebateCase>>>;

interface Typed {
  readonly answer: string;
  readonly amount: string;
  readonly reason: string;
  readonly reference: string;
}

const caseAt = async (c: PageContext): Promise<Application | undefined> => {
  const id = idOf(c);
  return id === undefined ? undefined : rebateCase(c.var.deps.db, id, staffView(c));
};

/** One application: its papers, its sum, what was answered, and the form to answer it. */
export async function consoleRebatePage(c: PageContext): Promise<Response> {
  const rebate = await caseAt(c);
  if (rebate === undefined) return c.var.refuse('not-found');
  const amount = (rebate.offer.amount / 100).toFixed(2);
  return caseView(c, rebate, { typed: { answer: '', amount, reason: '', reference: '' }, problems: [] });
}

function caseView(
  c: PageContext,
  rebate: Application,
  { typed, problems }: { typed: Typed; problems: readonly Problem[] },
): Response | Promise<Response> {
  const { t, staff, deps } = c.var;
  const id = String(rebate.id);
  const standing = rebateStanding(rebate.steps);
  const approvedBefore = rebate.steps.some((step) => step.kind === 'approved' && step.staffId === staff?.id);
  const refusedBefore = staff !== undefined && hasRefused(rebate.steps, staff.id);
  const appealed = isAppealed(rebate.steps);
  const title = t('console.rebates.case', { what: programmeName(c, rebate.programme), account: rebate.account });
  return formPage(
    c,
    { title, back: { href: paths.console.rebates, text: t('console.rebates.title') }, problems, width: 'wide' },
    <>
      {isOver(standing) && may(c, 'rebate.decide') && (
        <NextCase
          c={c}
          queue={paths.console.rebates}
          next={async () => {
            const [first] = (await rebateQueue(deps.db, { waiting: true, limit: 1 })).rows;
            return first && paths.console.rebate(String(first.id));
          }}
        />
      )}
      <p>
        <a href={paths.console.account(rebate.account)}>{rebate.customerName}</a> · {t(`rebates.standing.${standing}`)}
      </p>
      <RebateThread c={c} rebate={rebate} file={(document) => paths.console.rebateFile(id, document)} named />
      {approvedBefore && !isOver(standing) && <p>{t('problem.rebates.own-decision')}</p>}
      {refusedBefore && !isOver(standing) && <p>{t('problem.rebates.own-refusal')}</p>}
      {may(c, 'rebate.decide') && !isOver(standing) && !refusedBefore && (
        <>
          <h2>{t('console.rebates.decide')}</h2>
          <p>{t('console.rebates.two', { limit: t.money(deps.utility.rebates.secondApprovalAbove) })}</p>
          <ReasonForm
            c={c}
            action={paths.console.rebate(id)}
            button={t('console.rebates.send')}
            label={t('console.rebates.reason')}
            hint={t(appealed ? 'console.rebates.reason-hint-appeal' : 'console.rebates.reason-hint')}
            reason={typed.reason}
            isOptional={!appealed}
            problems={problems}
          >
            <Choices
              c={c}
              name="answer"
              legend={t('console.rebates.answer')}
              value={typed.answer}
              problems={problems}
              choices={[
                { value: 'approve', label: t('console.rebates.approve') },
                { value: 'more', label: t('console.rebates.more') },
                { value: 'refuse', label: t('console.rebates.refuse') },
              ]}
            />
            <Field
              c={c}
              name="amount"
              label={t('rebates.amount')}
              hint={t('console.rebates.amount-hint', { max: t.money(rebate.offer.amount) })}
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

const answers: readonly RebateAnswer[] = ['approve', 'more', 'refuse'];

export async function postConsoleRebate(c: PageContext): Promise<Response> {
  const { deps, staff, now, address } = c.var;
  const rebate = await caseAt(c);
  if (rebate === undefined || staff === undefined) return c.var.refuse('not-found');
  const typed = readForm(c, ['answer', 'amount', 'reason', 'reference']);
  const refuse = (problem: Problem) => caseView(c, rebate, { typed, problems: [problem] });
  const answer = answers.find((one) => one === typed.answer);
  if (answer === undefined) return refuse({ code: 'rebates.answer-missing', field: 'answer' });
  const amount = readTypedAmount(typed.amount, c.var.t.language);
  const decided = await decideRebate(deps, {
    rebate,
    answer,
    amount: amount.ok ? amount.value : cents(0),
    reason: typed.reason.trim(),
    reference: typed.reference,
    by: { staffId: staff.id, role: staff.role, now, address },
  });
  return decided.ok ? c.redirect(paths.console.rebate(String(rebate.id)), 303) : refuse(decided.problem);
}

export async function consoleRebateFile(c: PageContext): Promise<Response> {
  const rebate = await caseAt(c);
  const file = c.req.param('file') ?? '';
  const found =
    rebate !== undefined && /^\d{1,15}$/.test(file)
      ? await documentOfRebate(c.var.deps.db, rebate, Number(file))
      : undefined;
  return found === undefined ? c.var.refuse('not-found') : sendFile(c, file, found);
}

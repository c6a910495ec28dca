import type { Problem } from '../../../../domain/kernel/index.ts';
import { type DeadJob, deadJobs, discardDeadLetter } from '../../../../usecases/jobs/index.ts';
import { Button, Form } from '../../../components/form.tsx';
import { SummaryList } from '../../../components/summary-list.tsx';
import { readForm } from '../../../form-data.ts';
import type { PageContext } from '../../../page.ts';
import { paths } from '../../../paths.ts';
import { formPage } from '../../form-page.tsx';
import { ReasonForm } from '../../reason-form.tsx';
import { idOf, may } from '../../request.ts';
import { whatOf } from '../job-words.ts';

/** One job whose tries are used up: all that is known about it, and what can be done. */
export async function deadLetterPage(c: PageContext): Promise<Response> {
  const job = await jobOf(c);
  return job === undefined ? c.var.refuse('not-found') : view(c, job, { reason: '', problems: [] });
}

async function jobOf(c: PageContext): Promise<DeadJob | undefined> {
  const id = idOf(c);
  return id === undefined ? undefined : (await deadJobs(c.var.deps.db, { id, limit: 1 })).rows[0];
}

/** Gives it up, for a reason that is kept. */
export async function postDeadLetter(c: PageContext): Promise<Response> {
  const { deps, staff, now, address } = c.var;
  const job = await jobOf(c);
  if (job === undefined || staff === undefined) return c.var.refuse('not-found');
  const { reason } = readForm(c, ['reason']);
  const by = { staff: { id: staff.id, role: staff.role }, now, address };
  const done = await discardDeadLetter(deps.db, { id: job.id, reason }, by);
  if (!done.ok) return view(c, job, { reason, problems: [done.problem] });
  return c.redirect(paths.console.deadLetters, 303);
}

function view(
  c: PageContext,
  job: DeadJob,
  { reason, problems }: { readonly reason: string; readonly problems: readonly Problem[] },
): Response | Promise<Response> {
  const { t } = c.var;
  const { account, notice } = job;
  return formPage(
    c,
    {
      title: whatOf(t, job),
      back: { href: paths.console.deadLetters, text: t('console.dead-letters.title') },
      problems,
    },
    <>
      <SummaryList
        rows={[
          ...(account === undefined
            ? []
            : [{ term: t('console.account'), value: <a href={paths.console.account(account)}>{account}</a> }]),
          ...(notice === undefined ? [] : [{ term: t('console.dead-letters.recipient'), value: notice.recipient }]),
          { term: t('console.dead-letters.error'), value: job.lastError },
          { term: t('console.dead-letters.tries'), value: String(job.tries) },
          { term: t('console.dead-letters.since'), value: t.stamp(job.createdAt) },
          { term: t('console.dead-letters.last-try'), value: t.stamp(job.diedAt) },
        ]}
      />
      {may(c, 'dead-letter.answer') && (
        <>
          <Form c={c} action={paths.console.deadLettersSentAgain}>
            <input type="hidden" name="job" value={String(job.id)} />
            <Button text={t('console.dead-letters.send')} />
          </Form>
          <h2>{t('console.dead-letters.discard')}</h2>
          <p>{t('console.dead-letters.discard-intro')}</p>
          <ReasonForm
            c={c}
            action={paths.console.deadLetter(String(job.id))}
            button={t('console.dead-letters.discard')}
            label={t('console.dead-letters.reason')}
            hint={t('console.dead-letters.reason-hint')}
            reason={reason}
            problems={problems}
          />
        </>
      )}
    </>,
  );
}

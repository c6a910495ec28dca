import { isAppealed, mayAppealRebate, rebateStanding } from '../../../../domain/credits/index.ts';
import type { Problem } from '../../../../domain/kernel/index.ts';
import { appealRebate, documentOfRebate, rebateOfAccount, sendMore } from '../../../../usecases/credits/index.ts';
import { visitOf } from '../../../access-deps.ts';
import { AppealForm } from '../../../components/appeal-form.tsx';
import { Button, ErrorSummary, Field, Form } from '../../../components/form.tsx';
import { page } from '../../../components/layout.tsx';
import { programmeName, RebateThread } from '../../../components/rebate-thread.tsx';
import { sendFile } from '../../../components/send-file.ts';
import { readForm } from '../../../form-data.ts';
import { accountOf } from '../../../middleware/require.ts';
import type { PageContext } from '../../../page.ts';
import { paths } from '../../../paths.ts';
import { uploadedFiles } from '../../alerts/index.ts';

type Application = NonNullable<Awaited<ReturnType<typeof rebateOfAccount>>>;

const rebateAt = async (c: PageContext): Promise<Application | undefined> => {
  const id = c.req.param('rebate') ?? '';
  return /^\d{1,15}$/.test(id) ? rebateOfAccount(c.var.deps.db, accountOf(c), Number(id)) : undefined;
};

/** One application: where it stands, its history, and the way to send what is still needed. */
export async function rebatePage(c: PageContext): Promise<Response> {
  const rebate = await rebateAt(c);
  return rebate === undefined ? c.var.refuse('not-found') : rebateView(c, rebate, { typed: '', problems: [] });
}

function rebateView(
  c: PageContext,
  rebate: Application,
  { typed, problems }: { typed: string; problems: readonly Problem[] },
): Response | Promise<Response> {
  const { t } = c.var;
  const account = accountOf(c);
  const number = account.number;
  const id = String(rebate.id);
  const standing = rebateStanding(rebate.steps);
  const appealed = isAppealed(rebate.steps);
  const mayManage = account.rights.includes('manage');
  const title = programmeName(c, rebate.programme);
  return page(
    c,
    { title, status: problems.length > 0 ? 422 : 200, back: { href: paths.rebates(number), text: t('rebates.title') } },
    <>
      <ErrorSummary c={c} problems={problems} />
      <h1>{title}</h1>
      <p class="usa-intro">
        {t(standing === 'refused' && appealed ? 'rebates.now.refused-again' : `rebates.now.${standing}`, {
          amount: t.money(rebate.steps.at(-1)?.amount ?? rebate.offer.amount),
        })}
      </p>
      {standing === 'more-needed' && mayManage && (
        <Form c={c} action={paths.rebatePapers(number, id)} encoding="files">
          <p>“{rebate.steps.at(-1)?.reason}”</p>
          <MorePapers c={c} problems={problems} />
          <Field
            c={c}
            name="note"
            label={t('rebates.note')}
            value={typed}
            problems={problems}
            autocomplete="off"
            optional
          />
          <Button text={t('rebates.send-more')} />
        </Form>
      )}
      <RebateThread c={c} rebate={rebate} file={(document) => paths.rebateFile(number, id, document)} />
      {mayAppealRebate(rebate.steps) && mayManage && (
        <AppealForm c={c} action={paths.rebateAppeal(number, id)} typed={typed} problems={problems} encoding="files">
          <MorePapers c={c} problems={problems} />
        </AppealForm>
      )}
    </>,
  );
}

const MorePapers = ({ c, problems }: { c: PageContext; problems: readonly Problem[] }) => (
  <Field
    c={c}
    name="more"
    type="file"
    label={c.var.t('rebates.more-papers')}
    hint={c.var.t('rebates.more-papers-hint')}
    problems={problems}
    autocomplete="off"
    multiple
    optional
  />
);

export const postMorePapers = (c: PageContext): Promise<Response> => postStep(c, 'note', sendMore);

export const postRebateAppeal = (c: PageContext): Promise<Response> => postStep(c, 'reason', appealRebate);

async function postStep(c: PageContext, field: 'note' | 'reason', send: typeof appealRebate): Promise<Response> {
  const rebate = await rebateAt(c);
  if (rebate === undefined) return c.var.refuse('not-found');
  const account = accountOf(c);
  const note = readForm(c, [field])[field].trim();
  const papers = (await uploadedFiles(c, 'more')).map((file) => ({ kind: 'more', ...file }) as const);
  const sent = await send(c.var.deps, account, { rebate, note, papers, visit: visitOf(c) });
  if (!sent.ok) return rebateView(c, rebate, { typed: note, problems: sent.problem });
  return c.redirect(paths.rebate(account.number, String(rebate.id)), 303);
}

/** A paper, for a person who may see the account. */
export async function rebateFile(c: PageContext): Promise<Response> {
  const rebate = await rebateAt(c);
  const id = c.req.param('file') ?? '';
  const file =
    rebate !== undefined && /^\d{1,15}$/.test(id)
      ? await documentOfRebate(c.var.deps.db, rebate, Number(id))
      : undefined;
  return file === undefined ? c.var.refuse('not-found') : sendFile(c, id, file);
}

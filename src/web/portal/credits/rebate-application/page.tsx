import { isOpen, type RebateProgramme } from '../../../../domain/credits/index.ts';
import { inLanguage, type Problem } from '../../../../domain/kernel/index.ts';
import { todayOf } from '../../../../usecases/access/index.ts';
import { askForRebate, type Paper, programmeOf } from '../../../../usecases/credits/index.ts';
import { visitOf } from '../../../access-deps.ts';
import { Button, ErrorSummary, Field, Form } from '../../../components/form.tsx';
import { page } from '../../../components/layout.tsx';
import { programmeName } from '../../../components/rebate-thread.tsx';
import { readForm } from '../../../form-data.ts';
import { accountOf } from '../../../middleware/require.ts';
import type { PageContext } from '../../../page.ts';
import { paths } from '../../../paths.ts';
import { uploadedFile } from '../../alerts/index.ts';
import { type RequestForm, readRequest, requestFields } from '../papers.ts';

const programmeAt = (c: PageContext): RebateProgramme | undefined => {
  const programme = programmeOf(c.var.deps.utility, c.req.param('programme') ?? '');
  return programme !== undefined && isOpen(programme, todayOf(c.var.deps.utility, c.var.now)) ? programme : undefined;
};

/** Asks for a rebate: how many, what they cost, when, and the papers. */
export function rebateRequestPage(c: PageContext): Response | Promise<Response> {
  const programme = programmeAt(c);
  if (programme === undefined) return c.var.refuse('not-found');
  return requestView(c, programme, { form: { items: '1', price: '', bought_on: '', note: '' }, problems: [] });
}

function requestView(
  c: PageContext,
  programme: RebateProgramme,
  { form, problems }: { form: RequestForm; problems: readonly Problem[] },
): Response | Promise<Response> {
  const { t, deps } = c.var;
  const number = accountOf(c).number;
  const title = t('rebates.ask-for', { what: programmeName(c, programme.id) });
  return page(
    c,
    { title, status: problems.length > 0 ? 422 : 200, back: { href: paths.rebates(number), text: t('rebates.title') } },
    <>
      <ErrorSummary c={c} problems={problems} />
      <h1>{title}</h1>
      <p class="usa-intro">{inLanguage(deps.utility.rebates.words[programme.id]?.says, t.language)}</p>
      <p>{t('rebates.before', { days: programme.askWithinDays })}</p>
      <Form c={c} action={paths.rebateRequest(number, programme.id)} encoding="files">
        <Field
          c={c}
          name="items"
          label={t('rebates.items')}
          hint={t('rebates.items-hint', { max: programme.maxItems })}
          value={form.items}
          problems={problems}
          autocomplete="off"
          inputmode="numeric"
          size="small"
        />
        <Field
          c={c}
          name="price"
          label={t('rebates.price')}
          hint={t('rebates.price-hint')}
          value={form.price}
          problems={problems}
          autocomplete="off"
          inputmode="decimal"
          size="small"
        />
        <Field
          c={c}
          name="bought_on"
          type="date"
          label={t('rebates.bought-on')}
          value={form.bought_on}
          problems={problems}
          autocomplete="off"
          size="medium"
        />
        {programme.documents.map((kind) => (
          <Field
            c={c}
            name={kind}
            type="file"
            label={t(`rebates.document.${kind}`)}
            hint={t('rebates.file-hint')}
            problems={problems}
            autocomplete="off"
          />
        ))}
        <Field
          c={c}
          name="note"
          label={t('rebates.note')}
          value={form.note}
          problems={problems}
          autocomplete="off"
          optional
        />
        {problems.length > 0 && <p class="c-note">{t('rebates.files-again')}</p>}
        <Button text={t('rebates.send')} />
      </Form>
    </>,
  );
}

export async function postRebateRequest(c: PageContext): Promise<Response> {
  const programme = programmeAt(c);
  if (programme === undefined) return c.var.refuse('not-found');
  const account = accountOf(c);
  const form = readForm(c, requestFields);
  const typed = readRequest(form, c.var.t.language);
  if (!typed.ok) return requestView(c, programme, { form, problems: typed.problem });
  const papers: Paper[] = [];
  for (const kind of programme.documents) {
    const file = await uploadedFile(c, kind);
    if (file !== undefined) papers.push({ kind, ...file });
  }
  const asked = await askForRebate(c.var.deps, account, {
    asked: { programme, ...typed.value, papers, language: c.var.t.language },
    visit: visitOf(c),
  });
  if (!asked.ok) return requestView(c, programme, { form, problems: asked.problem });
  return c.redirect(paths.rebate(account.number, String(asked.value)), 303);
}

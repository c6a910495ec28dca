import type { Problem } from '../../../../domain/kernel/index.ts';
import { acceptRegisterRead, doubtedReads, enterRegisterRead } from '../../../../usecases/metering/index.ts';
import { Button, Choices, ErrorSummary, Field, Form, problemText } from '../../../components/form.tsx';
import { page } from '../../../components/layout.tsx';
import { type ListedBy, LongList } from '../../../components/list/long-list.tsx';
import { readForm } from '../../../form-data.ts';
import type { PageContext } from '../../../page.ts';
import { paths } from '../../../paths.ts';
import { idOf, may } from '../../request.ts';

const fields = ['meter', 'on', 'count', 'quality', 'corrects', 'note'] as const;
type Sent = Partial<Readonly<Record<(typeof fields)[number], string>>>;

/** Register reads that wait for an analyst; and one that somebody brings or corrects. */
export async function registerReadsPage(
  c: PageContext,
  { problems = [], sent = {} }: { problems?: readonly Problem[]; sent?: Sent } = {},
): Promise<Response> {
  const { t, deps } = c.var;
  const title = t('console.registers.title');
  const done = c.req.query('done');
  const mayAnswer = may(c, 'reads.validate');
  return page(
    c,
    { title, realm: 'console', width: 'wide', ...(problems.length > 0 && { status: 422 }) },
    <>
      <ErrorSummary c={c} problems={problems} />
      <h1>{title}</h1>
      <p class="usa-intro">{t('console.registers.intro')}</p>
      {done !== undefined && ['kept', 'known', 'doubted', 'accepted'].includes(done) && (
        <div class="usa-alert usa-alert--success usa-alert--slim" role="status">
          <div class="usa-alert__body">
            <p class="usa-alert__text">{t.maybe(`console.registers.done.${done}`)}</p>
          </div>
        </div>
      )}
      <h2>{t('console.registers.waiting')}</h2>
      <LongList
        c={c}
        path={paths.console.registerReads}
        caption={t('console.registers.waiting')}
        isCaptionHidden
        isWithoutFile
        empty={t('console.registers.none')}
        find={(asked) => doubtedReads(deps.db, asked)}
        columns={[
          {
            ...{ key: 'meter', value: (one: ListedBy<typeof doubtedReads>) => one.serial },
            heading: t('console.meter'),
            cell: (one) => (
              <>
                {one.serial}
                {one.account !== null && (
                  <>
                    <br />
                    <a href={paths.console.account(one.account)}>{one.account}</a>
                  </>
                )}
              </>
            ),
          },
          {
            ...{ key: 'on', value: (one: ListedBy<typeof doubtedReads>) => `${one.on}` },
            heading: t('console.registers.on'),
            cell: (one) => t.listDate(one.on),
          },
          { heading: t('console.registers.count'), numeric: true, cell: (one) => t.number(one.count) },
          {
            heading: t('console.registers.why'),
            onPhone: 'alone',
            cell: (one) => (
              <>
                {problemText(c, one)}
                {one.note !== null && <p class="c-note">{t('console.registers.noted', { note: one.note })}</p>}
              </>
            ),
          },
          ...(mayAnswer
            ? [
                {
                  heading: t('console.registers.answer'),
                  cell: (one: ListedBy<typeof doubtedReads>) => (
                    <>
                      <Form c={c} class="c-actions" action={paths.console.registerReadAccepted(`${one.id}`)}>
                        <Button text={t('console.registers.accept')} kind="outline" />
                      </Form>
                      <a
                        href={`${paths.console.registerReads}?${new URLSearchParams({ meter: one.serial, on: `${one.on}`, corrects: 'yes' })}#meter`}
                      >
                        {t('console.registers.correct')}
                      </a>
                    </>
                  ),
                },
              ]
            : []),
        ]}
      />
      {mayAnswer && <Enter c={c} problems={problems} sent={{ ...asked(c), ...sent }} />}
    </>,
  );
}

/** What a link here fills in. */
const asked = (c: PageContext): Sent => {
  const { meter = '', on = '', corrects = '' } = c.req.query();
  return { meter: meter.slice(0, 64), on, corrects };
};

function Enter({ c, problems, sent }: { c: PageContext; problems: readonly Problem[]; sent: Sent }) {
  const { t } = c.var;
  const field = { c, problems, autocomplete: 'off' } as const;
  return (
    <>
      <h2>{t('console.registers.enter')}</h2>
      <p>{t('console.registers.enter-intro')}</p>
      <Form c={c} action={paths.console.registerReads}>
        <Field {...field} name="meter" label={t('console.meter')} value={sent.meter ?? ''} />
        <Field {...field} name="on" type="date" label={t('console.registers.on')} value={sent.on ?? ''} />
        <Field
          {...field}
          name="count"
          inputmode="numeric"
          label={t('console.registers.count')}
          hint={t('console.registers.count-hint')}
          value={sent.count ?? ''}
        />
        <Choices
          c={c}
          name="quality"
          legend={t('console.registers.quality')}
          value={sent.quality === 'estimated' ? 'estimated' : 'measured'}
          choices={[
            { value: 'measured', label: t('console.registers.quality.measured') },
            { value: 'estimated', label: t('console.registers.quality.estimated') },
          ]}
        />
        <Choices
          c={c}
          name="corrects"
          legend={t('console.registers.corrects')}
          value={sent.corrects === 'yes' ? 'yes' : 'no'}
          choices={[
            { value: 'no', label: t('console.registers.corrects.no') },
            { value: 'yes', label: t('console.registers.corrects.yes') },
          ]}
        />
        <Field
          {...field}
          name="note"
          label={t('console.registers.note')}
          hint={t('console.registers.note-hint')}
          value={sent.note ?? ''}
          optional
        />
        <Button text={t('console.registers.send')} />
      </Form>
    </>
  );
}

export async function postRegisterRead(c: PageContext): Promise<Response> {
  const { deps, staff, now, address } = c.var;
  if (staff === undefined) return c.var.refuse('not-found');
  const sent = await readForm(c, fields);
  const on = dateOf(sent.on);
  const day = on ?? Temporal.PlainDate.from('0001-01-01');
  const typed = { serial: sent.meter, on: day, count: sent.count, note: sent.note };
  const choices = { isEstimated: sent.quality === 'estimated', corrects: sent.corrects === 'yes' };
  const clerk = { staffId: staff.id, role: staff.role, now, address };
  const entered = await enterRegisterRead(deps, { ...typed, ...choices }, clerk);
  if (!entered.ok) {
    const problems = entered.problem.map((problem) =>
      problem.field === 'on' && on === undefined
        ? { ...problem, params: { ...problem.params, found: sent.on.slice(0, 20) } }
        : problem,
    );
    return registerReadsPage(c, { problems, sent });
  }
  const { doubt, isKnown } = entered.value;
  const done = doubt !== undefined ? 'doubted' : isKnown ? 'known' : 'kept';
  return c.redirect(`${paths.console.registerReads}?done=${done}`, 303);
}

export async function postAccepted(c: PageContext): Promise<Response> {
  const { deps, staff, now, address } = c.var;
  const id = idOf(c);
  if (id === undefined || staff === undefined) return c.var.refuse('not-found');
  const accepted = await acceptRegisterRead(deps.db, id, { staffId: staff.id, role: staff.role, now, address });
  if (!accepted.ok) return registerReadsPage(c, { problems: [accepted.problem] });
  return c.redirect(`${paths.console.registerReads}?done=accepted`, 303);
}

function dateOf(text: string): Temporal.PlainDate | undefined {
  try {
    return /^\d{4}-\d\d-\d\d$/.test(text) ? Temporal.PlainDate.from(text) : undefined;
  } catch {
    return undefined;
  }
}

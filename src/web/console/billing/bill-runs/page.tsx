import type { Problem } from '../../../../domain/kernel/index.ts';
import { askToCalculate, type BillRunShown, listBillRuns } from '../../../../usecases/billing/index.ts';
import { Button, ErrorSummary, Field, Form } from '../../../components/form.tsx';
import { page } from '../../../components/layout.tsx';
import { Filters } from '../../../components/list/filters.tsx';
import { Select } from '../../../components/select.tsx';
import { Table } from '../../../components/table.tsx';
import { readForm } from '../../../form-data.ts';
import type { PageContext } from '../../../page.ts';
import { paths } from '../../../paths.ts';
import { NextPage } from '../../next-page.tsx';
import { clerkOf, may, pageNumber } from '../../request.ts';

/** Each is added up from its bills, so that a page holds few. */
const pageSize = 25;
const runStates = ['calculated', 'approved', 'posted', 'cancelled'] as const;

export const runName = ({ billingCycle, supplement }: Pick<BillRunShown, 'billingCycle' | 'supplement'>): string =>
  supplement === 0 ? billingCycle : `${billingCycle}+${supplement}`;

interface Tried {
  readonly cycle: string;
  readonly readThrough: string;
  readonly issueOn: string;
  readonly problems: readonly Problem[];
}

/** Bill runs, the latest first; and the next one to calculate. */
export async function billRunsPage(c: PageContext, tried?: Tried): Promise<Response> {
  const { t, deps } = c.var;
  const { problems = [] } = tried ?? {};
  const state = runStates.find((one) => one === c.req.query('state'));
  const runs = await listBillRuns(deps.db, pageSize + 1, (pageNumber(c) - 1) * pageSize, state);
  const asked = c.req.query('asked');
  return page(
    c,
    { title: t('console.runs.title'), realm: 'console', width: 'wide', status: problems.length > 0 ? 422 : 200 },
    <>
      <ErrorSummary c={c} problems={problems} />
      <h1>{t('console.runs.title')}</h1>
      {asked !== undefined && (
        <p class="c-note" role="status">
          {t('console.runs.asked')}
        </p>
      )}
      <p>
        <a href={paths.console.neverBilled}>{t('console.never-billed.title')}</a>
      </p>
      <Filters
        c={c}
        path={paths.console.billRuns}
        filters={[
          {
            name: 'state',
            label: t('console.state'),
            options: runStates.map((one) => [one, t(`console.run-state.${one}`)]),
          },
        ]}
      />
      <Table
        caption={t('console.runs.title')}
        isCaptionHidden
        empty={t(state === undefined ? 'console.runs.none' : 'list.none-such')}
        rows={runs.slice(0, pageSize)}
        columns={[
          {
            heading: t('console.cycle'),
            cell: (run) => (
              <a href={paths.console.billRun(`${run.id}`)}>
                {runName(run)} · {t.listDate(run.readThrough)}
              </a>
            ),
          },
          {
            heading: t('console.state'),
            cell: ({ state, delivery }) => (
              <>
                {t(`console.run-state.${state}`)}
                {delivery !== undefined && (
                  <>
                    <br />
                    {t(`console.run-delivery.${delivery}`)}
                  </>
                )}
              </>
            ),
          },
          { heading: t('console.issued-on'), cell: (run) => t.listDate(run.issuedOn) },
          { heading: t('console.due-on'), cell: (run) => t.listDate(run.dueOn) },
          { heading: t('console.bills'), cell: (run) => t.number(run.bills), numeric: true },
          { heading: t('console.new-charges'), cell: (run) => t.money(run.newCharges), numeric: true },
          { heading: t('console.run.waiting'), cell: (run) => t.number(run.waiting), numeric: true },
          { heading: t('console.exceptions'), cell: (run) => t.number(run.exceptions), numeric: true },
        ]}
      />
      <NextPage c={c} path={paths.console.billRuns} more={runs.length > pageSize} />
      {may(c, 'bill-run.calculate') && <Calculate c={c} tried={tried} />}
    </>,
  );
}

function Calculate({ c, tried }: { c: PageContext; tried: Tried | undefined }) {
  const { t, deps } = c.var;
  const { cycles } = deps.utility.billing;
  const { problems = [] } = tried ?? {};
  return (
    <>
      <h2>{t('console.runs.calculate')}</h2>
      <p>{t('console.runs.calculate-intro')}</p>
      <Form c={c} action={paths.console.billRuns}>
        <Select
          c={c}
          name="cycle"
          label={t('console.cycle')}
          value={tried?.cycle ?? cycles[0]?.name ?? ''}
          problems={problems}
          options={cycles.map(({ name, read_day: day }) => ({
            value: name,
            text: t('console.runs.cycle-option', { cycle: name, day }),
          }))}
        />
        <Field
          c={c}
          name="readThrough"
          label={t('console.runs.read-through')}
          hint={t('console.runs.read-through-hint')}
          value={tried?.readThrough ?? ''}
          problems={problems}
          type="date"
          autocomplete="off"
        />
        <Field
          c={c}
          name="issueOn"
          label={t('console.runs.issue-on')}
          hint={t('console.runs.issue-on-hint')}
          value={tried?.issueOn ?? ''}
          problems={problems}
          type="date"
          optional
          autocomplete="off"
        />
        <Button text={t('console.runs.calculate-now')} />
      </Form>
    </>
  );
}

export async function postBillRuns(c: PageContext): Promise<Response> {
  const { deps } = c.var;
  const { cycle, readThrough, issueOn } = readForm(c, ['cycle', 'readThrough', 'issueOn']);
  const typed = { cycle, readThrough, issueOn };
  const asked = await askToCalculate(deps.db, { utility: deps.utility }, { typed, by: clerkOf(c) });
  if (!asked.ok) return billRunsPage(c, { ...typed, problems: [asked.problem] });
  return c.redirect(`${paths.console.billRuns}?asked=${encodeURIComponent(cycle)}`, 303);
}

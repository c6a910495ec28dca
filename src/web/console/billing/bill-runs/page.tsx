import { type Problem, present } from '../../../../domain/kernel/index.ts';
import { askToCalculate, type BillRunShown, listBillRuns } from '../../../../usecases/billing/index.ts';
import { Button, ErrorSummary, Field, Form } from '../../../components/form.tsx';
import { page } from '../../../components/layout.tsx';
import type { ListColumn } from '../../../components/list/list.tsx';
import { LongList, type LongListProps, longListFile } from '../../../components/list/long-list.tsx';
import { Select } from '../../../components/select.tsx';
import { readForm } from '../../../form-data.ts';
import type { PageContext } from '../../../page.ts';
import { paths } from '../../../paths.ts';
import { clerkOf, may } from '../../request.ts';

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
  const { t } = c.var;
  const { problems = [] } = tried ?? {};
  const list = listOf(c);
  const file = longListFile(list, 'bill-runs');
  if (file !== undefined) return file;
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
      <LongList {...list} />
      {may(c, 'bill-run.calculate') && <Calculate c={c} tried={tried} />}
    </>,
  );
}

function listOf(c: PageContext): LongListProps<BillRunShown> {
  const { t, deps } = c.var;
  const state = runStates.find((one) => one === c.req.query('state'));
  const cycle = deps.utility.billing.cycles.find(({ name }) => name === c.req.query('billing-cycle'))?.name;
  return {
    ...{ c, path: paths.console.billRuns, caption: t('console.runs.title') },
    isCaptionHidden: true,
    empty: t('console.runs.none'),
    find: (asked) => listBillRuns(deps.db, { ...asked, ...present({ state, cycle }) }),
    filters: [
      {
        name: 'state',
        label: t('console.state'),
        options: runStates.map((one) => [one, t(`console.run-state.${one}`)] as const),
      },
      {
        name: 'billing-cycle',
        label: t('console.cycle'),
        options: deps.utility.billing.cycles.map(({ name }) => [name, name] as const),
      },
    ],
    columns: [
      {
        heading: t('console.cycle'),
        key: 'cycle',
        value: (run) => runName(run),
        cell: (run) => (
          <a href={paths.console.billRun(`${run.id}`)}>
            {runName(run)} · {t.listDate(run.readThrough)}
          </a>
        ),
      },
      {
        heading: t('console.state'),
        key: 'state',
        value: ({ state: now }) => now,
        cell: ({ state: now, delivery }) => (
          <>
            {t(`console.run-state.${now}`)}
            {delivery !== undefined && (
              <>
                <br />
                {t(`console.run-delivery.${delivery}`)}
              </>
            )}
          </>
        ),
      },
      {
        heading: t('console.issued-on'),
        key: 'issued',
        value: ({ issuedOn }) => issuedOn.toString(),
        cell: (run) => t.listDate(run.issuedOn),
      },
      {
        heading: t('console.due-on'),
        key: 'due',
        value: ({ dueOn }) => dueOn.toString(),
        cell: (run) => t.listDate(run.dueOn),
      },
      counted(c, 'bills', t('console.bills'), ({ bills }) => bills),
      {
        ...{ heading: t('console.new-charges'), key: 'new_charges', numeric: true },
        value: ({ newCharges }) => newCharges / 100,
        cell: (run) => t.money(run.newCharges),
      },
      counted(c, 'waiting', t('console.run.waiting'), ({ waiting }) => waiting),
      counted(c, 'exceptions', t('console.exceptions'), ({ exceptions }) => exceptions),
    ],
  };
}

const counted = (
  c: PageContext,
  key: string,
  heading: string,
  value: (run: BillRunShown) => number,
): ListColumn<BillRunShown> => ({
  ...{ key, heading, value, numeric: true },
  cell: (run) => c.var.t.number(value(run)),
});

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

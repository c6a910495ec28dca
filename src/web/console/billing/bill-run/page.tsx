import { type ReviewRule, reviewRules } from '../../../../domain/billing/index.ts';
import { type Problem, present } from '../../../../domain/kernel/index.ts';
import {
  type BillRunShown,
  comparedTotals,
  decideByRule,
  findBillRun,
  findingCounts,
  mailsOfRun,
  paperOfRun,
  reviewedBills,
  runHistory,
} from '../../../../usecases/billing/index.ts';
import { Choices, ErrorSummary } from '../../../components/form.tsx';
import { Icon } from '../../../components/icon.tsx';
import { page } from '../../../components/layout.tsx';
import { addressWith, fromItsBeginning } from '../../../components/list/address.ts';
import { type ListedBy, LongList, type LongListProps, longListFile } from '../../../components/list/long-list.tsx';
import { SummaryList } from '../../../components/summary-list.tsx';
import { Table } from '../../../components/table.tsx';
import { readForm } from '../../../form-data.ts';
import type { PageContext } from '../../../page.ts';
import { paths } from '../../../paths.ts';
import { AccountCell } from '../../account-cell.tsx';
import { rateName } from '../../rate-words.ts';
import { ReasonForm } from '../../reason-form.tsx';
import { clerkOf, idOf, may } from '../../request.ts';
import { unbilledOf } from '../bill-run-unbilled/get.tsx';
import { runName } from '../bill-runs/page.tsx';
import { Findings, History } from '../run-words.tsx';

interface Tried {
  readonly answer: string;
  readonly reason: string;
  readonly problems: readonly Problem[];
}

interface Shown {
  readonly run: BillRunShown;
  readonly rule?: ReviewRule;
  readonly state: 'waits' | 'found' | 'all';
}

/** A run as it is looked at: totals beside last month's, what the rules found, its bills, and what can be done. */
export async function billRunPage(c: PageContext, tried?: Tried): Promise<Response> {
  const { t, deps } = c.var;
  const id = idOf(c);
  const run = id === undefined ? undefined : await findBillRun(deps.db, id);
  if (run === undefined) return c.var.refuse('not-found');
  const rule = reviewRules.find((one) => one === c.req.query('rule'));
  const asked = c.req.query('state') ?? '';
  const state = asked === 'all' || asked === 'found' ? asked : run.waiting > 0 ? 'waits' : 'all';
  const shown: Shown = { run, state, ...present({ rule }) };
  const file = longListFile(billsOf(c, shown), `bill-run-${run.id}`);
  if (file !== undefined) return file;
  const title = t('console.run.title', { cycle: runName(run), date: t.date(run.readThrough) });
  const problems = tried?.problems ?? [];
  return page(
    c,
    { title, realm: 'console', width: 'wide', status: problems.length > 0 ? 422 : 200 },
    <>
      <p>
        <a href={paths.console.billRuns}>
          <Icon name="back" /> {t('console.runs.title')}
        </a>
      </p>
      <ErrorSummary c={c} problems={problems} />
      <h1>{title}</h1>
      {c.req.query('asked') !== undefined && (
        <p class="c-note" role="status">
          {t('console.run.asked')}
        </p>
      )}
      <Facts c={c} run={run} />
      <Steps c={c} run={run} />
      <Totals c={c} run={run} />
      <Rules c={c} run={run} />
      <Bills c={c} shown={shown} />
      {rule !== undefined && run.state === 'calculated' && may(c, 'bill-run.review') && (
        <DecideRule c={c} run={run} rule={rule} tried={tried} />
      )}
      <Unbilled c={c} run={run} />
      <History c={c} runId={run.id} history={await runHistory(deps.db, run.id)} />
    </>,
  );
}

async function Facts({ c, run }: { c: PageContext; run: BillRunShown }) {
  const { t, deps } = c.var;
  const mails = run.delivery === undefined ? undefined : await mailsOfRun(deps.db, run.id);
  const paper = run.delivery === undefined ? undefined : await paperOfRun(deps.db, run.id);
  return (
    <SummaryList
      rows={[
        { term: t('console.state'), value: t(`console.run-state.${run.state}`), strong: true },
        { term: t('console.run.calculated-at'), value: t.stamp(run.createdAt) },
        ...(run.postedAt === undefined ? [] : [{ term: t('console.run.posted-at'), value: t.stamp(run.postedAt) }]),
        ...(run.delivery === undefined
          ? []
          : [{ term: t('console.run.delivery'), value: t(`console.run-delivery.${run.delivery}`) }]),
        ...(paper === undefined
          ? []
          : [
              {
                term: t('console.run.printed'),
                value: (
                  <a href={paths.console.printBatch(`${paper.batchId}`)}>{t('console.run.printed-count', paper)}</a>
                ),
              },
            ]),
        ...(mails === undefined ? [] : [{ term: t('console.run.mails'), value: t('console.run.mails-count', mails) }]),
        { term: t('console.issued-on'), value: t.listDate(run.issuedOn) },
        { term: t('console.due-on'), value: t.listDate(run.dueOn) },
        { term: t('console.bills'), value: t.number(run.bills) },
        { term: t('console.new-charges'), value: t.money(run.newCharges) },
        { term: t('console.run.paper'), value: t.number(run.paper) },
        { term: t('console.run.estimated'), value: t.number(run.estimated) },
        { term: t('console.run.waiting'), value: t.number(run.waiting) },
      ]}
    />
  );
}

/** What can be done with the run now; each has a page that asks once more. */
function Steps({ c, run }: { c: PageContext; run: BillRunShown }) {
  const { t, deps } = c.var;
  const { console: at } = paths;
  const id = `${run.id}`;
  const isAlone = !deps.utility.billing.review.secondPerson;
  const canPost = run.state === 'approved' || (isAlone && run.state === 'calculated');
  const canCancel = run.state === 'calculated' || (run.state !== 'cancelled' && may(c, 'bill-run.approve'));
  const steps = [
    ...(run.state === 'calculated' && !isAlone && may(c, 'bill-run.approve')
      ? [{ href: at.billRunApproval(id), text: t('console.run.approve'), isMain: true }]
      : []),
    ...(canPost && may(c, 'bill-run.post')
      ? [{ href: at.billRunPosting(id), text: t('console.run.post'), isMain: true }]
      : []),
    ...(canCancel && may(c, 'bill-run.calculate')
      ? [{ href: at.billRunCancellation(id), text: t('console.run.cancel'), isMain: false }]
      : []),
  ];
  if (steps.length === 0) return null;
  return (
    <div class="c-actions">
      {steps.map(({ href, text, isMain }) => (
        <a class={isMain ? 'usa-button' : 'usa-button usa-button--outline'} href={href}>
          {text}
        </a>
      ))}
    </div>
  );
}

async function Totals({ c, run }: { c: PageContext; run: BillRunShown }) {
  const { t, deps } = c.var;
  const of = { id: run.id, cycle: run.billingCycle, readThrough: run.readThrough };
  const { rows, since } = await comparedTotals(deps.db, of);
  const caption =
    since === undefined ? t('console.run.totals') : t('console.run.totals-since', { date: t.date(since) });
  type Row = (typeof rows)[number];
  const both = (now: string, before: string | undefined) => (before === undefined ? now : `${now} (${before})`);
  const columns = [
    {
      heading: t('console.run.class'),
      cell: ({ rateClass }: Row) => (rateClass === undefined ? t('console.run.all-classes') : rateName(c, rateClass)),
    },
    {
      heading: t('console.bills'),
      numeric: true,
      cell: ({ now, before }: Row) => both(t.number(now.bills), before && t.number(before.bills)),
    },
    {
      heading: t('console.run.gallons'),
      numeric: true,
      cell: ({ now, before }: Row) => both(t.number(now.gallons), before && t.number(before.gallons)),
    },
    {
      heading: t('console.new-charges'),
      numeric: true,
      cell: ({ now, before }: Row) => both(t.money(now.newCharges), before && t.money(before.newCharges)),
    },
  ];
  return (
    <>
      <h2>{t('console.run.totals')}</h2>
      <Table caption={caption} empty="" rows={rows} columns={columns} />
    </>
  );
}

async function Rules({ c, run }: { c: PageContext; run: BillRunShown }) {
  const { t, deps } = c.var;
  const counts = await findingCounts(deps.db, run.id);
  const at = paths.console.billRun(`${run.id}`);
  return (
    <>
      <h2>{t('console.run.found')}</h2>
      <Table
        caption={t('console.run.found')}
        isCaptionHidden
        empty={t('console.run.found-nothing')}
        rows={counts}
        columns={[
          {
            heading: t('console.run.rule'),
            cell: ({ rule }) => <a href={`${at}?rule=${rule}&state=found`}>{t.maybe(`review.rule.${rule}`)}</a>,
          },
          { heading: t('console.bills'), numeric: true, cell: ({ bills }) => t.number(bills) },
          { heading: t('console.run.waiting'), numeric: true, cell: ({ waiting }) => t.number(waiting) },
        ]}
      />
    </>
  );
}

/** The bills of the run, by what is to be done with them and by rule. */
function billsOf(c: PageContext, { run, rule, state }: Shown): LongListProps<ListedBy<typeof reviewedBills>> {
  const { t, deps } = c.var;
  return {
    ...{ c, path: paths.console.billRun(`${run.id}`) },
    caption: rule === undefined ? t(`console.run.bills-${state}`) : t.maybe(`review.rule.${rule}`),
    empty: t('console.run.no-bills'),
    find: (asked) =>
      reviewedBills(deps.db, run.id, { ...asked, ...present({ rule }), ...(state === 'all' ? {} : { state }) }),
    filters: [
      {
        name: 'rule',
        label: t('console.run.rule'),
        options: reviewRules.map((one) => [one, t.maybe(`review.rule.${one}`)] as const),
      },
    ],
    columns: [
      {
        heading: t('console.corrections.bill'),
        key: 'bill',
        value: ({ number }) => number,
        cell: ({ number }) => <a href={paths.console.billRunBill(`${run.id}`, number)}>{number}</a>,
      },
      {
        heading: t('console.account'),
        key: 'account',
        value: ({ account }) => account,
        cell: ({ account, customerName }) => <AccountCell account={account} name={customerName} />,
      },
      {
        ...{ heading: t('console.run.gallons'), key: 'gallons', numeric: true },
        value: ({ gallons }) => gallons,
        cell: ({ gallons }) => t.number(gallons),
      },
      {
        ...{ heading: t('console.new-charges'), key: 'new_charges', numeric: true },
        value: ({ newCharges }) => newCharges / 100,
        cell: ({ newCharges }) => t.money(newCharges),
      },
      {
        heading: t('console.run.found'),
        key: 'found',
        value: ({ findings }) => findings.map(({ rule: found }) => found).join(' '),
        cell: ({ findings, waits }) => (
          <div class="c-table__words">
            {waits && <span class="c-tag c-tag--warn">{t('console.run.waits')}</span>}
            <Findings c={c} findings={findings} />
          </div>
        ),
      },
    ],
  };
}

function Bills({ c, shown }: { c: PageContext; shown: Shown }) {
  const { t } = c.var;
  const { run, rule, state } = shown;
  const at = paths.console.billRun(`${run.id}`);
  return (
    <>
      <h2>{t('console.bills')}</h2>
      <nav class="c-tabs" aria-label={t('console.bills')}>
        <ul>
          {(['waits', 'found', 'all'] as const).map((one) => (
            <li>
              <a
                href={addressWith(c, at, { ...fromItsBeginning, state: one, rule: '' })}
                {...(one === state && rule === undefined ? { 'aria-current': 'true' } : {})}
              >
                {t(`console.run.bills-${one}`)}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      <LongList {...billsOf(c, shown)} />
    </>
  );
}

function DecideRule(props: { c: PageContext; run: BillRunShown; rule: ReviewRule; tried: Tried | undefined }) {
  const { c, run, rule, tried } = props;
  const { t } = c.var;
  const problems = tried?.problems ?? [];
  return (
    <>
      <h2>{t('console.run.decide-rule', { rule: t.maybe(`review.rule.${rule}`) })}</h2>
      <ReasonForm
        c={c}
        action={`${paths.console.billRunDecisions(`${run.id}`)}?rule=${rule}&state=found`}
        button={t('console.run.decide-send')}
        reason={tried?.reason ?? ''}
        problems={problems}
      >
        <Choices
          c={c}
          name="answer"
          legend={t('console.run.decide-all')}
          value={tried?.answer ?? ''}
          problems={problems}
          choices={(['release', 'hold-out'] as const).map((kind) => ({
            value: kind,
            label: t(`console.run.do.${kind}`),
            hint: t(`console.run.do.${kind}-hint`),
          }))}
        />
      </ReasonForm>
    </>
  );
}

export async function postRunDecisions(c: PageContext): Promise<Response> {
  const { deps } = c.var;
  const runId = idOf(c);
  if (runId === undefined) return c.var.refuse('not-found');
  const { answer, reason } = readForm(c, ['answer', 'reason']);
  const rule = c.req.query('rule') ?? '';
  if (answer !== 'release' && answer !== 'hold-out') {
    return billRunPage(c, { answer, reason, problems: [{ code: 'billing.decision-choice-missing', field: 'answer' }] });
  }
  const decided = await decideByRule(deps.db, { runId, rule, kind: answer, reason, by: clerkOf(c) });
  if (!decided.ok) return billRunPage(c, { answer, reason, problems: [decided.problem] });
  return c.redirect(paths.console.billRun(`${runId}`), 303);
}

/** Accounts without a bill, and why; the whole list is a page of its own. */
async function Unbilled({ c, run }: { c: PageContext; run: BillRunShown }) {
  const { t } = c.var;
  const list = unbilledOf(c, run);
  const { rows, after } = await list.find({ limit: 10 });
  const all = paths.console.billRunUnbilled(`${run.id}`);
  return (
    <>
      <h2>{t('console.exceptions')}</h2>
      <Table caption={list.caption} empty={list.empty} rows={rows} columns={list.columns} />
      {after !== undefined && (
        <p>
          <a href={all}>{t('console.run.all-exceptions', { count: run.exceptions })}</a>
        </p>
      )}
    </>
  );
}

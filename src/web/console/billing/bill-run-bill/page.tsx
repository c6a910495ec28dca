import type { Problem } from '../../../../domain/kernel/index.ts';
import { decideBill, findBillRun, loadDraft, reviewedBills, runHistory } from '../../../../usecases/billing/index.ts';
import { BillView } from '../../../components/bill/bill-view.tsx';
import { Choices, Field } from '../../../components/form.tsx';
import { Select } from '../../../components/select.tsx';
import { readForm } from '../../../form-data.ts';
import type { PageContext } from '../../../page.ts';
import { paths } from '../../../paths.ts';
import { formPage } from '../../form-page.tsx';
import { ReasonForm } from '../../reason-form.tsx';
import { clerkOf, idOf, may } from '../../request.ts';
import { runName } from '../bill-runs/page.tsx';
import { Findings, History } from '../run-words.tsx';

const kinds = ['release', 'correct-read', 'estimate', 're-read', 'hold-out'] as const;

interface Tried {
  readonly answer: string;
  readonly reason: string;
  readonly count: string;
  readonly meter: string;
  readonly problems: readonly Problem[];
}

/** One bill of a run before it is owed: what the rules found, the whole bill, and what is decided. */
export async function runBillPage(c: PageContext, tried?: Tried): Promise<Response> {
  const { t, deps } = c.var;
  const runId = idOf(c);
  const number = c.req.param('bill') ?? '';
  const run = runId === undefined ? undefined : await findBillRun(deps.db, runId);
  if (run === undefined) return c.var.refuse('not-found');
  const back = {
    href: paths.console.billRun(`${run.id}`),
    text: t('console.run.title', { cycle: runName(run), date: t.date(run.readThrough) }),
  };
  const title = t('console.bill.title', { bill: number });
  const problems = tried?.problems ?? [];
  const history = await runHistory(deps.db, run.id, { number, limit: 50 });
  const [reviewed] = (await reviewedBills(deps.db, run.id, { number, limit: 1 })).rows;
  const bill = reviewed === undefined ? undefined : await loadDraft(deps.db, number);
  if (reviewed === undefined || bill === undefined) {
    if (history.length === 0) return c.var.refuse('not-found');
    return formPage(
      c,
      { title, back, problems },
      <>
        <p>{t('console.run.draft-gone')}</p>
        <History c={c} runId={run.id} history={history} />
      </>,
    );
  }
  const isOpen = run.state === 'calculated' && reviewed.state === 'draft' && may(c, 'bill-run.review');
  return formPage(
    c,
    { title, back, problems },
    <>
      <p>
        <a href={paths.console.account(reviewed.account)}>{reviewed.account}</a> {reviewed.customerName}
      </p>
      {reviewed.waits && (
        <p>
          <span class="c-tag c-tag--warn">{t('console.run.waits')}</span>
        </p>
      )}
      <h2>{t('console.run.found')}</h2>
      <Findings c={c} findings={reviewed.findings} />
      {isOpen && (
        <Decide
          c={c}
          at={paths.console.billRunBill(`${run.id}`, number)}
          waits={reviewed.waits}
          meters={bill.reads.map(({ meterSerial }) => meterSerial)}
          tried={tried}
        />
      )}
      <History c={c} runId={run.id} history={history} />
      <h2>{t('console.run.preview')}</h2>
      <BillView c={c} bill={bill} standing={undefined} payment={undefined} />
    </>,
  );
}

function Decide(props: {
  c: PageContext;
  at: string;
  waits: boolean;
  meters: readonly string[];
  tried: Tried | undefined;
}) {
  const { c, at, waits, meters, tried } = props;
  const { t } = c.var;
  const problems = tried?.problems ?? [];
  return (
    <>
      <h2>{t('console.run.decide')}</h2>
      <ReasonForm
        c={c}
        action={at}
        button={t('console.run.decide-send')}
        reason={tried?.reason ?? ''}
        problems={problems}
      >
        <Choices
          c={c}
          name="answer"
          legend={t('console.run.decide-legend')}
          value={tried?.answer ?? ''}
          problems={problems}
          choices={kinds
            .filter((kind) => kind !== 'release' || waits)
            .map((kind) => ({
              value: kind,
              label: t(`console.run.do.${kind}`),
              hint: t(`console.run.do.${kind}-hint`),
            }))}
        />
        {meters.length > 1 && (
          <Select
            c={c}
            name="meter"
            label={t('console.meter')}
            value={tried?.meter ?? meters[0] ?? ''}
            problems={problems}
            options={meters.map((serial) => ({ value: serial, text: serial }))}
          />
        )}
        <Field
          c={c}
          name="count"
          label={t('console.run.count')}
          hint={t('console.run.count-hint')}
          value={tried?.count ?? ''}
          problems={problems}
          inputmode="numeric"
          optional
          size="medium"
          autocomplete="off"
        />
      </ReasonForm>
    </>
  );
}

export async function postRunBill(c: PageContext): Promise<Response> {
  const { deps } = c.var;
  const runId = idOf(c);
  const number = c.req.param('bill') ?? '';
  if (runId === undefined) return c.var.refuse('not-found');
  const { answer, reason, count, meter } = readForm(c, ['answer', 'reason', 'count', 'meter']);
  const tried = { answer, reason, count, meter };
  const kind = kinds.find((one) => one === answer);
  if (kind === undefined) {
    return runBillPage(c, { ...tried, problems: [{ code: 'billing.decision-choice-missing', field: 'answer' }] });
  }
  const setting = { utility: deps.utility, rates: deps.rates };
  const decided = await decideBill(deps.db, setting, { runId, number, kind, reason, count, meter, by: clerkOf(c) });
  if (!decided.ok) return runBillPage(c, { ...tried, problems: [decided.problem] });
  return c.redirect(paths.console.billRun(`${runId}`), 303);
}

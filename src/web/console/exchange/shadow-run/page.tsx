import { shadowReasons } from '../../../../domain/exchange/index.ts';
import { type Problem, present } from '../../../../domain/kernel/index.ts';
import {
  findShadowRun,
  type ShadowRow,
  type ShadowRun,
  shadowReport,
  shadowRows,
  signShadowReport,
} from '../../../../usecases/exchange/index.ts';
import { Button, Field, Form, problemText } from '../../../components/form.tsx';
import { LongList, type LongListProps } from '../../../components/list/long-list.tsx';
import { SummaryList } from '../../../components/summary-list.tsx';
import { readForm } from '../../../form-data.ts';
import type { PageContext } from '../../../page.ts';
import { paths } from '../../../paths.ts';
import { formPage } from '../../form-page.tsx';
import { clerkOf, idOf, may } from '../../request.ts';

const runOf = async (c: PageContext): Promise<ShadowRun | undefined> => {
  const id = idOf(c);
  return id === undefined ? undefined : findShadowRun(c.var.deps.db, id);
};

/** One run: what does not come out, by reason, and the signature under all of it. */
export async function shadowRunPage(c: PageContext): Promise<Response> {
  const run = await runOf(c);
  return run === undefined ? c.var.refuse('not-found') : view(c, run, { name: '', problems: [] });
}

/** The whole report as a file: the very text that is signed. */
export async function shadowRunFile(c: PageContext): Promise<Response> {
  const run = await runOf(c);
  if (run === undefined) return c.var.refuse('not-found');
  return c.body(await shadowReport(c.var.deps.db, run.id), 200, {
    'Content-Type': 'text/csv; charset=utf-8',
    'Content-Disposition': `attachment; filename="shadow-run-${run.id}.csv"`,
  });
}

export async function postShadowSignature(c: PageContext): Promise<Response> {
  const run = await runOf(c);
  if (run === undefined) return c.var.refuse('not-found');
  const { name } = await readForm(c, ['name']);
  const signed = await signShadowReport(c.var.deps.db, { runId: run.id, name, by: clerkOf(c) });
  if (!signed.ok) return view(c, run, { name, problems: [signed.problem] });
  return c.redirect(paths.console.shadowRun(`${run.id}`), 303);
}

async function view(
  c: PageContext,
  run: ShadowRun,
  { name, problems }: { readonly name: string; readonly problems: readonly Problem[] },
): Promise<Response> {
  const { t, deps } = c.var;
  const asked = c.req.query('reason') ?? '';
  const reasons = [...shadowReasons, 'not-calculated'] as const;
  const reason = reasons.find((one) => one === asked);
  const path = paths.console.shadowRun(`${run.id}`);
  const list: LongListProps<ShadowRow> = {
    ...{ c, path, caption: t('console.shadow.differences') },
    find: (one) => shadowRows(deps.db, { ...{ runId: run.id, onlyOpen: true }, ...present({ reason }), ...one }),
    empty: t('console.shadow.all-equal'),
    file: paths.console.shadowRunFile(`${run.id}`),
    filters: [
      {
        name: 'reason',
        label: t('console.shadow.reason'),
        options: reasons.map((value) => [value, t(`console.shadow.reason.${value}`)] as const),
      },
    ],
    columns: columnsOf(c),
  };
  const { signedName, signedAt, sha256 } = run;
  return formPage(
    c,
    {
      title: t('console.shadow.run-of', { run: run.id }),
      back: { href: paths.console.shadowRuns, text: t('console.shadow.title') },
      problems,
      width: 'wide',
    },
    <>
      <SummaryList
        rows={[
          { term: t('console.date'), value: t.stamp(run.beganAt) },
          { term: t('console.shadow.bills'), value: t.number(run.bills) },
          { term: t('console.shadow.equal'), value: t.number(run.equal), strong: true },
          { term: t('console.shadow.different'), value: t.number(run.different) },
          { term: t('console.shadow.not-calculated'), value: t.number(run.notCalculated) },
          ...(sha256 === undefined ? [] : [{ term: 'SHA-256', value: <Hash sha256={sha256} /> }]),
          ...(signedName === undefined || signedAt === undefined
            ? []
            : [{ term: t('console.shadow.signed'), value: `${signedName} · ${t.stamp(signedAt)}` }]),
        ]}
      />
      <LongList {...list} />
      {signedName === undefined && sha256 !== undefined && may(c, 'shadow-run.sign') && (
        <section aria-labelledby="sign">
          <h2 id="sign">{t('console.shadow.sign-title')}</h2>
          <p>{t('console.shadow.sign-intro')}</p>
          <Form c={c} action={path}>
            <Field
              c={c}
              name="name"
              label={t('console.shadow.sign-name')}
              value={name}
              problems={problems}
              autocomplete="name"
            />
            <Button text={t('console.shadow.sign')} />
          </Form>
        </section>
      )}
    </>,
  ) as Promise<Response>;
}

/** Sixty-four characters that a phone may break. */
function Hash({ sha256 }: { sha256: string }) {
  const [first = '', ...parts] = sha256.match(/.{1,16}/g) ?? [];
  return (
    <code>
      {first}
      {parts.map((part) => (
        <>
          <wbr />
          {part}
        </>
      ))}
    </code>
  );
}

function columnsOf(c: PageContext): LongListProps<ShadowRow>['columns'] {
  const { t } = c.var;
  const money = (amount: ShadowRow['theirAmount']) => (amount === undefined ? '—' : t.money(amount));
  return [
    {
      heading: t('console.shadow.bill'),
      key: 'bill',
      value: (row) => row.billNumber,
      cell: (row) => <a href={paths.console.bill(row.account, row.billNumber)}>{row.billNumber}</a>,
    },
    {
      heading: t('console.shadow.reason'),
      key: 'reason',
      value: (row) => row.reason ?? row.problem?.code,
      cell: ({ reason, problem }) =>
        problem === undefined
          ? t(`console.shadow.reason.${reason ?? 'line-unknown'}`)
          : `${t('console.shadow.reason.not-calculated')}: ${problemText(c, problem)}`,
      narrow: true,
    },
    {
      heading: t('console.shadow.theirs'),
      key: 'their-line',
      value: (row) => row.theirLine,
      cell: (row) => row.theirLine ?? '—',
    },
    {
      heading: t('console.shadow.their-amount'),
      key: 'their-amount',
      numeric: true,
      value: (row) => (row.theirAmount === undefined ? undefined : row.theirAmount / 100),
      cell: (row) => money(row.theirAmount),
    },
    {
      heading: t('console.shadow.ours'),
      key: 'our-line',
      value: (row) => row.ourLine,
      cell: (row) => row.ourLine ?? '—',
    },
    {
      heading: t('console.shadow.our-amount'),
      key: 'our-amount',
      numeric: true,
      value: (row) => (row.ourAmount === undefined ? undefined : row.ourAmount / 100),
      cell: (row) => money(row.ourAmount),
    },
    {
      heading: t('console.account'),
      key: 'account',
      value: (row) => row.account,
      cell: (row) => <a href={paths.console.account(row.account)}>{row.account}</a>,
    },
  ];
}

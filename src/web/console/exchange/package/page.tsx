import type { FileReport } from '../../../../domain/exchange/index.ts';
import type { Problem } from '../../../../domain/kernel/index.ts';
import {
  answerPackage,
  filesOfRefused,
  mendPackage,
  refusedCsv,
  type ShownPackage,
  viewPackage,
} from '../../../../usecases/exchange/index.ts';
import { Button, ErrorSummary, Field, Form, problemText } from '../../../components/form.tsx';
import { Icon } from '../../../components/icon.tsx';
import { page } from '../../../components/layout.tsx';
import { List, type ListColumn } from '../../../components/list/list.tsx';
import { SummaryList } from '../../../components/summary-list.tsx';
import { Table } from '../../../components/table.tsx';
import { readForm } from '../../../form-data.ts';
import type { PageContext } from '../../../page.ts';
import { paths } from '../../../paths.ts';
import { idOf, may } from '../../request.ts';
import { packageFilesSent, uploadRequest } from '../upload-request.ts';

async function runOf(c: PageContext) {
  const id = idOf(c);
  return id === undefined ? undefined : await viewPackage(c.var.deps.db, id);
}

/** One package: what it said, what of it was set aside, and the answer it waits for. */
export async function packagePage(c: PageContext, problems: readonly Problem[] = []): Promise<Response> {
  const found = await runOf(c);
  if (found === undefined) return c.var.refuse('not-found');
  const { run, refused } = found;
  const { t } = c.var;
  const title = t('console.packages.run-title', { id: run.id });
  return page(
    c,
    { title, realm: 'console', width: 'wide', status: problems.length === 0 ? 200 : 422 },
    <>
      <p>
        <a href={paths.console.exchangePackages} data-key="b">
          <Icon name="back" /> {t('console.packages.title')}
        </a>
      </p>
      <ErrorSummary c={c} problems={problems} />
      <h1>{title}</h1>
      <p class="usa-intro">{t(`console.packages.state-intro.${run.state}`)}</p>
      {run.waitsFor.length > 0 && (
        <ul class="usa-list">
          {run.waitsFor.map((why) => (
            <li>{t.maybe(`console.packages.waits.${why}`)}</li>
          ))}
        </ul>
      )}
      {run.state === 'refused' ? (
        <Mend c={c} run={run} sent={await filesOfRefused(c.var.deps.db, run.id)} problems={problems} />
      ) : (
        <Counted c={c} run={run} />
      )}
      {refused.length > 0 && (
        <p>
          {t('console.packages.set-aside', { count: refused.length })}{' '}
          <a href={paths.console.exchangePackageRefused(`${run.id}`)}>{t('console.packages.refused-file')}</a>
        </p>
      )}
      {run.state === 'waits' && run.approvedBy === undefined && may(c, 'exchange-package.import') && (
        <Form c={c} action={paths.console.exchangePackage(`${run.id}`)}>
          <Button text={t('console.packages.let-in')} name="answer" value="let-in" />
          <Button text={t('console.packages.turn-down')} name="answer" value="turn-down" kind="outline" />
        </Form>
      )}
    </>,
  );
}

interface RunProps {
  readonly c: PageContext;
  readonly run: ShownPackage;
}

/** What the package says, as it was counted. */
function Counted({ c, run }: RunProps) {
  const { t } = c.var;
  return (
    <>
      {run.report.notes.length > 0 && (
        <ul class="usa-list">
          {run.report.notes.map((note) => (
            <li>{problemText(c, note)}</li>
          ))}
        </ul>
      )}
      <SummaryList rows={summary(c, run)} />
      <List
        c={c}
        isWithoutFile
        path={paths.console.exchangePackage(`${run.id}`)}
        caption={t('console.packages.changes')}
        empty={t('console.packages.none')}
        rows={run.report.files}
        columns={fileColumns(c)}
      />
    </>
  );
}

/** Why a package was refused as a whole, and the files that mend it. */
function Mend({ c, run, sent, problems }: RunProps & { sent: readonly string[]; problems: readonly Problem[] }) {
  const { t } = c.var;
  return (
    <>
      <SummaryList
        rows={[
          { term: t('console.packages.received'), value: `${t.stamp(run.receivedAt)} · ${run.source}` },
          ...(sent.length === 0 ? [] : [{ term: t('console.packages.sent'), value: t.list(sent) }]),
        ]}
      />
      <Table
        caption={t('console.packages.why-refused')}
        empty={t('console.packages.none')}
        rows={run.report.notes}
        columns={[
          {
            heading: t('console.packages.file'),
            cell: ({ place }) => (place === undefined ? '—' : <code>{place.file}</code>),
          },
          {
            heading: t('console.files.line-heading'),
            numeric: true,
            cell: ({ place }) => (place === undefined ? '—' : t.number(place.line)),
          },
          {
            heading: t('console.files.reason'),
            cell: (note) => <div class="c-table__words">{problemText(c, note)}</div>,
          },
        ]}
      />
      {may(c, 'exchange-package.import') && (
        <>
          <h2>{t('console.packages.mend')}</h2>
          <Form c={c} action={paths.console.exchangePackageMended(`${run.id}`)} encoding="files">
            <Field
              c={c}
              name="file"
              label={t('console.packages.mended-files')}
              hint={t(sent.length === 0 ? 'console.packages.files-hint' : 'console.packages.mended-hint')}
              problems={problems}
              type="file"
              autocomplete="off"
              multiple
            />
            <Button text={t('console.packages.send-again')} />
          </Form>
          <Form c={c} action={paths.console.exchangePackage(`${run.id}`)}>
            <Button text={t('console.packages.drop')} name="answer" value="turn-down" kind="outline" />
          </Form>
        </>
      )}
    </>
  );
}

function summary(c: PageContext, { asOf, number, scope, source, receivedAt, report }: ShownPackage) {
  const { t } = c.var;
  const { accounts, balances, confirmed, differences } = report;
  return [
    { term: t('console.packages.number'), value: number === undefined ? '—' : `${number}` },
    { term: t('console.packages.as-of'), value: t.listDate(asOf) },
    { term: t('console.packages.scope'), value: t(`console.packages.scope.${scope}`) },
    { term: t('console.packages.received'), value: `${t.stamp(receivedAt)} · ${source}` },
    {
      term: t('console.packages.closing'),
      value: t('console.packages.of', { some: accounts.closing, all: accounts.open }),
    },
    {
      term: t('console.packages.balances'),
      value: t('console.packages.balances-of', { ...balances }),
    },
    { term: t('console.packages.confirmed'), value: t.number(confirmed) },
    { term: t('console.packages.differences'), value: t.number(differences) },
  ];
}

function fileColumns(c: PageContext): readonly ListColumn<FileReport>[] {
  const { t } = c.var;
  const count = (name: 'rows' | 'fresh' | 'changed' | 'unchanged' | 'refused'): ListColumn<FileReport> => ({
    heading: t(`console.packages.count.${name}`),
    numeric: true,
    cell: (file) => t.number(file[name]),
  });
  return [
    { heading: t('console.packages.file'), cell: ({ file }) => <code>{file}</code> },
    ...(['rows', 'fresh', 'changed', 'unchanged', 'refused'] as const).map(count),
    {
      heading: t('console.packages.not-taken'),
      cell: ({ dropped, ignored }) =>
        [...dropped, ...ignored].length === 0 ? '—' : [...dropped, ...ignored].join(', '),
    },
  ];
}

/** The lines that were set aside, with their reasons, to mend. */
export async function refusedFile(c: PageContext): Promise<Response> {
  const found = await runOf(c);
  if (found === undefined) return c.var.refuse('not-found');
  const { t } = c.var;
  const text = refusedCsv(found.refused, ({ code, params }) => t.maybe(`problem.${code}`, params));
  return c.body(text, 200, {
    'Content-Type': 'text/csv; charset=utf-8',
    'Content-Disposition': `attachment; filename="refused-${found.run.id}.csv"`,
  });
}

/** Files that mend a package which was refused as a whole. */
export async function postMended(c: PageContext): Promise<Response> {
  const found = await runOf(c);
  if (found === undefined) return c.var.refuse('not-found');
  const files = await packageFilesSent(c);
  if (files.size === 0) return packagePage(c, [{ code: 'console.file-missing', field: 'file' }]);
  const taken = await mendPackage(c.var.deps.uploads, found.run.id, { ...uploadRequest(c), files });
  if (!taken.ok) return packagePage(c, taken.problem.slice(0, 20));
  return c.redirect(paths.console.exchangePackage(`${taken.value.runId}`), 303);
}

/** The answer to a package that waits, or that nobody will mend. */
export async function postAnswer(c: PageContext): Promise<Response> {
  const found = await runOf(c);
  if (found === undefined) return c.var.refuse('not-found');
  const { answer } = readForm(c, ['answer']);
  if (answer !== 'let-in' && answer !== 'turn-down') return packagePage(c);
  const answered = await answerPackage(c.var.deps.uploads, found.run.id, {
    ...uploadRequest(c),
    goesIn: answer === 'let-in',
  });
  if (!answered.ok) return packagePage(c, answered.problem);
  return c.redirect(paths.console.exchangePackage(`${found.run.id}`), 303);
}

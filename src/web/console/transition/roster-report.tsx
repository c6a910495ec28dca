import { cents, type Problem } from '../../../domain/kernel/index.ts';
import { problemText } from '../../components/form.tsx';
import type { ListColumn } from '../../components/list/list.tsx';
import { SummaryList } from '../../components/summary-list.tsx';
import { Table } from '../../components/table.tsx';
import type { PageContext } from '../../page.ts';
import { paths } from '../../paths.ts';

const counted = ['read', 'new', 'changed', 'unchanged', 'superseded', 'refused'] as const;

const delimiterNames: Readonly<Record<string, 'tab' | 'semicolon' | 'bar'>> = {
  '\t': 'tab',
  ';': 'semicolon',
  '|': 'bar',
};

/** What an import did, or would do. */
export interface ReportShown {
  readonly encoding: string;
  readonly delimiter: string;
  readonly ignoredColumns: readonly string[];
  readonly secretColumns: readonly string[];
  readonly counts: Readonly<Record<(typeof counted)[number], number>>;
}

export function RosterReportView({ c, report }: { c: PageContext; report: ReportShown }) {
  const { t } = c.var;
  const named = (key: 'console.roster.ignored' | 'console.roster.secret', names: readonly string[]) =>
    names.length === 0 ? [] : [{ term: t(key), value: names.join(', ') }];
  return (
    <SummaryList
      rows={[
        ...counted.map((name) => ({
          term: t(`console.roster.${name}`),
          value: t.number(report.counts[name]),
          strong: name === 'refused' && report.counts.refused > 0,
        })),
        {
          term: t('console.roster.format'),
          value: `${report.encoding.toUpperCase()}, ${t(`console.roster.delimiter.${delimiterNames[report.delimiter] ?? 'comma'}`)}`,
        },
        ...named('console.roster.ignored', report.ignoredColumns),
        ...named('console.roster.secret', report.secretColumns),
      ]}
    />
  );
}

/** What a file says otherwise than what was known about an account. */
interface ChangeShown {
  readonly account: string;
  readonly line: number;
  readonly field: 'autopay' | 'next_draft' | 'ebill' | 'email' | 'language';
  readonly from: string;
  readonly to: string;
  readonly effect: 'changes' | 'vanishes' | 'stays';
}

/** What is taken away, or cannot be, comes first. */
export function RosterChanges({ c, rows, limit }: { c: PageContext; rows: readonly ChangeShown[]; limit: number }) {
  const { t } = c.var;
  const order = { vanishes: 0, stays: 1, changes: 2 } as const;
  const sorted = rows.toSorted((one, other) => order[one.effect] - order[other.effect]);
  return (
    <>
      <Table
        caption={t('console.roster.changes')}
        empty={t('console.roster.changes-none')}
        rows={sorted.slice(0, limit)}
        columns={[
          {
            heading: t('console.roster.account'),
            cell: (row) => <a href={paths.console.account(row.account)}>{row.account}</a>,
          },
          { heading: t('console.roster.line'), cell: (row) => t.number(row.line), numeric: true },
          { heading: t('console.roster.field'), cell: (row) => t(`console.roster.field.${row.field}`) },
          { heading: t('console.roster.from'), cell: (row) => inWords(c, row.field, row.from) },
          { heading: t('console.roster.to'), cell: (row) => inWords(c, row.field, row.to) },
          { heading: t('console.roster.effect'), cell: (row) => t(`console.roster.effect.${row.effect}`) },
        ]}
      />
      {rows.length > limit && <p>{t('console.roster.changes-more', { count: rows.length - limit })}</p>}
    </>
  );
}

/** What was compared as text, as a page says it: a yes, the day and sum of a draft, a language. */
function inWords(c: PageContext, field: ChangeShown['field'], text: string): string {
  const { t } = c.var;
  if (text === '') return '—';
  if (field === 'autopay' || field === 'ebill') return t(text === 'yes' ? 'console.yes' : 'console.no');
  if (field === 'language') return t.languageName(text);
  if (field === 'email') return text;
  const [, day, dollars] = /^(\d{4}-\d\d-\d\d)?\s?(\d+\.\d\d)?$/.exec(text) ?? [];
  const shown = [
    day === undefined ? '' : t.listDate(Temporal.PlainDate.from(day)),
    dollars === undefined ? '' : t.money(cents(Math.round(Number(dollars) * 100))),
  ];
  return shown.filter((part) => part !== '').join(' · ') || text;
}

/** One thing wrong with one line. */
export interface RefusalShown {
  readonly line: number;
  readonly column?: number;
  readonly problem: Problem;
}

export function Refusals({ c, rows }: { c: PageContext; rows: readonly RefusalShown[] }) {
  const { t } = c.var;
  return (
    <Table
      caption={t('console.roster.kept-aside')}
      empty={t('console.roster.nothing-aside')}
      rows={rows}
      columns={refusalColumns(c, (row: RefusalShown) => row)}
    />
  );
}

/** The columns of lines kept aside, of rows that `shown` reads. */
export function refusalColumns<Row>(c: PageContext, shown: (row: Row) => RefusalShown): readonly ListColumn<Row>[] {
  const { t } = c.var;
  return [
    { heading: t('console.roster.line'), cell: (row) => t.number(shown(row).line), numeric: true },
    {
      heading: t('console.roster.column'),
      cell: (row) => {
        const { column, problem } = shown(row);
        return [column === undefined ? '' : spreadsheetColumn(column), problem.field ?? ''].join(' ').trim() || '—';
      },
    },
    { heading: t('console.roster.reason'), cell: (row) => problemText(c, shown(row).problem) },
  ];
}

/** 1 is A, 27 is AA: as the spreadsheet heads its columns. */
function spreadsheetColumn(column: number): string {
  const last = String.fromCharCode(65 + ((column - 1) % 26));
  return column <= 26 ? last : `${spreadsheetColumn(Math.floor((column - 1) / 26))}${last}`;
}

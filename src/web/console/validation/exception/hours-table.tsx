import { hourQuality } from '../../../../domain/metering/index.ts';
import { type ExceptionCase, maxHoursByHand } from '../../../../usecases/validation/index.ts';
import { type Column, Table } from '../../../components/table.tsx';
import type { PageContext } from '../../../page.ts';
import { countDecimal, countText, dayOf, hourText, qualityText } from '../exception-words.ts';
import { daysShown, sumOf } from './hours-chart.tsx';

/** The fields of the table belong to the form below it. */
export const answerForm = 'answer-form';

interface Row {
  readonly name: string;
  readonly from: number;
  readonly until: number;
}

/** The stretch beside its chart: each hour, or day where there are many, as it stands and as each estimate would put it. */
export function HoursTable({
  c,
  found,
  typed,
}: {
  c: PageContext;
  found: ExceptionCase;
  /** What was typed by hand, where hours can be. */
  typed: readonly string[] | undefined;
}) {
  const { t } = c.var;
  const { use, said, stretch, estimates } = found;
  const { span, register } = use;
  const isByHour = stretch.until - stretch.from <= maxHoursByHand;
  const rows: Row[] = isByHour
    ? Array.from({ length: stretch.until - stretch.from }, (_, hour) => {
        const from = stretch.from + hour;
        return { name: hourText(t, span, from), from, until: from + 1 };
      })
    : daysShown(found, 0).map(({ from, until }) => ({
        name: t.shortDate(dayOf(span, from)),
        from: Math.max(from, stretch.from),
        until: Math.min(until, stretch.until),
      }));
  const amount = (of: Int32Array, { from, until }: Row) => countText(t, register, sumOf(of, from, until));
  const columns: Column<Row>[] = [
    { heading: t(isByHour ? 'console.validation.hour' : 'console.date'), cell: ({ name }) => name },
    {
      heading: t('console.validation.as-files-say'),
      numeric: true,
      cell: (row) => (isMissing(said.quality, row) ? '—' : amount(said.counts, row)),
    },
    {
      heading: t('console.validation.as-it-stands'),
      numeric: true,
      cell: (row) => (isMissing(use.quality, row) ? '—' : amount(use.counts, row)),
    },
    {
      heading: t('console.validation.quality'),
      cell: (row) =>
        t.list([...new Set(use.quality.subarray(row.from, row.until))].map((known) => qualityText(t, known))),
    },
    ...(found.exception.ended === undefined
      ? [...estimates].map(([method, counts]) => ({
          heading: t(`console.validation.method.${method}`),
          numeric: true,
          cell: ({ from, until }: Row) =>
            countText(t, register, sumOf(counts, from - stretch.from, until - stretch.from)),
        }))
      : []),
    ...(typed === undefined
      ? []
      : [
          {
            heading: t('console.validation.by-hand'),
            cell: ({ name, from }: Row) => {
              const id = `hour-${from - stretch.from}`;
              return (
                <input
                  class="usa-input c-input--small"
                  type="text"
                  id={id}
                  name={id}
                  form={answerForm}
                  value={typed[from - stretch.from] ?? ''}
                  inputmode="decimal"
                  autocomplete="off"
                  spellcheck={false}
                  aria-label={t('console.validation.by-hand-hour', { hour: name, unit: register.unit })}
                />
              );
            },
          },
        ]),
  ];
  return (
    <Table
      caption={t('console.validation.table', { unit: register.unit })}
      empty={t('console.validation.none')}
      rows={rows}
      columns={columns}
    />
  );
}

const isMissing = (quality: Uint8Array, { from, until }: Row): boolean =>
  quality.subarray(from, until).every((known) => known === hourQuality.missing);

/** What the fields by hand begin with: what stands, else what like days say. */
export function usualTyping({ use, stretch, estimates }: ExceptionCase): readonly string[] | undefined {
  if (stretch.until - stretch.from > maxHoursByHand) return undefined;
  const like = estimates.get('like-day');
  return Array.from({ length: stretch.until - stretch.from }, (_, hour) => {
    const at = stretch.from + hour;
    const count = use.quality[at] === hourQuality.missing ? (like?.[hour] ?? 0) : (use.counts[at] ?? 0);
    return countDecimal(use.register, count);
  });
}

import type { Child } from 'hono/jsx';

export interface SummaryRow {
  readonly term: string;
  readonly value: Child;
  /** A total, or what matters most. */
  readonly strong?: boolean;
}

/** Names and their values: the summary of charges, an account's facts. */
export function SummaryList({ rows }: { rows: readonly SummaryRow[] }) {
  return (
    <dl class="c-summary">
      {rows.map((row) => (
        <div class={row.strong === true ? 'c-summary__row c-summary__row--strong' : 'c-summary__row'}>
          <dt>{row.term}</dt>
          <dd>{row.value}</dd>
        </div>
      ))}
    </dl>
  );
}

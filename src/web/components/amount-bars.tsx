/** One amount among others, with its words. */
export interface AmountBar {
  readonly label: string;
  readonly text: string;
  readonly amount: number;
  /** The one that the page is about. */
  readonly own?: boolean;
}

/** Amounts side by side, each said in words; the bars only repeat them, so a screen reader passes them by. */
export function AmountBars({ bars }: { bars: readonly AmountBar[] }) {
  const max = Math.max(1, ...bars.map(({ amount }) => amount));
  return (
    <dl class="c-amounts">
      {bars.map(({ label, text, amount, own }) => (
        <div class={own === true ? 'c-amounts__own' : undefined}>
          <dt>{label}</dt>
          <dd>
            {text}
            <svg viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true" focusable="false">
              <rect width={Math.max(0.5, (Math.max(0, amount) * 100) / max)} height="4" />
            </svg>
          </dd>
        </div>
      ))}
    </dl>
  );
}

/**
 * What `bill.typ` prints, as HTML that Chromium prints: the same sheet of two sides with the same text in both languages, tables,
 * chart and code, so that both make the same document.
 */
export interface SheetData {
  readonly other_language: string | null;
  readonly simulated: string | null;
  readonly utility: {
    readonly name: string;
    readonly color: string;
    readonly address: string;
    readonly phone: string;
    readonly hours: Pair;
  };
  readonly words: Readonly<Record<string, Pair>>;
  readonly account: string;
  readonly number: string;
  readonly customer: string;
  readonly mailing: readonly string[];
  readonly served_at: readonly string[];
  readonly period: Pair;
  readonly issued_on: Pair;
  readonly due_on: Pair;
  readonly amount_due: string;
  readonly summary: readonly { readonly label: string; readonly amount: string; readonly strong: boolean }[];
  readonly late_fee: Pair | null;
  readonly messages: readonly Pair[];
  readonly lines: readonly {
    readonly label: Pair;
    readonly detail: Pair;
    readonly amount: string;
    readonly sample: boolean;
  }[];
  readonly history: readonly {
    readonly gallons: number;
    readonly estimated: boolean;
    readonly month: string;
    readonly end: Pair;
    readonly days: number;
    readonly gallons_written: string;
    readonly daily: string;
  }[];
  readonly chart_alt: string;
  readonly use_sentence: Pair;
  readonly reads: readonly Pair[];
  readonly others: readonly Pair[];
  readonly pay_to: Pair;
  readonly qr: string;
  readonly qr_alt: string;
  readonly scan_line: string;
}

type Pair = readonly [string, string];

/** What stays from sheet to sheet: a page loads it once. */
export const sheetHead = (fonts: {
  readonly regular: string;
  readonly bold: string;
  readonly mono: string;
}) => `<!doctype html>
<style>
@font-face { font-family: P; src: url(data:font/woff2;base64,${fonts.regular}) }
@font-face { font-family: P; font-weight: bold; src: url(data:font/woff2;base64,${fonts.bold}) }
@font-face { font-family: M; src: url(data:font/woff2;base64,${fonts.mono}) }
@page { size: letter; margin: 0 }
body { margin: 0; font: 9.5pt/1.3 P }
.side { position: relative; height: 11in; padding: .5in .6in; box-sizing: border-box; break-after: page }
.at { position: absolute } i { font-style: normal; font-size: .82em; color: #44545f } p { margin: 0 0 .5em }
.deep i { color: #fff }
h1 { font-size: 13pt } h2 { font-size: 10.5pt; margin: .6em 0 }
table { border-collapse: collapse; width: 100% } th { text-align: left; font-weight: normal }
td, th { border-bottom: .5pt solid #c9d9e4; padding: 2pt } td + td, th + th { text-align: right }
</style>`;

/** One bill's two sides, put where the last one's were. */
export function sheetBody(bill: SheetData): string {
  const { utility } = bill;
  const aside = (text: string) => `<i lang="${bill.other_language}">${text}</i>`;
  const pair = ([own, other]: Pair) => `${own} ${aside(`/ ${other}`)}`;
  const stacked = ([own, other]: Pair) => `<p>${own}<br>${aside(other)}</p>`;
  const both = (name: string) => pair(bill.words[name] ?? ['', '']);
  const over = (name: string) => stacked(bill.words[name] ?? ['', '']);
  const table = (heads: readonly string[], rows: readonly (readonly string[])[]) =>
    `<table><thead><tr>${heads.map((head) => `<th scope="col">${head}</th>`).join('')}</tr></thead><tbody>${rows
      .map((row) => `<tr>${row.map((cell) => `<td>${cell}</td>`).join('')}</tr>`)
      .join('')}</tbody></table>`;
  const amounts = [both('item'), both('amount')];
  const highest = Math.max(1, ...bill.history.map(({ gallons }) => gallons));
  const bars = bill.history.map(({ gallons, month, estimated }, at) => {
    const high = (158 * gallons) / highest;
    const look = `fill="#9cc4e0"${estimated ? ` stroke="${utility.color}" stroke-dasharray="2"` : ''}`;
    return `<rect x="${at * 17}" y="${158 - high}" width="12" height="${high}" rx="1.5" ${look}/><text x="${at * 17}" y="172" font-size="5.7">${month}</text>`;
  });
  return `<div class="side">
<div class="at" style="width:3.6in"><h1 style="color:${utility.color}">${utility.name}</h1>
<p>${utility.address}<br>${utility.phone}<br>${utility.hours[0]}<br>${aside(utility.hours[1])}</p></div>
<div class="at" style="right:.6in;background:#eef6fb;padding:8pt;border-radius:4pt">${both('account')}<br><b style="font-size:13.5pt">${bill.account}</b><br>
${both('number')}: ${bill.number}<br>${both('issued')}: ${pair(bill.issued_on)}</div>
<div class="at" style="top:2.52in;left:.95in"><b>${bill.customer}</b><br>${bill.mailing.join('<br>')}</div>
<div class="at deep" style="top:2in;right:.6in;width:2.1in;background:${utility.color};color:#fff;padding:9pt;border-radius:6pt">${both('amount_due')}<br>
<b style="font-size:22pt">${bill.amount_due}</b><br>${both('due')}:<br><b>${bill.due_on[0]}</b><br>${aside(bill.due_on[1])}</div>
<div style="margin-top:3.2in">${both('served_at')}: ${bill.served_at.join(', ')}<br>${both('period')}: ${pair(bill.period)}</div>
<div style="background:#fdf3d8;padding:7pt;border-radius:4pt">${bill.messages.map(stacked).join('')}</div>
<div style="display:flex;gap:.25in"><div style="flex:1"><h2>${both('summary')}</h2>
${table(
  amounts,
  bill.summary.map(({ label, amount, strong }) =>
    [both(label), amount].map((text) => (strong ? `<b>${text}</b>` : text)),
  ),
)}
${bill.late_fee === null ? '' : stacked(bill.late_fee)}</div><div style="flex:1"><h2>${both('charges')}</h2>
${table(
  amounts,
  bill.lines.map(({ label, detail, amount, sample }) => [
    `${pair(label)}${sample ? ` <b>${both('sample')}</b>` : ''}${detail[0] === '' ? '' : `<br>${detail[0]}<br>${aside(detail[1])}`}`,
    amount,
  ]),
)}</div></div>
<div class="at" style="bottom:.6in;left:.6in;right:.6in;border-top:.7pt dashed #44545f"><div style="display:flex;gap:12pt">
<div style="flex:1"><h2>${both('stub')}</h2>${stacked(bill.pay_to)}<b>${bill.customer}</b><br>${bill.mailing.join('<br>')}</div>
<div style="width:2.15in">${table(amounts, [
    [both('account'), bill.account],
    [both('due'), `${bill.due_on[0]}<br>${aside(bill.due_on[1])}`],
    [`<b>${both('amount_due')}</b>`, `<b>${bill.amount_due}</b>`],
  ])}</div>
<div style="width:.95in" role="img" aria-label="${bill.qr_alt}">${bill.qr}${both('pay_here')}</div></div>
<div style="font-family:M;text-align:right">${bill.scan_line}</div></div>
<div class="at" style="bottom:.2in;left:0;right:0;text-align:center">${bill.simulated ?? ''}</div></div>
<div class="side"><h2>${both('use')}</h2>${stacked(bill.use_sentence)}
<div style="display:flex;gap:.15in;font-size:8pt"><svg role="img" aria-label="${bill.chart_alt}" width="221" height="180">${bars.join('')}</svg>
<div style="width:4.26in">${table(
    ['period_end', 'days', 'gallons', 'daily'].map(over),
    bill.history.map(({ end, estimated, days, gallons_written, daily }) => [
      `${pair(end)}${estimated ? `<br>(${both('estimate')})` : ''}`,
      `${days}`,
      gallons_written,
      daily,
    ]),
  )}</div></div>
<h2>${both('reads')}</h2>${bill.reads.map(stacked).join('')}<h2>${both('others')}</h2>${bill.others.map(stacked).join('')}
<div class="at" style="bottom:.2in;left:0;right:0;text-align:center">${bill.simulated ?? ''}</div></div>`;
}

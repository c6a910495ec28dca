import QRCode from 'qrcode';
import type { Utility } from '../../config/utility.ts';
import {
  type BillDocument,
  type BillLine,
  explainLine,
  explainReads,
  type Sentence,
  scanLine,
} from '../../domain/billing/index.ts';
import { type Cents, cents } from '../../domain/kernel/index.ts';
import type { BillPayment } from '../../domain/payments/index.ts';
import type { Typst } from '../../gateways/typst.ts';
import { paths } from '../../web/paths.ts';
import { billSentences, writtenValues } from './bill-sentences.ts';

/** The words of both languages; `main` gives the portal's own. */
type DocumentWords = (language: 'es' | 'en') => {
  readonly locale: string;
  maybe(key: string, values?: Readonly<Record<string, string | number>>): string;
  money(amount: Cents): string;
  date(date: Temporal.PlainDate): string;
  moment(moment: Temporal.Instant): string;
  number(value: string | number): string;
};

export interface DocumentMaker {
  readonly typst: Typst;
  readonly utility: Utility;
  readonly words: DocumentWords;
  /** Printed on every page of a demo's documents. */
  readonly simulated: boolean;
}

const headings = [
  'account',
  'amount',
  'amount_due',
  'charges',
  'due',
  'issued',
  'item',
  'number',
  'others',
  'pay_here',
  'period',
  'reads',
  'sample',
  'stub',
  'summary',
  'use',
] as const;

/** The bill as a tagged, bilingual PDF (PDF/UA-1), its customer's language first. The same bill is the same bytes. */
export async function billPdf(
  maker: DocumentMaker,
  bill: BillDocument,
  language: 'es' | 'en',
  payment?: BillPayment,
): Promise<Uint8Array<ArrayBuffer>> {
  return maker.typst.pdf('bill.typ', { bill: JSON.stringify(await billData(maker, bill, { language, payment })) });
}

/** What `bill.typ` is given: everything already written, so that the template only lays out. */
async function billData(
  { utility, words, simulated }: DocumentMaker,
  bill: BillDocument,
  { language, payment }: { readonly language: 'es' | 'en'; readonly payment: BillPayment | undefined },
) {
  const other = language === 'es' ? 'en' : 'es';
  const t = words(language);
  const u = words(other);
  const pair = (key: string, values?: Readonly<Record<string, string | number>>): [string, string] => [
    t.maybe(key, values),
    u.maybe(key, values),
  ];
  const { contact } = utility;
  const { summary } = bill;
  const line = (label: string, amount: Cents, strong = false) => ({ label, amount: t.money(amount), strong });
  const payAddress = utility.official_address + paths.guestPay;
  const last = bill.history.at(-1);
  return {
    title: t.maybe('bill-pdf.title', { number: bill.number, account: bill.account }),
    language,
    other_language: other,
    simulated: simulated ? pair('bill-pdf.simulated').join(' / ') : null,
    utility: {
      name: utility.name,
      address: `${contact.street}, ${contact.city} ${contact.state} ${contact.zip}`,
      phone: contact.billing_phone,
      hours: contact.office_hours[language],
    },
    words: {
      ...Object.fromEntries(headings.map((name) => [name, pair(`bill-pdf.${name}`)])),
      previous: pair('bill.previous-balance'),
      payments: pair('bill.payments'),
      forward: pair('bill.balance-forward'),
      new_charges: pair('bill.new-charges'),
      // A credit, or nothing: there is nothing to pay, by no date.
      ...(summary.amountDue > 0
        ? {}
        : { amount_due: pair(summary.amountDue < 0 ? 'bill-pdf.credit' : 'bill-pdf.nothing_due') }),
    },
    to_pay: summary.amountDue > 0,
    account: bill.account,
    number: bill.number,
    customer: bill.customerName,
    mailing: bill.mailing,
    served_at: bill.servedAt,
    period: t.maybe('bill.period-value', {
      from: t.date(bill.period.start),
      to: t.date(bill.period.end),
      days: bill.period.days,
    }),
    issued: { year: bill.issuedOn.year, month: bill.issuedOn.month, day: bill.issuedOn.day },
    issued_on: t.date(bill.issuedOn),
    due_on: t.date(bill.dueOn),
    amount_due: t.money(cents(Math.abs(summary.amountDue))),
    summary: [
      line('previous', summary.previousBalance),
      line('payments', summary.payments),
      line('forward', summary.balanceForward),
      line('new_charges', summary.newCharges),
      line('amount_due', cents(Math.abs(summary.amountDue)), true),
    ],
    late_fee:
      summary.lateFee > 0 && summary.amountDue > 0
        ? t.maybe('bill.late-fee', { fee: t.money(summary.lateFee), date: t.date(bill.dueOn) })
        : null,
    messages: [
      ...(bill.kind === 'regular' ? [] : [pair(`bill-pdf.kind-${bill.kind}`)]),
      ...(bill.estimated ? [pair('bill-pdf.estimated')] : []),
      ...billSentences(bill, { utility, payment }).map((sentence) => [
        t.maybe(sentence.key, writtenValues(sentence, t)),
        u.maybe(sentence.key, writtenValues(sentence, u)),
      ]),
    ],
    lines: bill.lines.map((one) => ({
      label: one.label[language],
      detail: [detailOf(one, t), one.label[other]].filter((text) => text !== '').join(' · '),
      amount: t.money(one.amount),
      sample: one.explanation.sample === true,
    })),
    history: bill.history.map((point) => ({
      gallons: point.gallons,
      estimated: point.estimated,
      month: point.periodEnd.toLocaleString(t.locale, { month: 'short' }).replace('.', ''),
    })),
    chart_alt: t.maybe('use-chart.label', {
      bills: bill.history.length,
      gallons: t.number(last?.gallons ?? 0),
      date: last === undefined ? '' : t.date(last.periodEnd),
    }),
    use_sentence: t.maybe('bill-pdf.use-sentence', {
      gallons: t.number(bill.usageGallons),
      days: bill.period.days,
      daily: t.number(Math.max(0, Math.round(Number(bill.usageGallons) / Math.max(1, bill.period.days)))),
    }),
    reads: explainReads(bill).map((sentence) => said(sentence, t)),
    others: utility.billed_by_others.map((one) =>
      t.maybe('bill.other', { name: one.name, charges: one.charges[language], phone: one.phone }),
    ),
    pay_to: t.maybe('bill-pdf.pay-to', {
      utility: utility.name,
      address: `${contact.street}, ${contact.city} ${contact.state} ${contact.zip}`,
    }),
    qr: await qrCode(payAddress),
    qr_alt: t.maybe('bill-pdf.qr-alt', { address: payAddress }),
    scan_line: scanLine({ account: bill.account, number: bill.number, amountDue: summary.amountDue }),
  };
}

const drawn = new Map<string, Promise<string>>();

/** Every bill carries the same address, so its code is drawn once. */
function qrCode(address: string): Promise<string> {
  const known = drawn.get(address);
  if (known !== undefined) return known;
  const drawing = QRCode.toString(address, { type: 'svg', errorCorrectionLevel: 'M', margin: 2 });
  drawn.set(address, drawing);
  return drawing;
}

function detailOf(line: BillLine, t: ReturnType<DocumentWords>): string {
  const { tier, days, periodDays, share, because } = line.explanation;
  return [
    ...(because === undefined
      ? []
      : [
          explainLine(line)
            .slice(0, because.length)
            .map((sentence) => said(sentence, t))
            .join(' '),
        ]),
    ...(tier === undefined ? [] : [t.maybe('bill.tier', { number: tier.number })]),
    ...(line.quantity === undefined || line.unitPrice === undefined
      ? []
      : [`${t.number(line.quantity)} ${line.unit ?? ''} × $${line.unitPrice}`]),
    ...(share === undefined ? [] : [t.maybe('bill-pdf.share', { days: days ?? 0, period: periodDays ?? 0 })]),
  ].join(', ');
}

function said({ key, values }: Sentence, t: ReturnType<DocumentWords>): string {
  const written = Object.entries(values).map(([name, value]): [string, string | number] => [
    name,
    value instanceof Temporal.PlainDate ? t.date(value) : value,
  ]);
  return t.maybe(key, Object.fromEntries(written));
}

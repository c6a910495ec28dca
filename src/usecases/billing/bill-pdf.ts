import QRCode from 'qrcode';
import type { Utility } from '../../config/utility.ts';
import {
  type BillDocument,
  type BillLine,
  explainLine,
  explainReads,
  lineLabel,
  type Sentence,
  scanLine,
} from '../../domain/billing/index.ts';
import { type Cents, cents, directionOf, inLanguage, inOwnOrder, type Language } from '../../domain/kernel/index.ts';
import type { BillPayment } from '../../domain/payments/index.ts';
import type { Typst } from '../../gateways/typst.ts';
import { paths } from '../../web/paths.ts';
import { billSentences, writtenValues } from './bill-sentences.ts';
import { documentData } from './document-data.ts';

/** The words of a language; `main` gives the portal's own. */
type DocumentWords = (language: Language) => {
  readonly language: Language;
  readonly locale: string;
  maybe(key: string, values?: Readonly<Record<string, string | number>>): string;
  money(amount: Cents): string;
  date(date: Temporal.PlainDate): string;
  deadline(moment: Temporal.Instant): string;
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
  'daily',
  'days',
  'due',
  'estimate',
  'gallons',
  'issued',
  'item',
  'number',
  'others',
  'pay_here',
  'period',
  'period_end',
  'reads',
  'sample',
  'served_at',
  'stub',
  'summary',
  'use',
] as const;

/**
 * The bill as a tagged PDF (PDF/UA-1): everything in two languages, its customer's first. The same bill is the same
 * bytes. A bill with letters that no font has is refused as `CannotBeSet`.
 */
export async function billPdf(
  maker: DocumentMaker,
  bill: BillDocument,
  language: Language,
  payment?: BillPayment,
): Promise<Uint8Array<ArrayBuffer>> {
  return maker.typst.pdf('bill.typ', { 'bill.json': documentData(await billData(maker, bill, { language, payment })) });
}

/** What `bill.typ` is given: everything already written, so that the template only lays out. */
async function billData(
  { utility, words, simulated }: DocumentMaker,
  bill: BillDocument,
  { language, payment }: { readonly language: Language; readonly payment: BillPayment | undefined },
) {
  const other = besideOf(language, utility.languages);
  const t = words(language);
  const u = other === undefined ? undefined : words(other);
  const inBoth = (write: (words: ReturnType<DocumentWords>, own: Language) => string): [string, string] => [
    write(t, language),
    u === undefined ? '' : write(u, u.language),
  ];
  const pair = (key: string, values?: Readonly<Record<string, string | number>>): [string, string] =>
    inBoth((one) => one.maybe(key, values));
  const { contact } = utility;
  const { summary } = bill;
  const own = (text: string) => inOwnOrder(text, language);
  const line = (label: string, amount: Cents, strong = false) => ({ label, amount: t.money(amount), strong });
  const payAddress = utility.official_address + paths.guestPay;
  const last = bill.history.at(-1);
  return {
    title: t.maybe('bill-pdf.title', { number: bill.number, account: bill.account }),
    language: subtag(language),
    other_language: other === undefined ? null : subtag(other),
    simulated: simulated ? inOneLine(pair('bill-pdf.simulated')) : null,
    utility: {
      name: utility.name,
      color: utility.look.color,
      address: own(`${contact.street}, ${contact.city} ${contact.state} ${contact.zip}`),
      phone: own(contact.billing_phone),
      hours: inBoth((_, own) => inLanguage(contact.office_hours, own)),
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
    mailing: bill.mailing.map(own),
    served_at: directionOf(language) === 'rtl' ? [own(bill.servedAt.join(', '))] : bill.servedAt,
    period: inBoth((one) =>
      one.maybe('bill.period-value', {
        from: one.date(bill.period.start),
        to: one.date(bill.period.end),
        days: bill.period.days,
      }),
    ),
    issued: { year: bill.issuedOn.year, month: bill.issuedOn.month, day: bill.issuedOn.day },
    issued_on: inBoth((one) => one.date(bill.issuedOn)),
    due_on: inBoth((one) => one.date(bill.dueOn)),
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
        ? inBoth((one) =>
            one.maybe('bill.late-fee', {
              fee: one.money(summary.lateFee),
              date: one.date(bill.given?.lateAfter ?? bill.dueOn),
            }),
          )
        : null,
    messages: [
      ...(bill.kind === 'regular' ? [] : [pair(`bill-pdf.kind-${bill.kind}`)]),
      ...(bill.estimated ? [pair('bill-pdf.estimated')] : []),
      ...billSentences(bill, { utility, payment }).map((sentence) =>
        inBoth((one) => one.maybe(sentence.key, writtenValues(sentence, one))),
      ),
    ],
    lines: bill.lines.map((one) => ({
      label: inBoth((words) => lineLabel(one, words)),
      detail: inBoth((words) => detailOf(one, words)),
      amount: t.money(one.amount),
      sample: one.explanation.sample === true,
    })),
    history: bill.history.map((point) => ({
      gallons: point.gallons,
      estimated: point.estimated,
      // The same in both languages.
      month: `${point.periodEnd.month}/${String(point.periodEnd.year).slice(2)}`,
      end: inBoth((one) => one.date(point.periodEnd)),
      days: point.days,
      gallons_written: t.number(point.gallons),
      daily: t.number(dailyUse(point)),
    })),
    chart_alt: inOneLine(
      inBoth((one) =>
        one.maybe('bill-pdf.chart-alt', {
          bills: bill.history.length,
          gallons: one.number(last?.gallons ?? 0),
          date: last === undefined ? '' : one.date(last.periodEnd),
        }),
      ),
    ),
    use_sentence: inBoth((one) =>
      one.maybe('bill-pdf.use-sentence', {
        gallons: one.number(bill.usageGallons),
        days: bill.period.days,
        daily: one.number(dailyUse({ gallons: Number(bill.usageGallons), days: bill.period.days })),
      }),
    ),
    reads: explainReads(bill).map((sentence) => inBoth((one) => said(sentence, one))),
    others: utility.billed_by_others.map((company) =>
      inBoth((one, own) =>
        one.maybe('bill.other', {
          name: company.name,
          charges: inLanguage(company.charges, own),
          phone: company.phone,
        }),
      ),
    ),
    pay_to: pair('bill-pdf.pay-to', {
      utility: utility.name,
      address: `${contact.street}, ${contact.city} ${contact.state} ${contact.zip}`,
    }),
    qr: await qrCode(payAddress),
    qr_alt: inOneLine(pair('bill-pdf.qr-alt', { address: payAddress })),
    // A bank's machine reads the stubs of the system that made the bill, not ours.
    scan_line:
      bill.given === undefined
        ? scanLine({ account: bill.account, number: bill.number, amountDue: summary.amountDue })
        : '',
  };
}

/** Beside the customer's language stands English, for people who help them; beside English, the first other one of the utility. */
const besideOf = (language: Language, languages: readonly Language[]): Language | undefined =>
  languages.find((one) => one === 'en' && one !== language) ?? languages.find((one) => one !== language);

/** What a document may say about its language: `zh` for `zh-Hans`. */
const subtag = (language: Language): string => language.split('-')[0] ?? language;

const inOneLine = (two: readonly string[]): string => two.filter((one) => one !== '').join(' / ');

const dailyUse = ({ gallons, days }: { readonly gallons: number; readonly days: number }): number =>
  Math.max(0, Math.round(gallons / Math.max(1, days)));

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
      : [
          t.maybe('bill-pdf.quantity', {
            quantity: t.number(line.quantity),
            unit: line.unit ?? '',
            price: line.unitPrice,
          }),
        ]),
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

import { writeFile } from 'node:fs/promises';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { describe, expect, test } from 'vitest';
import { documentsForTests } from '../../../test/support/documents.ts';
import { sampleBill } from '../../../test/support/sample-bill.ts';
import { referenceUtility } from '../../../test/support/web.ts';
import type { BillDocument } from '../../domain/billing/index.ts';
import { cents } from '../../domain/kernel/index.ts';
import { postedLine } from '../../domain/receivables/index.ts';
import { words } from '../../web/words/words.ts';
import { billPdf, type DocumentMaker } from './index.ts';

const maker: DocumentMaker = {
  typst: documentsForTests().typst,
  utility: referenceUtility,
  words: (language) => words(language, referenceUtility.time_zone),
  simulated: true,
};

async function read(pdf: Uint8Array) {
  const document = await getDocument({ data: new Uint8Array(pdf), verbosity: 0 }).promise;
  const pages = await Promise.all(Array.from({ length: document.numPages }, (_, index) => document.getPage(index + 1)));
  const texts = await Promise.all(pages.map((page) => page.getTextContent()));
  const text = texts
    .flatMap((content) => content.items.map((item) => ('str' in item ? item.str : '')))
    .join(' ')
    .replaceAll(/\s+/g, ' ');
  const { info } = await document.getMetadata();
  const pieces = texts.map((content) =>
    content.items.flatMap((item) =>
      'str' in item && item.str.trim() !== ''
        ? [
            {
              ...{ text: item.str, x: item.transform[4] / 72, y: 11 - item.transform[5] / 72 },
              ...{ width: item.width / 72, height: item.height / 72 },
            },
          ]
        : [],
    ),
  );
  return {
    text,
    pieces,
    trees: JSON.stringify(await Promise.all(pages.map((page) => page.getStructTree()))),
    pages: document.numPages,
    info,
    marks: await document.getMarkInfo(),
    tree: JSON.stringify(await pages[0]?.getStructTree()),
  };
}

describe.each([
  ['es', 'Factura de agua', 'Total a pagar', '19 de mayo de 2026', 'Va en papel porque'],
  ['en', 'Water bill', 'Amount due', 'May 19, 2026', 'Va en papel porque'],
] as const)('the printed bill in %s', (language, title, due, date, otherLanguage) => {
  test('is one tagged sheet that says what is owed, in both languages, and can be read aloud', async () => {
    const pdf = await billPdf(maker, sampleBill(), language);
    if (process.env['KEEP_PDF'] !== undefined) await writeFile(`${process.env['KEEP_PDF']}/bill-${language}.pdf`, pdf);
    const { text, pages, info, marks, tree } = await read(pdf);
    expect(pages).toBe(2);
    for (const words of [due, date, '$61.34', '00123456-0004321', 'Medford Water', otherLanguage])
      expect(text).toContain(words);
    expect(info).toMatchObject({ Title: expect.stringContaining(title) });
    expect(marks).toEqual(expect.objectContaining(new Map([['Marked', true]])));
    for (const tag of ['"H1"', '"H2"', '"Table"', '"TH"', '"Figure"', 'QR']) expect(tree).toContain(tag);
  });
});

test.each([
  [
    'es',
    'Se paga automáticamente el 19 de mayo de 2026: $61.34',
    'Su pago automático del portal anterior terminó el 5 de mayo de 2026',
  ],
  ['en', 'Paid automatically on May 19, 2026: $61.34', 'Your autopay in the old portal ended on May 5, 2026'],
] as const)(
  'the printed bill in %s says how it is paid, and what the move changed for its account',
  async (language, paid, lapsed) => {
    const on = Temporal.PlainDate.from('2026-05-19');
    const moveNote = {
      ...({ autopay: 'lapsed', ebill: 'lapsed', hadLogin: true } as const),
      ...{ until: Temporal.PlainDate.from('2026-05-05'), opensOn: Temporal.PlainDate.from('2026-05-06') },
      registerBy: Temporal.Instant.from('2026-05-18T07:00:00Z'),
    };
    const automatic = await read(
      await billPdf(maker, sampleBill(), language, { kind: 'autopay', on, amount: cents(6134) }),
    );
    expect(automatic.text).toContain(paid);
    const moved = await read(
      await billPdf(maker, { ...sampleBill(), issuedOn: Temporal.PlainDate.from('2026-05-07'), moveNote }, language),
    );
    expect(moved.pages).toBe(2);
    expect(moved.text).toContain(lapsed);
  },
);

test('a line that no rate has says on paper why it is there', async () => {
  const bill = sampleBill();
  const takenOn = Temporal.PlainDate.from('2025-04-15');
  const deposit = postedLine({
    kind: 'deposit-credit',
    on: bill.issuedOn,
    amount: cents(9000),
    why: 'prompt',
    bills: 12,
    takenOn,
  });
  const { text } = await read(await billPdf(maker, { ...bill, lines: [...bill.lines, deposit] }, 'es'));
  expect(text).toContain(
    'El depósito de $90.00 que pagó el 15 de abril de 2025 regresó porque pagó a tiempo 12 facturas',
  );
});

test.each(['es', 'en'] as const)(
  'the printed bill in %s says everything in both languages: each sentence, date, label and heading',
  async (language) => {
    const bill = { ...sampleBill(), kind: 'final' as const, estimated: true };
    const { text } = await read(await billPdf(maker, bill, language));
    const said = (own: 'es' | 'en') => {
      const t = maker.words(own);
      const values = { gallons: t.number('25000'), days: 31, daily: t.number(806) };
      return [
        ...[
          'account',
          'charges',
          'daily',
          'days',
          'gallons',
          'others',
          'pay_here',
          'period_end',
          'reads',
          'served_at',
          'stub',
          'summary',
        ].map((name) => t.maybe(`bill-pdf.${name}`)),
        ...['estimate', 'estimated', 'kind-final', 'sample'].map((name) => t.maybe(`bill-pdf.${name}`)),
        t.maybe('bill-pdf.use-sentence', values),
        t.maybe('bill.late-fee', { fee: t.money(bill.summary.lateFee), date: t.date(bill.dueOn) }),
        t.maybe('bill.period-value', { from: t.date(bill.period.start), to: t.date(bill.period.end), days: 31 }),
        t.maybe('bill-pdf.quantity', { quantity: '20', unit: 'kgal', price: '1.86' }),
        referenceUtility.contact.office_hours[own],
        ...referenceUtility.billed_by_others.map((other) => other.charges[own]),
        ...bill.lines.map((line) => line.label[own]),
        ...bill.history.map((point) => t.date(point.periodEnd)),
        ...[bill.issuedOn, bill.dueOn].map((day) => t.date(day)),
        own === 'es' ? 'La diferencia es 2,500' : 'The difference is 2,500',
        own === 'es' ? 'Cheque a nombre de Medford Water' : 'Make your check to Medford Water',
      ];
    };
    for (const words of [...said('es'), ...said('en')]) expect(text).toContain(words);
  },
);

test('the table of the thirteen periods stands behind its chart, in order, with its headings as headings', async () => {
  const { pieces, trees } = await read(await billPdf(maker, sampleBill(), 'en'));
  const second = pieces[1]?.map(({ text }) => text).join(' ') ?? '';
  const rows = sampleBill().history.map(({ periodEnd, gallons }) => [
    second.indexOf(maker.words('en').date(periodEnd)),
    second.indexOf(maker.words('en').number(gallons)),
  ]);
  expect(rows).toHaveLength(13);
  for (const [date = -1, gallons = -1] of rows) {
    expect(date).toBeGreaterThan(-1);
    expect(gallons).toBeGreaterThan(-1);
  }
  const dates = rows.map(([date]) => date ?? -1);
  expect(dates).toEqual(dates.toSorted((a, b) => a - b));
  expect(trees.match(/"TH"/g)?.length).toBeGreaterThanOrEqual(2 + 2 + 2 + 4);
  expect(trees.indexOf('13 periods; the last, up to April 26, 2026')).toBeGreaterThan(-1);
});

test('the columns of the table of periods are given, in whichever language', async () => {
  // Found out by the compiler they would depend on the words, and cost a tenth of a bill.
  const leftOf = async (language: 'es' | 'en') => {
    const { pieces } = await read(await billPdf(maker, sampleBill(), language));
    const date = maker.words(language).date(Temporal.PlainDate.from('2025-04-26'));
    return (pieces[1] ?? []).filter(({ text }) => text.startsWith(date)).map(({ x }) => x.toFixed(2));
  };
  const left = (7.9 - 4.26 + 3 / 72).toFixed(2);
  expect([await leftOf('es'), await leftOf('en')]).toEqual([[left], [left]]);
});

/** What a number 10 window shows of a sheet folded in three, wherever it slides in the envelope; inches from the upper left. */
const window = { left: 0.875, right: 4.375, top: 2.5, bottom: 3.17 };
const maySee = { right: 5.375, top: 2.04, bottom: 3.625 };

test.each([
  ['of two lines', sampleBill()],
  [
    'of four lines and a long name',
    {
      ...sampleBill(),
      customerName: 'María de los Ángeles Hernández-Villaseñor',
      mailing: ['c/o Simulated Property Management', '1204 Sample Creek Rd, Apt 5', 'Medford OR 97501-1234'],
    },
  ],
  [
    'with much to say',
    { ...sampleBill(), kind: 'final' as const, estimated: true, lines: [...sampleBill().lines, ...sampleBill().lines] },
  ],
])('a mailing address %s lies in the envelope’s window, and nothing else does', async (_, bill) => {
  for (const language of ['es', 'en'] as const) {
    const { pieces } = await read(await billPdf(maker, bill, language));
    const address = [bill.customerName, ...bill.mailing];
    const seen = (pieces[0] ?? []).filter(({ x, y }) => x < maySee.right && y > maySee.top && y - 0.05 < maySee.bottom);
    expect(seen.map(({ text }) => text)).toEqual(address);
    for (const { x, y, height } of seen) {
      expect(x).toBeGreaterThanOrEqual(window.left);
      expect(x).toBeLessThan(window.right);
      // Capitals are three quarters of a line high.
      expect(y - 0.75 * height).toBeGreaterThanOrEqual(window.top);
      expect(y).toBeLessThanOrEqual(window.bottom);
    }
  }
});

const wordy = ['Cargo', 'por', 'CONEXIÓN', 'especial', 'DE', 'ALCANTARILLADO', 'sanitario', 'y', 'pluvial'];
/** A tier's line under each of these names. */
const named = (names: readonly (readonly [es: string, en: string])[]) =>
  names.flatMap(([es, en]) =>
    sampleBill()
      .lines.slice(2, 3)
      .map((line) => ({ ...line, label: { es, en } })),
  );

test.each<[string, Partial<BillDocument>]>([
  ['of a household', {}],
  ['with two periods', { history: sampleBill().history.slice(-2) }],
  ['with a large amount', { summary: { ...sampleBill().summary, previousBalance: cents(1_234_567_890) } }],
  ['with labels of every length', { lines: named(wordy.map((_, at) => [wordy.slice(0, at + 1).join(' '), 'Sewer'])) }],
  ['in capitals', { lines: named(wordy.map((_, at) => [wordy.slice(at).join(' ').toUpperCase(), 'MW'.repeat(at)])) }],
  ['to a long name and address', { customerName: 'M. '.repeat(20), mailing: ['WWW '.repeat(12), 'Medford OR 97501'] }],
])('on a bill %s nothing is printed over anything else', async (_, differs) => {
  for (const language of ['es', 'en'] as const) {
    const { pieces } = await read(await billPdf(maker, { ...sampleBill(), ...differs }, language));
    for (const page of pieces) {
      const over = page.flatMap((one, at) =>
        page
          .slice(at + 1)
          .filter(
            (two) =>
              one.x < two.x + two.width - 0.01 &&
              two.x < one.x + one.width - 0.01 &&
              one.y - 0.7 * one.height < two.y - 0.01 &&
              two.y - 0.7 * two.height < one.y - 0.01,
          )
          .map((two) => [one.text, two.text]),
      );
      expect(over).toEqual([]);
    }
  }
});

test('the same bill is the same bytes', async () => {
  const [first, second] = [await billPdf(maker, sampleBill(), 'es'), await billPdf(maker, sampleBill(), 'es')];
  expect(Buffer.from(first).equals(Buffer.from(second))).toBe(true);
});

test('long names, many lines, two meters, an estimate and a final bill still print', async () => {
  const bill = sampleBill();
  const crowded = {
    ...bill,
    kind: 'final' as const,
    estimated: true,
    customerName: 'Cliente Simulado de Nombre Muy Largo y Compuesto, Fideicomiso Familiar Número Doce',
    lines: [...bill.lines, ...bill.lines, ...bill.lines],
    reads: [...bill.reads, ...bill.reads],
  };
  const pdf = await billPdf(maker, crowded, 'es');
  if (process.env['KEEP_PDF'] !== undefined) await writeFile(`${process.env['KEEP_PDF']}/bill-crowded.pdf`, pdf);
  const { text } = await read(pdf);
  expect(text).toContain('Esta es su factura final');
  expect(text).toContain('Fideicomiso Familiar');
});

test.each([
  [-3222, 'Credit: nothing to pay', 'Saldo a favor: nada que pagar'],
  [0, 'Nothing to pay', 'Nada que pagar'],
])('a bill of %i cents asks for nothing: no stub, no code to pay by, no due date', async (amountDue, en, es) => {
  const bill = sampleBill();
  const credit = { ...bill, summary: { ...bill.summary, amountDue: cents(amountDue) } };
  for (const language of ['es', 'en'] as const) {
    const { text } = await read(await billPdf(maker, credit, language));
    expect(text).toContain(en);
    expect(text).toContain(es);
    for (const only of [
      maker.words(language).maybe('bill-pdf.stub'),
      maker.words(language).maybe('bill-pdf.pay_here'),
    ]) {
      expect(text).not.toContain(only);
    }
    expect(text).not.toContain(maker.words(language).date(bill.dueOn));
  }
});

test('headings are printed in the utility’s own color', async () => {
  const colorsOf = async (color: string) => {
    const utility = { ...referenceUtility, look: { ...referenceUtility.look, color } };
    const pdf = await billPdf({ ...maker, utility }, sampleBill(), 'en');
    const document = await getDocument({ data: new Uint8Array(pdf), verbosity: 0 }).promise;
    const { argsArray } = await (await document.getPage(1)).getOperatorList();
    return JSON.stringify(argsArray);
  };
  expect(await colorsOf('#1d5c3a')).toContain('#1d5c3a');
  expect(await colorsOf('#0b4778')).not.toContain('#1d5c3a');
});

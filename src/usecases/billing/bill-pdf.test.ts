import { writeFile } from 'node:fs/promises';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { describe, expect, test } from 'vitest';
import { documentsForTests } from '../../../test/support/documents.ts';
import { sampleBill } from '../../../test/support/sample-bill.ts';
import { referenceUtility } from '../../../test/support/web.ts';
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
  return {
    text,
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
  test('is one tagged page that says what is owed, in both languages, and can be read aloud', async () => {
    const pdf = await billPdf(maker, sampleBill(), language);
    if (process.env['KEEP_PDF'] !== undefined) await writeFile(`${process.env['KEEP_PDF']}/bill-${language}.pdf`, pdf);
    const { text, pages, info, marks, tree } = await read(pdf);
    expect(pages).toBe(1);
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
    expect(moved.pages).toBe(1);
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

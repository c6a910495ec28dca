import { test } from 'vitest';
import { documentsForTests } from '../support/documents.ts';
import { sampleBill } from '../support/sample-bill.ts';
import { referenceUtility } from '../support/web.ts';
import { billPdf } from '../../src/usecases/billing/index.ts';
import { words } from '../../src/web/words/words.ts';
const maker = { typst: documentsForTests().typst, utility: referenceUtility, words: (l: 'es'|'en') => words(l, referenceUtility.time_zone), simulated: true };
test('p', async () => {
  for (const name of ['王小明', 'Ana 😀', 'محمد', 'A\u0007B', 'Ñandú Ελλάς', 'Иван', 'A\u200bB', 'A\u200fB', 'e\u0301', '\ud800x', 'Nguyễn Thị', 'a\tb', '\u00ad', 'A\ufffdB', '한국', '★', '𝒜', 'Łukasz ’“”', '\ue000']) {
    try { const pdf = await billPdf(maker, { ...sampleBill(), customerName: name }, 'es'); console.log(JSON.stringify(name), 'ok', pdf.length); }
    catch (e) { console.log(JSON.stringify(name), (e as Error).constructor.name, String((e as Error).message).slice(0, 300)); }
  }
});

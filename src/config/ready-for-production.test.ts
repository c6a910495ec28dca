import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { notReadyForProduction } from './ready-for-production.ts';
import { parseUtility } from './utility.ts';

const text = readFileSync('utility/utility.yaml', 'utf8');
const advice = readFileSync('utility/advice.yaml', 'utf8');
const files = [
  { file: 'utility.yaml', text },
  { file: 'advice.yaml', text: advice },
];

const utilityOf = (written: string) => {
  const read = parseUtility('utility.yaml', written);
  if (!read.ok) throw new Error(read.problem[0]?.code);
  return read.value;
};

test('made-up values, an address that nobody has and one that differs are listed before customers come', () => {
  const found = notReadyForProduction(utilityOf(text), { publicUrl: 'https://agua.medford.gov', files });
  expect(found.slice(0, 3).map(({ code, field }) => `${code} ${field}`)).toEqual([
    'config.official-address-differs official_address',
    'config.example-name official_address',
    'config.example-name contact.email',
  ]);
  const samples = found.filter(({ code }) => code === 'config.sample-value');
  const written = [text, advice].flatMap((one) => one.match(/^[^#\n]*\bsample: true/gm) ?? []);
  expect(samples).toHaveLength(written.length);
  const dueDays = samples.find(({ field }) => field === 'billing.due_days');
  expect(text.split('\n')[(dueDays?.place?.line ?? 0) - 1]).toContain('due_days');
});

test('a utility with its own address and values is ready', () => {
  const own = text.replaceAll('water.example.org', 'agua.medford.gov').replaceAll(/sample: true/g, 'sample: false');
  const ready = (publicUrl: string) =>
    notReadyForProduction(utilityOf(own), { publicUrl, files: [{ file: 'utility.yaml', text: own }] });
  expect(ready('https://agua.medford.gov')).toEqual([]);
  expect(ready('https://agua.medford.gov:443/')).toEqual([]);
  expect(ready('https://pagos.medford.gov').map(({ code }) => code)).toEqual(['config.official-address-differs']);
});

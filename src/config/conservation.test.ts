import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parseUtility } from './utility.ts';

const reference = readFileSync('utility/utility.yaml', 'utf8');

/** What is said about the reference utility with one thing changed. */
function refusalOf(written: string, instead: string) {
  if (!reference.includes(written)) throw new Error(`the reference utility does not say “${written}”`);
  const read = parseUtility('utility.yaml', reference.replace(written, instead));
  return read.ok ? undefined : read.problem.map(({ field, params }) => [field, params?.['expected']]);
}

test.each([
  ['a cohort in which one home could be told', 'least_homes: 10', 'least_homes: 9', 'similar_homes.least_homes'],
  ['what others use to the gallon', 'round_gallons: 5', 'round_gallons: 1', 'similar_homes.round_gallons'],
  ['homes compared with shops', '    - [class, people]\n', '    - [people]\n', 'similar_homes.steps'],
  ['bands that fall', 'people_from: [1, 2, 3, 5]', 'people_from: [1, 3, 2]', 'similar_homes.people_from'],
  ['a stage nobody described', 'stage: normal }', 'stage: panic }', 'watering.announced'],
  [
    'announcements out of order',
    '{ from: 2025-05-01, stage: normal }',
    '{ from: 2026-05-02, stage: normal }',
    'watering.announced',
  ],
  ['turns for odd houses only', '        - { group: even, days: [wed, fri, sun] }\n', '', 'watering.stages.1'],
  [
    'hours that end before they begin',
    'from_hour: 10, to_hour: 18',
    'from_hour: 18, to_hour: 10',
    'watering.stages.1.not_between',
  ],
  [
    'a paper nobody knows',
    'documents: [receipt, label]',
    'documents: [receipt, horoscope]',
    'rebates.programmes.1.documents.1',
  ],
  ['two programmes of one name', 'id: irrigation-controller', 'id: toilet', 'rebates.programmes'],
] as const)('%s is refused, with its place', (_, written, instead, field) => {
  expect(refusalOf(written, instead)?.map(([place]) => place)).toEqual([field]);
});

test('stages and programmes are read with their dates, money and words', () => {
  const read = parseUtility('utility.yaml', reference);
  if (!read.ok) throw new Error('the reference utility is refused');
  const { watering, rebates } = read.value;
  expect(watering.announced.map(({ from, stage }) => [from.toString(), stage.id])).toEqual([
    ['2025-05-01', 'normal'],
    ['2026-05-01', '1'],
  ]);
  expect(watering.words['1']?.name['es']).toContain('Etapa 1');
  expect(rebates.programmes[0]).toMatchObject({ id: 'toilet', amountEach: 7500, maxItems: 2 });
  expect(rebates.secondApprovalAbove).toBe(10_000);
});

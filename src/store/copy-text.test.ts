import { expect } from 'vitest';
import { test } from '../../test/support/database.ts';
import { textRows } from './copy-text.ts';

test('what is copied in is what was written, whatever signs are in it', async ({ db }) => {
  const texts = [
    'Agua',
    'a\tb',
    'two\nlines\r',
    String.raw`C:\new\t`,
    String.raw`\N`,
    String.raw`\.`,
    '',
    '{"a":"\\"é\\""}',
  ];
  await db.query('create table copied (id bigint, said text, on_day date, at timestamptz, yes boolean, large numeric)');
  const day = Temporal.PlainDate.from('2026-05-07');
  const at = Temporal.Instant.from('2026-05-07T16:00:00.5Z');
  const rows = texts.map((said, id) => [id, said, day, at, id % 2 === 0, 10n ** 20n] as const);
  await db.copyIn('copy copied from stdin', textRows([...rows, [99, null, undefined, null, null, null]]));
  const stored = await db.query<Record<string, unknown>>('select * from copied order by id');
  expect(
    stored.map((row) => Object.values(row).map((value) => (typeof value === 'object' ? value && `${value}` : value))),
  ).toEqual([
    ...texts.map((said, id) => [id, said, `${day}`, `${at}`, id % 2 === 0, `1${'0'.repeat(20)}`]),
    [99, null, null, null, null, null],
  ]);
});

test('many rows come in pieces, and all of them arrive', async ({ db }) => {
  await db.query('create table copied (id bigint, said text)');
  const pieces = textRows(Array.from({ length: 5000 }, (_, id) => [id, 'ñ'.repeat(50)]));
  expect(pieces.length).toBeGreaterThan(2);
  await db.copyIn('copy copied from stdin', pieces);
  expect(await db.query('select count(*) as rows, sum(length(said)) as letters from copied')).toEqual([
    { rows: 5000, letters: 250_000 },
  ]);
  expect(textRows([])).toEqual([]);
});

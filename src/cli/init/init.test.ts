import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { describe, expect } from 'vitest';
import { caudal } from '../../../test/support/command.ts';
import { test } from '../../../test/support/database.ts';
import { scratchFolder } from '../../../test/support/scratch-folder.ts';
import { parseUtility } from '../../config/utility.ts';
import { exampleNumber, readAccountNumber } from '../../domain/accounts/index.ts';
import { loadRateBook } from '../../usecases/billing/index.ts';

const utilityOf = (folder: string) => {
  const parsed = parseUtility('utility.yaml', readFileSync(`${folder}/utility.yaml`, 'utf8'));
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problem));
  return parsed.value;
};

const said = [
  ...['--name', 'Riverton Water', '--city', 'Riverton', '--state', 'CA', '--zip', '90210', '--number', 'RW-2041-77'],
  ...['--read-days', '3,17', '--unit', 'ccf', '--base', '18.50', '--price', '4.125', '--billed-by', 'cis'],
];

describe('a utility begun from the command line', () => {
  test('passes the check, says what was said, and can bill', async ({ db }) => {
    const folder = `${await scratchFolder()}/our-water`;
    const done = await caudal(db, ['init', folder, ...said, '--yes']);
    expect(done).toMatchObject({ code: 0, err: '' });
    const utility = utilityOf(folder);
    expect(utility).toMatchObject({
      name: 'Riverton Water',
      languages: ['en', 'es'],
      contact: { city: 'Riverton', state: 'CA', zip: '90210' },
      billing: {
        by: 'cis',
        cycles: [
          { name: 'A', read_day: 3 },
          { name: 'B', read_day: 17 },
        ],
      },
      billed_by_others: [],
    });
    expect(utility.weather).toBeUndefined();
    expect(exampleNumber(utility.account_number)).toBe('RW-2041-77');
    expect(readAccountNumber(utility.account_number, 'rw 2041 77')).toEqual({ ok: true, value: 'RW-2041-77' });
    expect(await loadRateBook(utility.billing.rates.map((file) => `${folder}/rates/${file}`))).toMatchObject({
      ok: true,
    });
    expect(readFileSync(`${folder}/utility.yaml`, 'utf8')).not.toMatch(/Medford/);
    expect(readdirSync(folder)).toContain('content');
    expect(readdirSync(`${folder}/..`)).toEqual(['our-water']);
    // The services are another user than who made it.
    expect(statSync(folder).mode).toBe(statSync(`${folder}/content`).mode);
  });

  test('asks at a terminal, and takes the example where nothing is answered', async ({ db }) => {
    const folder = `${await scratchFolder()}/asked`;
    const done = await caudal(db, ['init', folder, '--zip', '10001'], { answers: ['Harbor Water', '', '', 'Harbor'] });
    expect(done.code).toBe(0);
    expect(utilityOf(folder)).toMatchObject({
      name: 'Harbor Water',
      contact: { city: 'Harbor', zip: '10001', street: '1 Main St' },
      account_number: [{ name: 'customer' }, { name: 'premise' }],
    });
  });

  test('writes nothing over what is there, nothing that the check refuses, and asks nobody who is not there', async ({
    db,
  }) => {
    const parent = await scratchFolder();
    mkdirSync(`${parent}/there`);
    writeFileSync(`${parent}/there/utility.yaml`, 'name: Ours');
    const over = await caudal(db, ['init', `${parent}/there`, '--yes']);
    expect([over.code, over.err]).toEqual([1, expect.stringContaining('nothing is ever written over')]);
    expect(readFileSync(`${parent}/there/utility.yaml`, 'utf8')).toBe('name: Ours');

    const wrong = await caudal(db, ['init', `${parent}/wrong`, '--yes', '--zip', '1234', '--read-days', 'Friday']);
    expect([wrong.code, wrong.err]).toEqual([1, expect.stringContaining('contact.zip')]);
    expect(wrong.err).toContain('billing.cycles.0.read_day');

    const price = await caudal(db, ['init', `${parent}/price`, '--yes', '--price', 'cheap']);
    expect([price.code, price.err]).toEqual([1, expect.stringContaining(`Nothing was written to ${parent}/price.`)]);

    const alone = await caudal(db, ['init', `${parent}/alone`]);
    expect([alone.code, alone.err]).toEqual([2, expect.stringContaining('--yes')]);
    expect(readdirSync(parent)).toEqual(['there']);
  });
});

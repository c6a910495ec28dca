import { expect } from 'vitest';
import { test } from '../../../../test/support/database.ts';
import { openMeters } from '../../../../test/support/hourly-use.ts';
import { staffSignedIn } from '../../../../test/support/staff-session.ts';
import { expectValidHtml, visit, webDeps } from '../../../../test/support/web.ts';
import { paths } from '../../paths.ts';
import { consoleAreas } from '../index.ts';

test('a file of reads with bad lines goes in but for those, and each says what is wrong with it', async ({ db }) => {
  await openMeters(db, ['SIM-1']);
  const staff = visit(webDeps(db, { staffRealm: await staffSignedIn(db, 'billing') }), consoleAreas, 'en');
  await staff.get(paths.console.readsImports);
  const form = new FormData();
  form.set('form_token', /name="form_token" value="([^"]+)"/.exec(staff.html)?.[1] ?? '');
  form.set(
    'file',
    new File(
      [
        'meter,time,read,unit\nSIM-1,2026-05-01 00:00,100,gal\nSIM-1,2026-05-01 01:00,104,gal\nSIM-9,2026-05-01 01:00,7,gal\n',
      ],
      'may.csv',
    ),
  );
  const cookie = [...staff.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  const post = () =>
    staff.app.request(`http://localhost${paths.console.readsImports}`, {
      method: 'POST',
      body: form,
      headers: { cookie, host: 'localhost' },
    });
  form.set('try', 'yes');
  expect(await (await post()).text()).toContain('Qué pasaría con may.csv');
  expect(await db.query('select 1 from reads_import')).toEqual([]);
  form.delete('try');
  const answer = await post();
  await staff.get(answer.headers.get('location') ?? '');
  await expectValidHtml(staff.html);
  expect(staff.text).toContain('Reads taken 2');
  expect(staff.text).toContain('We do not know meter “SIM-9”');
  const download = async (path: string) =>
    (await staff.app.request(`http://localhost${path}`, { headers: { cookie, host: 'localhost' } })).text();
  expect(await download(paths.console.readsImportReasons('1'))).toContain('"SIM-9,2026-05-01 01:00,7,gal"');
  expect(await download(paths.console.readsImportRefused('1'))).toBe(
    'meter,time,read,unit\nSIM-9,2026-05-01 01:00,7,gal\n',
  );
  const again = await post();
  expect(again.headers.get('location')).toBe(`${paths.console.readsImport('1')}?before=yes`);
  await staff.get(again.headers.get('location') ?? '');
  expect(staff.text).toContain('This same file went in before. Nothing changed.');
});

test('a record of many values says once what is wrong with it, and a doubt says its hours by the utility’s clock', async ({
  db,
}) => {
  await openMeters(db, ['SIM-1']);
  const staff = visit(webDeps(db, { staffRealm: await staffSignedIn(db, 'billing') }), consoleAreas, 'en');
  await staff.get(paths.console.readsImports);
  const form = new FormData();
  form.set('form_token', /name="form_token" value="([^"]+)"/.exec(staff.html)?.[1] ?? '');
  const record = (meter: string, unit: string, values: string) =>
    `MEPMD01,19970819,METERS,,,,202605011600,${meter},OK,W,${unit},1,00000100,${values}\n`;
  const text = [
    record('SIM-1', 'GALREG', '2,202605010800,R0,100,,R0,110'),
    record('SIM-1', 'GAL', '1,202605010900,R0,5'),
    record('SIM-9', 'GAL', '3,202605010800,R0,1,,R0,2,,R0,3'),
  ].join('');
  form.set('file', new File([text], 'may.dat'));
  const cookie = [...staff.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  const headers = { cookie, host: 'localhost' };
  const url = `http://localhost${paths.console.readsImports}`;
  const answer = await staff.app.request(url, { method: 'POST', body: form, headers });
  await staff.get(answer.headers.get('location') ?? '');
  expect(staff.text.match(/We do not know meter “SIM-9”/g)).toHaveLength(1);
  expect(staff.text).toMatch(/from May 1, 2026, 1:00\sAM to May 1, 2026, 2:00\sAM the register rose by 10 gal/);
});

test('in Spanish: what is wrong with a file is said at its field, and what an import left aside on its page', async ({
  db,
}) => {
  await openMeters(db, ['SIM-1']);
  const staff = visit(webDeps(db, { staffRealm: await staffSignedIn(db, 'billing') }), consoleAreas, 'es');
  await staff.get(paths.console.readsImports);
  expect(staff.text).toContain('Todavía no ha entrado ningún archivo');
  const formToken = /name="form_token" value="([^"]+)"/.exec(staff.html)?.[1] ?? '';
  const post = async (name: string, text: string) => {
    const form = new FormData();
    form.set('form_token', formToken);
    form.set('file', new File([text], name));
    const cookie = [...staff.cookies].map(([key, value]) => `${key}=${value}`).join('; ');
    const headers = { cookie, host: 'localhost', 'accept-language': 'es' };
    return staff.app.request(`http://localhost${paths.console.readsImports}`, { method: 'POST', body: form, headers });
  };
  for (const [name, text] of [
    ['nada.csv', ''],
    ['notas.txt', 'sin lecturas'],
  ] as const) {
    const answer = await post(name, text);
    expect(answer.status).toBe(422);
    await expectValidHtml(await answer.text());
  }
  const answer = await post('mayo.csv', 'meter,time,read,unit\nSIM-1,2026-05-01 00:00,x,gal\n');
  await staff.get(answer.headers.get('location') ?? '');
  await expectValidHtml(staff.html);
  expect(staff.text).toContain('Descargar las líneas rechazadas, para corregirlas');
  expect(staff.text).toContain('El valor “x” no es un número');
});

test('reads that came without a file are listed with nothing to report, and those of a killed run as unfinished', async ({
  db,
}) => {
  await db.query(
    `insert into reads_import (file_name, sha256, format, made_at, received_at, received_by, finished_at, report)
     values ('simulated', repeat('a', 64), 'csv', now(), now(), 'demo', now(), '{}'),
       ('killed.csv', repeat('b', 64), 'csv', now(), now(), 'cli', null, null)`,
  );
  const staff = visit(webDeps(db, { staffRealm: await staffSignedIn(db, 'billing') }), consoleAreas, 'en');
  await staff.get(paths.console.readsImports);
  expect(staff.text).toMatch(/simulated [^.]*? 0 Complete/);
  expect(staff.text).toMatch(/killed\.csv .*? 0 Not finished: upload it again/);
  for (const [id, says] of [
    ['1', false],
    ['2', true],
  ] as const) {
    await staff.get(paths.console.readsImport(id));
    expect([staff.status, staff.text.includes('This file did not finish going in.')]).toEqual([200, says]);
    await expectValidHtml(staff.html);
  }
});

test('only those who answer for reads take files in', async ({ db }) => {
  const csr = visit(webDeps(db, { staffRealm: await staffSignedIn(db, 'csr') }), consoleAreas, 'es');
  expect((await csr.get(paths.console.readsImports)).status).toBe(403);
});

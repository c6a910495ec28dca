import type { Command } from 'commander';
import { expect } from 'vitest';
import { type Permission, permissions } from '../../src/domain/access/index.ts';
import { isPermissionOffered, isTaskOffered, namedByTable } from '../../src/domain/exchange/index.ts';
import { webAreas } from '../../src/main/web-areas.ts';
import { paths } from '../../src/web/paths.ts';
import { scheduleOf } from '../../src/worker/schedule.ts';
import { tasks } from '../../src/worker/tasks/index.ts';
import { caudal } from '../support/command.ts';
import { commandLine } from '../support/command-line.ts';
import { test } from '../support/database.ts';
import { referenceUtility } from '../support/reference-utility.ts';
import { staffSignedIn } from '../support/staff-session.ts';
import { visit, webDeps } from '../support/web.ts';

const inCisMode = { ...referenceUtility, billing: { ...referenceUtility.billing, by: 'cis' as const } };

const leaves = (command: Command, before: readonly string[] = []): readonly string[] =>
  command.commands.length === 0
    ? [[...before, command.name()].join(' ')]
    : command.commands.flatMap((one) => leaves(one, [...before, command.name()]));

test('every command and task that the table names is one that there is', () => {
  const commands = commandLine.commands.flatMap((one) => leaves(one));
  expect(namedByTable.commands.filter((one) => !commands.includes(one))).toEqual([]);
  expect(namedByTable.tasks.filter((one) => !Object.keys(tasks).includes(one))).toEqual([]);
});

test('who makes the bills does everything; beside a CIS its work is not offered and the rest is', () => {
  const notOffered = (Object.keys(permissions) as Permission[]).filter((one) => !isPermissionOffered('cis', one));
  expect(notOffered).toContain('bill-run.calculate');
  expect(notOffered).toContain('fee.charge');
  expect(notOffered).not.toContain('bill.view');
  expect(notOffered).not.toContain('phone-payment.take');
  expect((Object.keys(permissions) as Permission[]).every((one) => isPermissionOffered('caudal', one))).toBe(true);
  expect(scheduleOf('caudal').length).toBe(scheduleOf('cis').length + 1);
  expect(scheduleOf('cis').join('\n')).not.toContain('remind-of-assistance');
  expect(scheduleOf('cis').join('\n')).toContain('schedule-drafts');
  expect(isTaskOffered('cis', 'calculate-bill-run')).toBe(false);
});

/** What each needs to be typed at all. */
const typed: Readonly<Record<string, readonly string[]>> = {
  'bill run': ['--cycle', 'A', '--read-through', '2026-05-05'],
  'bill review': ['1'],
  'bill decide': ['1', '2', '--release', '--reason', 'looked at'],
  'bill approve': ['1'],
  'bill post': ['1'],
  'bill cancel-run': ['1', '--reason', 'wrong reads'],
  'facts set': ['hhsize', '4', '--from', '2026-05-01', '--reason', 'by phone'],
  'facts import': ['facts.csv'],
  'premise add': ['--reason', 'new'],
  'premise change': ['0000001', '--reason', 'new'],
  'premise add-point': ['0000001', '--reason', 'new'],
  'premise change-point': ['1', '--reason', 'new'],
  'premise install-meter': [
    '1',
    '--serial',
    'M',
    '--size',
    '5/8"',
    '--on',
    '2026-05-01',
    '--dials',
    '7',
    '--reason',
    'new',
  ],
  'premise remove-meter': ['1', '--serial', 'M', '--on', '2026-05-01', '--read', '7', '--reason', 'new'],
  'move in': ['1', '--on', '2026-05-01', '--reason', 'new'],
  'move out': ['1', '--on', '2026-05-01', '--reason', 'new'],
  'move transfer': ['1', '--to', '2', '--on', '2026-05-01', '--reason', 'new'],
  'move balance': ['1', '--to', '2', '--reason', 'new'],
  'move take-back': ['1', '--reason', 'new'],
};

test('beside a CIS every command of the table says in a sentence where to do it, and does nothing', async ({ db }) => {
  for (const command of namedByTable.commands) {
    const answer = await caudal(db, [...command.split(' '), ...(typed[command] ?? [])], { utility: inCisMode });
    expect(answer.code, command).toBe(1);
    expect(answer.err, command).toContain(`“${command}” is for whoever makes the bills`);
    expect(answer.out, command).toBe('');
  }
  const asJson = await caudal(db, ['bill', 'runs', '--json'], { utility: inCisMode });
  expect(JSON.parse(asJson.out)).toMatchObject({ problem: { code: 'exchange.not-ours' } });
  expect((await caudal(db, ['bill', 'runs'])).code).toBe(0);
});

test('beside a CIS the console offers no work of a biller, and a page of it asked for all the same says whose it is', async ({
  db,
}) => {
  const deps = webDeps(db, { utility: inCisMode, staffRealm: await staffSignedIn(db, 'supervisor') });
  const staff = visit(deps, webAreas(), 'en');
  await staff.get(paths.console.home);
  for (const gone of [
    paths.console.billRuns,
    paths.console.neverBilled,
    paths.console.billCorrections,
    paths.console.fees,
  ])
    expect(staff.html).not.toContain(`href="${gone}`);
  const menu = /<nav class="c-side".*?<\/nav>/s.exec(staff.html)?.[0] ?? '';
  const offered = [...menu.matchAll(/href="([^"]+)"/g)].map(([, href]) => href ?? '');
  expect(offered).toContain(paths.console.printBatches);
  expect(offered).toContain(paths.console.unconfirmedPayments);
  for (const href of offered) expect((await staff.get(href)).status, href).toBe(200);
  for (const page of [
    paths.console.billRuns,
    paths.console.neverBilled,
    paths.console.fees,
    paths.console.billRun('1'),
  ]) {
    await staff.get(page);
    expect(staff.status, page).toBe(404);
    expect(staff.text).toContain('Your billing system does this');
  }
});

import { expect } from 'vitest';
import { test } from '../../../../../test/support/database.ts';
import { signInStaffMember } from '../../../../../test/support/staff.ts';
import { expectValidHtml, webDeps } from '../../../../../test/support/web.ts';
import { paths } from '../../../paths.ts';
import { consoleAreas } from '../../index.ts';

const at = paths.console;

test('the review says of each permission who used it last and when, written once a day', async ({ db }) => {
  const deps = webDeps(db);
  deps.time.now = Temporal.Instant.from('2026-05-14T16:00:00Z');
  const auditor = await signInStaffMember(deps, 'auditor', consoleAreas);
  await auditor.get(at.audit);
  await auditor.get(at.audit);
  deps.time.now = Temporal.Instant.from('2026-05-14T20:00:00Z');
  await auditor.get(`${at.audit}?what=staff`);
  const kept = () =>
    db.query(
      `select permission, used_on::text as on, used_at from staff_permission_use where permission = 'audit.view'`,
    );
  expect(await kept()).toEqual([
    { permission: 'audit.view', on: '2026-05-14', used_at: Temporal.Instant.from('2026-05-14T16:00:00Z') },
  ]);
  // What is refused, or is no page, is no use.
  expect((await auditor.get(at.staff)).status).toBe(403);
  expect(await db.query(`select from staff_permission_use where permission = 'staff.manage'`)).toEqual([]);
  await auditor.get(at.accessReview);
  await expectValidHtml(auditor.html, 'the review');
  expect(auditor.text).toMatch(/audit\.view.*?May 14, 2026, /);
  expect(auditor.text).toContain('Not used yet');
  deps.time.now = Temporal.Instant.from('2026-05-15T16:00:00Z');
  await auditor.get(at.audit);
  expect(await kept()).toMatchObject([{ on: '2026-05-15' }]);
  await auditor.get(at.accessReviewCsv);
  const lines = auditor.html.trimEnd().split('\r\n');
  expect(lines[0]).toBe('name,email,role,sign_in_by,permission,last_signed_in_at,last_used_on');
  expect(lines.find((line) => line.includes(',audit.view,'))).toMatch(/,2026-05-15$/);
  expect(lines.find((line) => line.includes(',dead-letter.view,'))).toMatch(/,$/);
});

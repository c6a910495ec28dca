import { expect } from 'vitest';
import { test } from '../../../test/support/database.ts';
import { openMailer } from '../../gateways/mail.ts';
import { demoItems, keepDemoMail } from '../store/mailbox.ts';
import { startDemoMailbox } from './mailbox.ts';

const now = Temporal.Instant.from('2026-05-07T16:00:00Z');

test('a receipt that a dying worker handed over and its successor handed over again is one mail', async ({ db }) => {
  const mailbox = await startDemoMailbox((mail) => keepDemoMail(db, mail, now));
  const mailer = openMailer(mailbox.url, 'Medford Water <billing@water.example.org>');
  const receipt = (id: number, to: string) => ({
    ...{ to, subject: 'Su recibo', text: 'Gracias.', html: '<p>Gracias.</p>' },
    messageId: `<notice-${id}@water.example.org>`,
  });
  await mailer.send(receipt(1, 'ana@example.org'));
  await mailer.send(receipt(1, 'ana@example.org'));
  await mailer.send(receipt(2, 'ana@example.org'));
  const items = await demoItems(db, { search: 'ana', offset: 0, limit: 10 });
  expect(items).toHaveLength(2);
  mailer.close();
  await mailbox.close();
});

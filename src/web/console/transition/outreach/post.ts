import { z } from 'zod';
import { viewAccountBriefly } from '../../../../usecases/accounts/index.ts';
import { outreachChannels, recordOutreach } from '../../../../usecases/transition/index.ts';
import { sentFields } from '../../../body/sent-fields.ts';
import type { PageContext } from '../../../page.ts';
import { paths } from '../../../paths.ts';
import { accountOf, staffView } from '../../request.ts';

const schema = z.object({
  channel: z.enum(outreachChannels),
  note: z.string().trim().max(500).default(''),
});

/** Writes down an attempt to reach the customer, and goes back to the account. */
export async function postOutreach(c: PageContext): Promise<Response> {
  const number = accountOf(c);
  const view = staffView(c);
  const account =
    number === undefined
      ? undefined
      : await viewAccountBriefly(c.var.deps.db, number, { ...view, action: 'account.viewed' });
  if (account === undefined) return c.var.refuse('not-found');
  const form = schema.safeParse(sentFields(c));
  if (form.success) {
    const { channel, note } = form.data;
    const outreach = { accountId: account.accountId, channel, ...(note === '' ? {} : { note }) };
    await recordOutreach(c.var.deps.db, outreach, view);
  }
  return c.redirect(`${paths.console.accountMessages(account.number)}#outreach`, 303);
}

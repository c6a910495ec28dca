import { resetNeedsBill } from '../../../../usecases/access/index.ts';
import { noNumber } from '../../../components/account-number-field.tsx';
import type { PageContext } from '../../../page.ts';
import { newPasswordView, passwordResetSentView, passwordResetView } from './view.tsx';

export const passwordResetPage = (c: PageContext): Response | Promise<Response> =>
  c.req.query('sent') === 'yes' ? passwordResetSentView(c) : passwordResetView(c, '');

export async function newPasswordPage(c: PageContext): Promise<Response> {
  const token = c.req.query('token') ?? '';
  const needsBill = await resetNeedsBill(c.var.deps, token, c.var.now);
  return newPasswordView(c, { token, needsBill, number: noNumber, zip: '' });
}

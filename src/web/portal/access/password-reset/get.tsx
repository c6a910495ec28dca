import type { PageContext } from '../../../page.ts';
import { newPasswordView, passwordResetSentView, passwordResetView } from './view.tsx';

export const passwordResetPage = (c: PageContext): Response | Promise<Response> =>
  c.req.query('sent') === 'yes' ? passwordResetSentView(c) : passwordResetView(c, '');

export const newPasswordPage = (c: PageContext): Response | Promise<Response> =>
  newPasswordView(c, c.req.query('token') ?? '');

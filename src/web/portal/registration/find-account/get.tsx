import { noNumber } from '../../../components/account-number-field.tsx';
import type { PageContext } from '../../../page.ts';
import { findAccountView } from './view.tsx';

export const findAccountPage = (c: PageContext): Response | Promise<Response> =>
  findAccountView(c, { number: noNumber, zip: '' });

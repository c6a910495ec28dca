import { totpCodeNow } from '../../../gateways/totp.ts';
import type { Database } from '../../../store/database.ts';
import { demoWorld } from '../../store/world.ts';

/** Somebody made up who can sign in to the demo, as `npm start` tells it. */
export interface DemoLogin {
  readonly email: string;
  readonly password: string;
  /** A role of the staff; absent of a customer. */
  readonly role?: string;
  readonly account?: string;
  /** What the authenticator of one of the staff shows at this moment. */
  readonly code?: string;
}

export async function demoLogins(db: Database): Promise<readonly DemoLogin[]> {
  const told = (await demoWorld(db))?.told;
  if (told === undefined) return [];
  const { customer } = told;
  return [
    ...(customer === undefined
      ? []
      : [{ email: customer.email, password: customer.password, account: customer.account }]),
    ...told.staff.map(({ email, password, role, totpSecret }) => ({
      ...{ email, password, role },
      code: totpCodeNow(totpSecret),
    })),
  ];
}

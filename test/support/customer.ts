import type { Area } from '../../src/web/area.ts';
import { accessArea } from '../../src/web/portal/access/index.ts';
import { registrationArea } from '../../src/web/portal/registration/index.ts';
import { type Visitor, visit, type webDeps } from './web.ts';

type TestDeps = ReturnType<typeof webDeps>;

export const goodPassword = 'cuatro nubes bajan despacio';

export interface NewCustomer {
  readonly number?: string;
  readonly zip?: string;
  readonly email?: string;
  readonly language?: string;
}

/**
 * Registers a customer through the real pages, as far as the welcome page: find the account, create the login, type the code
 * from the mail. The visitor is signed in; `areas` are the pages it will go on to.
 */
export async function registerCustomer(
  deps: TestDeps,
  customer: NewCustomer = {},
  areas: readonly Area[] = [],
): Promise<Visitor> {
  const { number = '00123456-0004321', zip = '97501', email = 'customer@example.org', language = 'es' } = customer;
  const visitor = visit(deps, [registrationArea, accessArea, ...areas], language);
  await visitor.get('/register');
  await visitor.post('/register', { number, zip });
  await visitor.post('/register/login', { email, way: 'password', password: goodPassword, language, consent: 'yes' });
  await visitor.post('/register/verification', { code: mailedCode(deps) });
  if (!visitor.path.startsWith('/register/welcome')) throw new Error(`not registered: ${visitor.path} ${visitor.text}`);
  return visitor;
}

/** The code of the last mail that carried one. */
export function mailedCode(deps: TestDeps): string {
  const mail = deps.told.findLast((notice) => notice.event === 'access.verify-email');
  if (mail?.event !== 'access.verify-email') throw new Error('no verification mail was sent');
  return mail.code;
}

import type { StaffRole } from '../../src/domain/access/index.ts';
import { newTotpSecret } from '../../src/gateways/totp.ts';
import { createStaff } from '../../src/usecases/access/index.ts';
import type { Area } from '../../src/web/area.ts';
import { accessArea } from '../../src/web/console/access/index.ts';
import { codeNow } from './code-now.ts';
import { type Visitor, visit, type webDeps } from './web.ts';

export const staffPassword = 'tres puentes sobre el agua clara';

/** Adds a member of staff with an authenticator. Gives its secret. */
export async function hireStaff(deps: ReturnType<typeof webDeps>, role: StaffRole = 'csr'): Promise<string> {
  const totpSecret = newTotpSecret();
  const email = `${role}@staff.example.org`;
  const hired = await createStaff(deps, { email, name: role, role, password: staffPassword, totpSecret }, deps.clock());
  if (!hired.ok) throw new Error(hired.problem.code);
  return totpSecret;
}

/** Signs a new member of staff in through the console's pages, second factor and all. */
export async function signInStaffMember(
  deps: ReturnType<typeof webDeps>,
  role: StaffRole = 'csr',
  areas: readonly Area[] = [],
): Promise<Visitor> {
  const secret = await hireStaff(deps, role);
  const visitor = visit(deps, [accessArea, ...areas], 'en');
  await visitor.get('/console/sign-in');
  await visitor.post('/console/sign-in', { email: `${role}@staff.example.org`, password: staffPassword });
  await visitor.post('/console/sign-in/second-factor', { code: codeNow(secret) });
  if (visitor.path !== '/console') throw new Error(`not signed in: ${visitor.path} ${visitor.text}`);
  return visitor;
}

import { newTotpSecret } from '../../../gateways/totp.ts';
import type { DatabasePool } from '../../../store/database.ts';
import { createStaff, type StaffSignIn } from '../../../usecases/access/index.ts';
import type { DemoTold } from '../../store/world.ts';

const demoStaff = [
  { email: 'csr@demo.example', name: 'Demo Representative', role: 'csr' },
  { email: 'billing@demo.example', name: 'Demo Billing Analyst', role: 'billing' },
  { email: 'supervisor@demo.example', name: 'Demo Supervisor', role: 'supervisor' },
  { email: 'conservation@demo.example', name: 'Demo Conservation Specialist', role: 'conservation' },
  { email: 'admin@demo.example', name: 'Demo Administrator', role: 'admin' },
] as const;

/** Printed at every start of the demo, and good for nothing else. */
export const demoPassword = 'simulated river of numbers';

/** Staff of each role to sign in as. */
export async function hireStaff(
  db: DatabasePool,
  {
    staffRealm,
    pretended,
  }: { readonly staffRealm: Pick<StaffSignIn, 'sealSecret'>; readonly pretended: Temporal.Instant },
): Promise<{ readonly staff: DemoTold['staff']; readonly analyst: string }> {
  const staff: DemoTold['staff'][number][] = [];
  let analyst = '';
  for (const person of demoStaff) {
    const totpSecret = newTotpSecret();
    const made = await createStaff({ db, staffRealm }, { ...person, password: demoPassword, totpSecret }, pretended);
    if (!made.ok) throw new Error(`demo: ${made.problem.code}`);
    if (person.role === 'billing') analyst = made.value.id;
    staff.push({ email: person.email, role: person.role, password: demoPassword, totpSecret });
  }
  return { staff, analyst };
}

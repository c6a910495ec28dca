import type { Utility } from '../../../config/utility.ts';
import type { Problem } from '../../../domain/kernel/index.ts';
import type { DatabasePool } from '../../../store/database.ts';
import type { StaffSignIn } from '../../../usecases/access/index.ts';
import { importFolder } from '../../../usecases/exchange/index.ts';
import { accountsToShow, analyze, beginDemoWorld, type DemoTold, finishDemoWorld } from '../../store/world.ts';
import { hireStaff } from './hire-staff.ts';

interface FilesPlan {
  readonly utility: Utility;
  /** What the billing system sent; undefined where there is none to begin with. */
  readonly folder: string | undefined;
  readonly real: Temporal.Instant;
  readonly pretended: Temporal.Instant;
  readonly staffRealm: Pick<StaffSignIn, 'sealSecret'>;
  readonly say: (problem: Problem) => string;
}

/** Builds the demo of a utility whose own billing system makes the bills: what its files say, and staff to sign in as. */
export async function seedFromFiles(db: DatabasePool, plan: FilesPlan): Promise<DemoTold> {
  const { utility, folder, real, pretended, say } = plan;
  await beginDemoWorld(db, { beganAt: real, pretendedAt: pretended, accounts: 0 });
  if (folder !== undefined) {
    const imported = await importFolder(db, folder, {
      ...{ by: 'demo', now: pretended, zone: utility.time_zone, languages: utility.languages, say },
      ...{ maxClosedPercent: utility.exchange.most_closed_percent, billedBy: 'cis' },
    });
    if (!imported.ok) throw new Error(imported.problem.map(say).join(' '));
  }
  await analyze(db);
  const { staff } = await hireStaff(db, plan);
  const samples = (await accountsToShow(db)).map((one) => ({ ...one, what: 'billed' as const }));
  const told = { staff, samples };
  await finishDemoWorld(db, told, real);
  return told;
}

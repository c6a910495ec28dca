import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Sandbox } from '../demo/usecases/sandbox-processor/index.ts';
import {
  clearDemo,
  type DemoTold,
  demoWorld,
  isEmpty,
  type PagesRead,
  seedDemo,
  seedFromFiles,
} from '../demo/usecases/town/index.ts';
import type { Language } from '../domain/kernel/index.ts';
import { agreementText } from '../domain/notices/index.ts';
import { openAgreements } from '../gateways/agreements.ts';
import { readMigrations } from '../gateways/migration-files.ts';
import { openStaffSignIn } from '../gateways/sign-in-staff.ts';
import { totpAddress, totpCode } from '../gateways/totp.ts';
import type { DatabasePool } from '../store/database.ts';
import { migrateJobs } from '../store/jobs.ts';
import { migrate } from '../store/migrate.ts';
import { loadRateBook } from '../usecases/billing/index.ts';
import { paths } from '../web/paths.ts';
import { authorizationText } from '../web/portal/payments/index.ts';
import { consentVersion } from '../web/portal/registration/index.ts';
import { words } from '../web/words/words.ts';
import type { OpenedDatabase } from './database.ts';
import { openDemoTables } from './demo-services.ts';
import { localFolder, projectFolder } from './project-folder.ts';
import type { Settings } from './settings.ts';
import { say } from './terminal.ts';

export type { DemoTold } from '../demo/usecases/town/index.ts';

/** The class of the reference utility's rates that simulated homes are billed by: the first its schedules have. */
const rateClass = 'RESIDENTIAL_SINGLE';

/**
 * What a demo adds to a database that nobody uses yet. A database with customers of its own is left as it is, and
 * nothing is told. A demo that was cut off while it was filled is emptied and filled again.
 */
export async function prepareDemo(
  { db, fill }: Pick<OpenedDatabase, 'db' | 'fill'>,
  settings: Settings,
  { accounts, sandbox }: { readonly accounts: number; readonly sandbox: Sandbox | undefined },
): Promise<DemoTold | undefined> {
  if (!settings.demo) return undefined;
  const known = await demoWorld(db);
  if (known?.told !== undefined) {
    if (known.accounts !== accounts && accounts !== defaultAccounts) {
      console.error(
        `The simulated town has ${known.accounts} accounts; remove ${localFolder()} to build one of ${accounts}.`,
      );
    }
    return known.told;
  }
  if (known !== undefined) {
    console.error('The simulated town was left unfinished; building it again …');
    await clearDemo(db);
    await migrate(db, await readMigrations(join(projectFolder, 'db', 'migrations')));
    await migrateJobs(db);
    await openDemoTables(db);
  } else if (!(await isEmpty(db))) return undefined;

  if (settings.utility.billing.by === 'cis') return fill((filled) => fromFiles(filled, settings));
  const rates = await loadRateBook(
    settings.utility.billing.rates.map((file) => join(settings.utilityFolder, 'rates', file)),
  );
  if (!rates.ok) throw new Error(`the rates of ${settings.utilityFolder} do not load: ${rates.problem[0]?.code}`);
  const real = Temporal.Now.instant();
  console.error(`Simulating a year of ${accounts} accounts (once) …`);
  // Built again where it was cut off, so that nothing need wait for the disk.
  const agreed = await pagesRead(settings);
  const told = await fill((filled) =>
    seedDemo(filled, {
      utility: settings.utility,
      rates: rates.value,
      rateClass,
      accounts,
      real,
      pretended: settings.environment.CAUDAL_NOW ?? firstMoment(settings),
      staffRealm: staffRealmOf(filled, settings),
      sandbox,
      publicUrl: settings.publicUrl,
      pages: agreed,
      onProgress: progressEverySecond(),
      async keepFile(name, csv) {
        await mkdir(filesFolder(), { recursive: true });
        await writeFile(join(filesFolder(), name), csv);
      },
    }),
  );
  console.error(`Simulated in ${Math.round(real.until(Temporal.Now.instant()).total('seconds'))} s.`);
  return told;
}

/** The demo of a utility that keeps its billing system: what `cis/` in its folder has, where there is such a folder. */
function fromFiles(db: DatabasePool, settings: Settings): Promise<DemoTold> {
  const folder = join(settings.utilityFolder, 'cis');
  return seedFromFiles(db, {
    ...{ utility: settings.utility, folder: existsSync(folder) ? folder : undefined },
    real: Temporal.Now.instant(),
    pretended: settings.environment.CAUDAL_NOW ?? firstMoment(settings),
    staffRealm: staffRealmOf(db, settings),
    say: (problem) => say(`problem.${problem.code}`, problem.params),
  });
}

const staffRealmOf = (db: DatabasePool, settings: Settings) =>
  openStaffSignIn({
    pool: db.pool,
    publicUrl: settings.publicUrl,
    secret: settings.secret,
    olderSecrets: settings.olderSecrets,
    issuer: settings.utility.name,
  });

/** Files of the simulated town. */
const filesFolder = (): string => join(localFolder(), 'demo');

/** The words of the portal's own pages, as its customers agree to them. */
async function pagesRead({ utility, utilityFolder }: Settings): Promise<PagesRead> {
  const agreements = await openAgreements(utilityFolder, utility.languages);
  const { name } = utility;
  const agreedTo = (what: 'ebill' | 'texts', language: Language) => {
    const agreement = agreements(what, language);
    return { text: agreementText(agreement, { utility: name }), version: agreement.version };
  };
  return {
    consent: (language) => ({
      text: words(language, utility.time_zone)('register.login.consent', { utility: name }),
      version: consentVersion,
    }),
    autopay(language, { setup, account }) {
      const agreement = agreements('autopay', language);
      const t = words(language, utility.time_zone);
      return {
        text: authorizationText(t, { agreement, setup, utility: name, account }),
        version: agreement.version,
      };
    },
    ebill: (language) => agreedTo('ebill', language),
    texts: (language) => agreedTo('texts', language),
  };
}

/** Says where the filling is, once a second at most. */
function progressEverySecond(): (step: string) => void {
  let last = 0;
  return (step) => {
    if (performance.now() - last < 1000) return;
    last = performance.now();
    console.error(`  … ${step}`);
  };
}

const defaultAccounts = 500;

/** A demo opens the morning after the cut-over, when most is going on. */
function firstMoment({ utility }: Settings): Temporal.Instant {
  const cutOver = utility.cutOver.toZonedDateTimeISO(utility.time_zone);
  return cutOver.add({ days: 1 }).with({ hour: 9, minute: 0, second: 0 }).toInstant();
}

/** The pretend start of a demo's clock that goes on where it began; undefined where the clock is to be the real one. */
export async function demoStart(db: DatabasePool): Promise<Temporal.Instant | undefined> {
  const world = await demoWorld(db);
  return world === undefined ? undefined : world.pretendedAt.add(world.beganAt.until(Temporal.Now.instant()));
}

const samples: Readonly<Record<DemoTold['samples'][number]['what'], string>> = {
  'in-time': 'had autopay; still in time to turn it on for its bill',
  'too-late': 'had autopay; too late for this bill, pay it by hand',
  'ebill-lapsed': 'had electronic bills',
  'never-online': 'was never online',
  billed: 'has something to pay',
};

/** What `npm start` prints for a newcomer. */
export function demoText(told: DemoTold, settings: Settings): string {
  const { publicUrl, utility } = settings;
  const [member] = told.staff;
  const { customer } = told;
  return [
    `  portal         ${publicUrl}${paths.home}`,
    `  demo mailbox   ${publicUrl}${paths.demoMailbox}   every mail, text, call and letter arrives here`,
    `  staff console  ${publicUrl}${paths.console.home}`,
    ...(member === undefined
      ? []
      : [
          `    sign in as   ${told.staff.map((one) => one.email).join(', ')}`,
          `    password     ${member.password}`,
          `    code now     ${told.staff.map((one) => `${one.role} ${totpCode(one.totpSecret, Temporal.Now.instant())}`).join(', ')}`,
          '    authenticators, good for every start of this demo:',
          ...told.staff.map(
            (one) => `      ${totpAddress(one.totpSecret, { issuer: utility.name, email: one.email })}`,
          ),
        ]),
    ...(customer === undefined
      ? []
      : [
          '',
          `  A simulated customer who registered again${customer.autopay ? ', with autopay' : ''}${customer.ebill ? ', with e-bill' : ''}:`,
          `    sign in as   ${customer.email}   account ${customer.account}`,
          `    password     ${customer.password}`,
          ...(customer.phone === undefined
            ? []
            : [`    texts of a leak go to ${customer.phone}, a made-up number: read them in the demo mailbox`]),
        ]),
    ...(told.files === undefined || told.files.length === 0
      ? []
      : ['', `  Files to try the console’s uploads with, in ${filesFolder()}: ${told.files.join(', ')}`]),
    ...(told.runToReview === undefined
      ? []
      : [
          '',
          '  A bill run to review, calculated by the billing analyst, two of its bills held for a decision:',
          `    ${publicUrl}${paths.console.billRun(`${told.runToReview}`)}   the supervisor approves it`,
        ]),
    '',
    told.samples.length === 0
      ? '  Nobody is served yet. Take in what the billing system sends: npx caudal import cis FOLDER'
      : '  Register with a simulated bill (account number, ZIP):',
    ...told.samples.map((sample) => `    ${sample.account}   ZIP ${sample.zip}   ${samples[sample.what]}`),
    '  Pay with the test card 4242 4242 4242 4242, any later date, any code.',
  ].join('\n');
}

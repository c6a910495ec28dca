import { backup } from './backups-seen.ts';
import { type DoctorSeen, doubtful, type Finding, good, unknown, wrong } from './finding.ts';

type Rule = (seen: DoctorSeen) => Finding | readonly Finding[];

const day = 86_400;

const configuration: Rule = ({ configuration: problems, isProduction }) => {
  if (problems.length === 0) return good('configuration', 'Nothing in the environment or utility.yaml is refused.');
  const what = isProduction ? wrong : doubtful;
  return problems.map((problem) =>
    what(
      'configuration',
      `${isProduction ? '' : 'Production would refuse: '}${problem}`,
      'Change it where it says, then look again; docs/reference/configuration.md explains each setting.',
    ),
  );
};

const mode: Rule = ({ isProduction }) =>
  isProduction
    ? good('mode', 'This is production.')
    : doubtful(
        'mode',
        'This is a demo: payments and mail are simulated.',
        'For real customers set CAUDAL_MODE=production.',
      );

const secret: Rule = ({ secret: { text, openFiles }, sealedOtherwise }) => {
  const found: Finding[] = openFiles.map((file) =>
    wrong('secret', `${file} can be read by everybody on this machine.`, `chmod 600 ${file}`),
  );
  if (text !== undefined && (new Set(text).size < 12 || /change.?me|secret|password|example|1234567/i.test(text))) {
    found.push(
      wrong(
        'secret',
        'CAUDAL_SECRET looks like words or a pattern: who guesses it can sign in as anybody.',
        'Make one with openssl rand -base64 32, and name the former in CAUDAL_OLDER_SECRETS for the next start.',
      ),
    );
  }
  if (sealedOtherwise > 0) {
    found.push(
      wrong(
        'secret',
        `${sealedOtherwise} authenticators were sealed with another secret than this one.`,
        'Name the former secret in CAUDAL_OLDER_SECRETS; where it is lost: npx caudal staff reset-authenticator EMAIL.',
      ),
    );
  }
  if (text === undefined) found.push(doubtful('secret', 'CAUDAL_SECRET is not set.', 'openssl rand -base64 32'));
  return found.length > 0
    ? found
    : good('secret', 'The secret is random, and the one that this database was run with.');
};

const database: Rule = ({ database: seen, isEmbedded }) => {
  if ('away' in seen) {
    return wrong(
      'database',
      `The database does not answer: ${seen.away}`,
      'Start PostgreSQL, and look at the address, user and password in DATABASE_URL.',
    );
  }
  const found: Finding[] = [];
  if (seen.version < 150_000) {
    found.push(wrong('database', `PostgreSQL ${Math.floor(seen.version / 10_000)} is too old.`, 'Use 15 or newer.'));
  }
  if (!seen.fsync) {
    found.push(
      wrong(
        'database',
        'fsync is off: after a power cut payments would be gone.',
        'Turn fsync on in postgresql.conf, and reload.',
      ),
    );
  }
  if (!seen.isLocal && !seen.isEncrypted) {
    found.push(
      wrong(
        'database',
        'The connection goes over the network unencrypted.',
        'Add ?sslmode=verify-full to DATABASE_URL.',
      ),
    );
  }
  if (seen.isSuperuser && !isEmbedded) {
    found.push(
      doubtful(
        'database',
        'Caudal is superuser of the server, which it need not be.',
        'Give it a role of its own that owns its database alone.',
      ),
    );
  }
  return found.length > 0 ? found : good('database', `PostgreSQL ${Math.floor(seen.version / 10_000)} answers.`);
};

const migrations: Rule = ({ database: seen, knownMigration }) => {
  if ('away' in seen) return [];
  if (seen.lastMigration === undefined) {
    return doubtful('migrations', 'The database has no tables yet.', 'npx caudal migrate');
  }
  if (seen.lastMigration < knownMigration) {
    return wrong(
      'migrations',
      `The database stands at ${seen.lastMigration}, this program at ${knownMigration}.`,
      'npx caudal backup, then npx caudal migrate',
    );
  }
  return seen.lastMigration > knownMigration
    ? wrong(
        'migrations',
        `The database was migrated by a newer Caudal: ${seen.lastMigration}.`,
        'Start the newer one, or restore the backup from before it.',
      )
    : good('migrations', `The tables are up to date: ${knownMigration}.`);
};

const clock: Rule = ({ database: seen, isClockKept }) => {
  const found: Finding[] = [];
  if (!('away' in seen) && Math.abs(seen.secondsAhead) > 2) {
    found.push(
      wrong(
        'clock',
        `The database’s clock and this machine’s differ by ${Math.round(Math.abs(seen.secondsAhead))} s.`,
        'Let both keep the time: apt install systemd-timesyncd, then timedatectl set-ntp true',
      ),
    );
  }
  if (isClockKept === false) {
    found.push(
      wrong(
        'clock',
        'Nothing keeps this machine’s clock right.',
        'apt install systemd-timesyncd, then timedatectl set-ntp true; or chrony',
      ),
    );
  }
  if (found.length > 0) return found;
  return isClockKept === undefined
    ? unknown(
        'clock',
        'Whether this machine’s clock is kept right cannot be seen here.',
        'Look with timedatectl, or at the host.',
      )
    : good('clock', 'The clock is kept right.');
};

const disk: Rule = ({ disks, minFreeBytes }) =>
  disks.map(({ folder, freeBytes }) => {
    const free = `${(freeBytes / 1e9).toFixed(1)} GB are free where ${folder} is.`;
    if (freeBytes < minFreeBytes)
      return wrong(
        'disk',
        free,
        'Make room: below CAUDAL_MIN_FREE_MB it says that it is not ready, and a full disk keeps nothing.',
      );
    return freeBytes < 10 * minFreeBytes ? doubtful('disk', free, 'Make room before it is full.') : good('disk', free);
  });

const work: Rule = ({ database: seen }) => {
  if ('away' in seen || seen.lastMigration === undefined) return [];
  const found: Finding[] = [];
  if (seen.workerSeconds === undefined || seen.workerSeconds > 60) {
    found.push(
      wrong(
        'worker',
        'No worker runs: no mail, no draft, no print goes out.',
        'systemctl start caudal-worker@1, or npx caudal worker',
      ),
    );
  }
  if (seen.queueSeconds > 900) {
    found.push(
      wrong(
        'worker',
        `A job waits since ${Math.round(seen.queueSeconds / 60)} minutes.`,
        'Look into the worker’s log.',
      ),
    );
  }
  if (seen.dead > 0) {
    found.push(doubtful('worker', `${seen.dead} jobs have used up their tries.`, 'npx caudal jobs list'));
  }
  return found.length > 0 ? found : good('worker', 'A worker runs, and no job waits.');
};

/** Hours of meters lie on a cluster's servers, and each server asks the others. */
const cluster: Rule = ({ database: seen }) => {
  if ('away' in seen || seen.nodesAway === undefined) return [];
  return seen.nodesAway.length === 0
    ? good('cluster', 'Every server of the cluster reaches every other.')
    : wrong(
        'cluster',
        `Not reached by every other server of the cluster: ${seen.nodesAway.join(', ')}. Hours that lie there cannot be shown or taken in.`,
        'Start it, or mend the way to it; then npx caudal cluster status',
      );
};

/** A night's package comes a day after the last; over a weekend some billing systems send none. */
const packages: Rule = ({ database: seen, isBilledElsewhere }) => {
  if (!isBilledElsewhere || 'away' in seen || seen.packages === undefined) return [];
  const { lastSeconds, waiting } = seen.packages;
  if (lastSeconds === undefined) {
    return wrong(
      'packages',
      'No package of the billing system went in yet: there are no bills to show.',
      'npx caudal import cis FOLDER, or the folder in of CAUDAL_EXCHANGE_FOLDER (docs/guides/cis-mode.md)',
    );
  }
  const found: Finding[] = [];
  const hours = Math.round(lastSeconds / 3600);
  if (lastSeconds > 26 * 3600) {
    found.push(
      (lastSeconds > 74 * 3600 ? wrong : doubtful)(
        'packages',
        `The last package of the billing system went in ${hours} hours ago: balances and bills are as old.`,
        'Look whether it wrote one since, and where: the worker looks in the folder in of CAUDAL_EXCHANGE_FOLDER.',
      ),
    );
  }
  if (waiting > 0) {
    found.push(
      doubtful(
        'packages',
        `Packages of the billing system that wait for a person: ${waiting}.`,
        'Let somebody who may look at each and answer it in the console.',
      ),
    );
  }
  return found.length > 0
    ? found
    : good('packages', `The last package of the billing system went in ${hours} hours ago.`);
};

const people: Rule = ({ database: seen }) => {
  if ('away' in seen || seen.lastMigration === undefined) return [];
  return seen.administrators === 0
    ? wrong(
        'staff',
        'Nobody is administrator.',
        'npx caudal staff add you@your-utility.gov --role admin --name "Your Name"',
      )
    : good('staff', `Administrators: ${seen.administrators}.`);
};

const door: Rule = ({ proxies, host, address, isProduction }) => {
  const found: Finding[] = [];
  if (isProduction && proxies === 0) {
    found.push(
      wrong(
        'proxy',
        'CAUDAL_PROXIES is 0: behind a proxy all visitors have its address, and limits of tries shut out everybody at once.',
        'CAUDAL_PROXIES=1, or as many as stand in a row.',
      ),
    );
  }
  if (isProduction && !['127.0.0.1', '::1', 'localhost'].includes(host)) {
    found.push(
      doubtful(
        'proxy',
        `Caudal listens at ${host}: who reaches that can pretend any address.`,
        'HOST=127.0.0.1 where the proxy is on this machine; else let only the proxy reach it.',
      ),
    );
  }
  if (address?.wrong !== undefined) {
    found.push(
      wrong(
        'address',
        `${address.url} is not this portal: ${address.wrong}`,
        'Look at DNS, the proxy and its certificate; the portal itself must run.',
      ),
    );
  } else if (address?.certificateDays !== undefined && address.certificateDays < 14) {
    found.push(
      wrong(
        'address',
        `The certificate of ${address.url} ends in ${address.certificateDays} days.`,
        'Renew it: Caddy does by itself, certbot by its timer.',
      ),
    );
  }
  if (found.length > 0) return found;
  return address === undefined ? [] : good('address', `${address.url} reaches this portal.`);
};

const outside: Rule = ({ mail, processorKey, isProduction }) => {
  const found: Finding[] = [];
  if (mail?.wrong !== undefined) {
    found.push(
      wrong(
        'mail',
        `The mail server takes no mail from us: ${mail.wrong}`,
        'Look at SMTP_URL: name, port, user and password.',
      ),
    );
  } else if (mail !== undefined) found.push(good('mail', 'The mail server answers and knows us.'));
  if (isProduction && processorKey === 'test') {
    found.push(
      wrong(
        'payments',
        'STRIPE_SECRET_KEY is a test key: no real money moves.',
        'Use the live key, sk_live_…, and its own webhook secret.',
      ),
    );
  }
  if (!isProduction && processorKey === 'live') {
    found.push(wrong('payments', 'A demo has a live key: it would move real money.', 'Use sk_test_… in a demo.'));
  }
  return found;
};

const rules: readonly Rule[] = [
  mode,
  configuration,
  secret,
  database,
  migrations,
  clock,
  disk,
  backup,
  work,
  cluster,
  packages,
  people,
  door,
  outside,
];

/** Everything that was looked at, what is wrong first. */
export function doctorFindings(seen: DoctorSeen): readonly Finding[] {
  const order = ['wrong', 'doubtful', 'unknown', 'good'];
  return rules
    .flatMap((rule) => rule(seen))
    .toSorted((one, other) => order.indexOf(one.state) - order.indexOf(other.state));
}

/** A certificate's days, as people count them. */
export const daysUntil = (seconds: number): number => Math.floor(seconds / day);

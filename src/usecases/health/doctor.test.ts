import { expect, test } from 'vitest';
import { doctorFindings } from './doctor.ts';
import type { DoctorSeen } from './finding.ts';

const server = {
  version: 180_004,
  isSuperuser: false,
  isEncrypted: false,
  isLocal: true,
  fsync: true,
  secondsAhead: 0.1,
  lastMigration: '0077_x.sql',
  administrators: 1,
  workerSeconds: 3,
  queueSeconds: 0,
  dead: 0,
  packages: { lastSeconds: 3600, waiting: 0 },
  nodesAway: [],
  archive: { isOn: true, lastSeconds: 30, isFailing: false },
};

/** A production of which nothing is to be said. */
const well: DoctorSeen = {
  isProduction: true,
  configuration: [],
  secret: { text: 'q7Zt2mWx9Lk4Rb8Vn1Jc5Hd3Fs6Gp0Ya', openFiles: [] },
  sealedOtherwise: 0,
  database: server,
  isEmbedded: false,
  isBilledElsewhere: false,
  knownMigration: '0077_x.sql',
  isClockKept: true,
  disks: [{ folder: '/var/lib/caudal', freeBytes: 50e9 }],
  minFreeBytes: 256e6,
  backups: {
    folder: '/backup',
    newestSeconds: 7200,
    logSeconds: undefined,
    isSealed: true,
    isBesideDatabase: false,
  },
  proxies: 1,
  host: '127.0.0.1',
  address: { url: 'https://water.utility.gov', wrong: undefined, certificateDays: 60 },
  mail: { wrong: undefined },
  processorKey: 'live',
};

const said = (changed: Partial<DoctorSeen>) =>
  doctorFindings({ ...well, ...changed })
    .filter(({ state }) => state !== 'good')
    .map(({ check, state }) => `${state} ${check}`);

test('of a production that is well there is nothing to do', () => {
  expect(said({})).toEqual([]);
  expect(doctorFindings(well).map(({ check }) => check)).toContain('backup');
});

test.for<[string, Partial<DoctorSeen>, readonly string[]]>([
  ['a sample value is left', { configuration: ['utility.yaml:4:1 a sample'] }, ['wrong configuration']],
  [
    'the secret is words',
    { secret: { text: 'change-me-change-me-change-me-change', openFiles: [] } },
    ['wrong secret'],
  ],
  ['a secret’s file is open to all', { secret: { ...well.secret, openFiles: ['/etc/key'] } }, ['wrong secret']],
  ['values are sealed with another secret', { sealedOtherwise: 2 }, ['wrong secret']],
  ['the database is away', { database: { away: 'refused' } }, ['wrong database']],
  ['the server loses what it promised', { database: { ...server, fsync: false } }, ['wrong database']],
  ['it is read along the way', { database: { ...server, isLocal: false } }, ['wrong database']],
  ['a server with hours is not reached', { database: { ...server, nodesAway: ['db3:5432'] } }, ['wrong cluster']],
  ['the tables are behind', { knownMigration: '0078_y.sql' }, ['wrong migrations']],
  ['the tables are ahead', { knownMigration: '0076_w.sql' }, ['wrong migrations']],
  ['the clocks differ', { database: { ...server, secondsAhead: -90 } }, ['wrong clock']],
  ['nothing keeps the clock', { isClockKept: false }, ['wrong clock']],
  ['nothing says whether it is kept', { isClockKept: undefined }, ['unknown clock']],
  ['the disk is nearly full', { disks: [{ folder: '/', freeBytes: 1e9 }] }, ['doubtful disk']],
  ['the disk is full', { disks: [{ folder: '/', freeBytes: 1e6 }] }, ['wrong disk']],
  ['there is no backup', { backups: { ...well.backups, newestSeconds: undefined } }, ['wrong backup']],
  ['it is two days old', { backups: { ...well.backups, newestSeconds: 172_800 } }, ['wrong backup']],
  [
    'the log is not archived',
    { database: { ...server, archive: { ...server.archive, isOn: false } } },
    ['doubtful backup'],
  ],
  ['the archive fails', { database: { ...server, archive: { ...server.archive, isFailing: true } } }, ['wrong backup']],
  ['the embedded log is not copied', { isEmbedded: true }, ['doubtful backup']],
  ['no worker runs', { database: { ...server, workerSeconds: undefined } }, ['wrong worker']],
  ['jobs are dead', { database: { ...server, dead: 3 } }, ['doubtful worker']],
  [
    'no package of the billing system came',
    { isBilledElsewhere: true, database: { ...server, packages: { lastSeconds: undefined, waiting: 0 } } },
    ['wrong packages'],
  ],
  [
    'the last one came two days ago',
    { isBilledElsewhere: true, database: { ...server, packages: { lastSeconds: 172_800, waiting: 0 } } },
    ['doubtful packages'],
  ],
  [
    'the last one came four days ago, and one waits',
    { isBilledElsewhere: true, database: { ...server, packages: { lastSeconds: 345_600, waiting: 1 } } },
    ['wrong packages', 'doubtful packages'],
  ],
  ['nobody is administrator', { database: { ...server, administrators: 0 } }, ['wrong staff']],
  ['proxies are not counted', { proxies: 0 }, ['wrong proxy']],
  ['the door is open beside the proxy', { host: '0.0.0.0' }, ['doubtful proxy']],
  [
    'the address leads elsewhere',
    { address: { url: 'https://x.gov', wrong: '404', certificateDays: 60 } },
    ['wrong address'],
  ],
  [
    'the certificate ends',
    { address: { url: 'https://x.gov', wrong: undefined, certificateDays: 3 } },
    ['wrong address'],
  ],
  ['mail is refused', { mail: { wrong: 'no such user' } }, ['wrong mail']],
  ['a test key takes no money', { processorKey: 'test' }, ['wrong payments']],
])('it is said when %s', ([, changed, expected]) => {
  expect(said(changed)).toEqual(expected);
  const todos = doctorFindings({ ...well, ...changed }).filter(({ state }) => state !== 'good');
  for (const { todo } of todos) expect(todo).toBeTruthy();
});

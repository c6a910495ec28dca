import {
  type ClusterSeen,
  type Drift,
  type Hindrance,
  isByMeter,
  type Move,
  type NodeStanding,
  oldestCitus,
  type Placed,
  type Tie,
} from '../../domain/cluster/index.ts';

const guide = 'docs/guides/cluster.md goes through it.';

/** What to do before anything can be distributed. */
export function hindranceLine(hindrance: Hindrance): string {
  switch (hindrance.kind) {
    case 'not-installed':
      return `Citus is not installed on this PostgreSQL. Install Citus ${oldestCitus} or newer beside PostgreSQL 15, 16 or 17 on every machine, and let DATABASE_URL name the coordinator: the embedded PostgreSQL cannot have it. ${guide}`;
    case 'not-loaded':
      return `Citus is installed but PostgreSQL did not load it: put citus first in shared_preload_libraries of every server, and start each again. ${guide}`;
    case 'not-created':
      return `The database does not have Citus yet: say "create extension citus" in the database of this name on every server. ${guide}`;
    case 'too-old':
      return `Citus ${hindrance.version} is older than ${oldestCitus}, the oldest that Caudal was tried with: bring it up to date on every server.`;
    case 'node-away':
      return `${hindrance.node} is not reached by every other server: start it, or mend the way to it.`;
    case 'no-address':
      return `The coordinator does not know by which address the workers reach it: say "select citus_set_coordinator_host('ITS HOST', ITS PORT)" on it.`;
    case 'no-worker':
      return `The coordinator knows no worker: say "select citus_add_node('HOST', PORT)" on it for each. ${guide}`;
    case 'table-tied':
      return `${hindrance.table} cannot be distributed while it is bound to one machine: ${tiesOf(hindrance.ties)}. Caudal binds it by nothing: take away what was added.`;
  }
}

/** Where nothing is wrong with a database that is one PostgreSQL. */
export const oneMachineLines: readonly string[] = [
  'This database is one PostgreSQL, without Citus: all of it is on one machine.',
  'That is enough for most: 40,000 meters were measured on two cores, and by the sums of docs/scaling.md a million meters fit a machine of four cores and 16 GB of memory.',
];

export function driftLine(drift: Drift): string {
  switch (drift.kind) {
    case 'not-distributed':
      return `${drift.table} is not distributed, the others are: npx caudal cluster apply`;
    case 'should-stay':
      return `${drift.table} was given to Citus by somebody else than Caudal; it belongs on the coordinator alone: select undistribute_table('${drift.table}')`;
    case 'node-off':
      return `${drift.node} is switched off in the cluster: select citus_activate_node('HOST', PORT), when it is well`;
    case 'node-unreached':
      return `${drift.node} is not reached by every other server: the hours that lie on it cannot be read or imported until it is`;
    case 'node-empty':
      return `${drift.node} has no part of the hours: npx caudal cluster apply gives it some`;
    case 'left-behind':
      return `the coordinator's disk still holds rows from before that nobody sees (${drift.tables.join(', ')}): npx caudal cluster apply`;
    case 'apart':
      return `the hours of a meter lie on other nodes than what was received of it: select alter_distributed_table('received_day', colocate_with => 'meter_day')`;
  }
}

/** The parts of the plan, for people. */
export function planLines(placed: readonly Placed[], { nodes }: ClusterSeen): readonly string[] {
  const workers = nodes.filter((node) => !node.isCoordinator).length;
  const byMeter = placed.filter(({ shouldLie }) => shouldLie === 'by-meter');
  const staying = placed.filter(({ shouldLie }) => shouldLie === 'coordinator');
  const ofMeters = staying.filter(({ table }) => table.hasMeter);
  return [
    `Distributed by meter${workers === 0 ? '' : `, over ${workers} workers`}:`,
    ...byMeter.map((one) =>
      one.table.lies === 'by-meter' ? `  ${one.table.name.padEnd(20)} is so already` : `${tableLine(one)}  to be done`,
    ),
    'Replicated on every node:',
    '  nothing: where the hours lie, no statement joins them with another table',
    `On the coordinator, ${staying.length} tables, ${sizeOf(staying.reduce((sum, { table }) => sum + table.bytes, 0))}: money, people, premises, papers, settings, jobs.`,
    'Of those, with a meter of their own:',
    ...ofMeters.map((one) => `${tableLine(one)}  stays: ${tiesOf(one.ties)}`),
  ];
}

/** What goes to which node, for people. */
export const moveLine = ({ from, to, parts, bytes }: Move): string =>
  `  from ${from} to ${to}: ${parts} ${parts === 1 ? 'part' : 'parts'}, ${sizeOf(bytes)}`;

const tableLine = ({ table }: Placed): string =>
  `  ${table.name.padEnd(20)} ${String(table.rows).padStart(12)} rows ${sizeOf(table.bytes).padStart(9)}`;

/** What a cluster has, node by node. */
export const nodeLine = ({ name, port, isCoordinator, shards, bytes, isReached, isActive }: NodeStanding): string =>
  [
    `  ${`${name}:${port}`.padEnd(28)}`,
    (isCoordinator ? 'coordinator' : 'worker').padEnd(11),
    `${String(shards).padStart(5)} shards`,
    (bytes === undefined ? 'size unknown' : sizeOf(bytes)).padStart(12),
    isActive && isReached ? 'reached by all' : 'NOT REACHED',
  ].join('  ');

export const distributedLine = ({ table }: Placed): string =>
  `  ${table.name.padEnd(20)} ${
    table.lies === 'by-meter' ? 'by meter' : table.lies === 'replicated' ? 'on every node' : 'on the coordinator'
  }`;

/** The tables that are Citus's concern: those that are to be distributed, and those that somebody gave it. */
export const concernsCitus = ({ table }: Placed): boolean => isByMeter(table.name) || table.lies !== 'coordinator';

const tiesOf = (ties: readonly Tie[]): string =>
  ties.length === 0 ? 'small, and read together with what stays' : ties.map(tieWords).join('; ');

function tieWords({ kind, names }: Tie): string {
  const list = names.join(', ');
  switch (kind) {
    case 'key-without-meter':
      return `a key without the meter, ${list}`;
    case 'refers-to':
      return `refers to ${list}`;
    case 'referred-by':
      return `${list} ${names.length === 1 ? 'refers' : 'refer'} to it`;
    case 'trigger':
      return `guarded by ${list}`;
  }
}

function sizeOf(bytes: number): string {
  if (bytes < 1e6) return `${Math.ceil(bytes / 1e3)} kB`;
  return bytes < 1e9 ? `${Math.ceil(bytes / 1e6)} MB` : `${(bytes / 1e9).toFixed(1)} GB`;
}

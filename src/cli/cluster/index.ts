import { Command } from 'commander';
import { isByMeter } from '../../domain/cluster/index.ts';
import { applyCluster, type ClusterPlan, clusterStanding, planCluster } from '../../usecases/cluster/index.ts';
import type { CliDeps } from '../cli-deps.ts';
import { exitCodes } from '../exit-codes.ts';
import { wholeNumber } from '../option-values.ts';
import {
  concernsCitus,
  distributedLine,
  driftLine,
  hindranceLine,
  moveLine,
  nodeLine,
  oneMachineLines,
  planLines,
} from './words.ts';

/** `caudal cluster plan`, `caudal cluster apply` and `caudal cluster status`. */
export function clusterCommand(deps: CliDeps): Command {
  const cluster = new Command('cluster').description('hours of meters over several machines, by Citus');
  cluster
    .command('plan')
    .description('what would be distributed by meter, what stays and why, and what stands in the way; changes nothing')
    .option('--json', 'answer as JSON')
    .action((options: { json?: boolean }) => plan(deps, options));
  cluster
    .command('apply')
    .description(
      'distribute what the plan says, each table whole or not at all, and give each node its share; killed, run it again',
    )
    .option(
      '--shards <count>',
      'into how many parts; as many as there may ever be nodes',
      wholeNumber('A whole number such as 8.', 1024),
      8,
    )
    .option('--yes', 'do not ask')
    .option('--json', 'answer as JSON')
    .action((options: ApplyOptions) => apply(deps, options));
  cluster
    .command('status')
    .description('the nodes, what lies on each, and what is not as it should be')
    .option('--json', 'answer as JSON')
    .action((options: { json?: boolean }) => status(deps, options));
  return cluster;
}

async function plan({ terminal, withDatabase }: CliDeps, { json }: { readonly json?: boolean }): Promise<void> {
  const planned = await withDatabase(({ db }) => planCluster(db));
  if (json === true) return terminal.out(JSON.stringify(planned));
  if (planned.cluster.created === undefined) for (const line of oneMachineLines) terminal.out(line);
  for (const line of planLines(planned.placed, planned.cluster)) terminal.out(line);
  if (planned.moves.length > 0) terminal.out('To be moved, so that each node has its share:');
  for (const move of planned.moves) terminal.out(moveLine(move));
  terminal.out(planned.hindrances.length === 0 ? 'Nothing stands in the way.' : 'What stands in the way:');
  for (const hindrance of planned.hindrances) terminal.out(`  ${hindranceLine(hindrance)}`);
  if (planned.hindrances.length === 0) {
    terminal.out(isDone(planned) ? 'All of it is done.' : 'To do it: npx caudal cluster apply');
  }
}

const isDone = ({ isApplied, moves }: ClusterPlan): boolean => isApplied && moves.length === 0;

interface ApplyOptions {
  readonly shards: number;
  readonly yes?: boolean;
  readonly json?: boolean;
}

async function apply(deps: CliDeps, options: ApplyOptions): Promise<void> {
  const { terminal, withDatabase } = deps;
  await withDatabase(async ({ db }) => {
    const planned = await planCluster(db);
    if (planned.hindrances.length === 0 && !isDone(planned) && options.yes !== true) {
      const isSaid = await isWanted(deps, planned);
      if (isSaid !== true) return terminal.exitCode(isSaid === undefined ? exitCodes.usage : exitCodes.refused);
    }
    const applied = await applyCluster(db, {
      shards: options.shards,
      onDistributed: ({ table, rows }) => terminal.err(`${table}: ${rows} rows distributed`),
      onMoving: ({ partsDone }) => terminal.err(`${partsDone} parts moved`),
      onWaiting: () => terminal.err('Waiting for another Caudal that works on this database …'),
    });
    if (!applied.ok) {
      if (planned.cluster.created === undefined) for (const line of oneMachineLines) terminal.err(line);
      for (const hindrance of applied.problem) terminal.err(hindranceLine(hindrance));
      terminal.err('Nothing was changed.');
      return terminal.exitCode(exitCodes.refused);
    }
    const { distributed, cleared, moving } = applied.value;
    if (moving?.state === 'failed') terminal.exitCode(exitCodes.failed);
    if (options.json === true) return terminal.out(JSON.stringify(applied.value));
    if (distributed.length === 0 && cleared.length === 0 && moving === undefined)
      return terminal.out('All of it was done already.');
    for (const { table, rows } of distributed) terminal.out(`${table} is distributed by meter: ${rows} rows.`);
    if (cleared.length > 0) terminal.out(`${cleared.length} tables of months gave the coordinator's disk back.`);
    if (moving?.state === 'done') terminal.out(`${moving.partsDone} parts went to another node.`);
    if (moving?.state === 'failed') {
      terminal.err(
        `Not every part could be moved: ${moving.reason ?? 'the moving was ended'}. Look with npx caudal cluster status, then run this again.`,
      );
    }
    if (distributed.length === 0) return;
    terminal.out('Start portals and workers again, so that they plan for it; then: npx caudal cluster status');
  });
}

/** Undefined where nobody can be asked. */
async function isWanted({ terminal }: CliDeps, { placed, moves }: ClusterPlan): Promise<boolean | undefined> {
  const names = placed.flatMap(({ table }) =>
    isByMeter(table.name) && table.lies !== 'by-meter' ? [`${table.name} (about ${table.rows} rows)`] : [],
  );
  const parts = moves.reduce((sum, move) => sum + move.parts, 0);
  const question =
    names.length > 0
      ? `Distribute ${names.join(' and ')}? Imports wait meanwhile, pages do not. Back is undistribute_table.`
      : `Move ${parts} parts to other nodes? People work meanwhile; imports wait for moments.`;
  if (terminal.ask === undefined) {
    terminal.err(`${question} Nobody can be asked here. Say --yes.`);
    return undefined;
  }
  const answer = await terminal.ask(`${question} [yes/no] `);
  if (answer.trim().toLowerCase() === 'yes') return true;
  terminal.err('Nothing was changed.');
  return false;
}

async function status({ terminal, withDatabase }: CliDeps, { json }: { readonly json?: boolean }): Promise<void> {
  const standing = await withDatabase(({ db }) => clusterStanding(db));
  if (standing.drift.length > 0) terminal.exitCode(exitCodes.refused);
  if (json === true) return terminal.out(JSON.stringify(standing));
  if (standing.cluster.created === undefined) {
    for (const line of oneMachineLines) terminal.out(line);
    for (const hindrance of standing.hindrances) terminal.out(hindranceLine(hindrance));
    return;
  }
  terminal.out(`Citus ${standing.cluster.created}, ${standing.nodes.length} nodes:`);
  for (const node of standing.nodes) terminal.out(nodeLine(node));
  terminal.out('Tables:');
  for (const one of standing.placed.filter(concernsCitus)) terminal.out(distributedLine(one));
  // Of a node that is away the last lines say what it means.
  const others = standing.hindrances.filter(({ kind }) => kind !== 'node-away');
  for (const hindrance of others) terminal.out(hindranceLine(hindrance));
  if (!standing.isApplied && standing.drift.length === 0) {
    terminal.out('The hours are all on the coordinator still: npx caudal cluster plan says what would be done.');
  }
  if (standing.moves.length > 0) {
    terminal.out('Some nodes have more than their share: npx caudal cluster plan says what would be moved.');
  }
  for (const drift of standing.drift) terminal.out(`not right: ${driftLine(drift)}`);
  if (standing.isApplied && standing.drift.length === 0) terminal.out('All is as it should be.');
}

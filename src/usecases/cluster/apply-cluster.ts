import { type Hindrance, tablesByMeter } from '../../domain/cluster/index.ts';
import { ok, present, type Result, refused } from '../../domain/kernel/index.ts';
import {
  analyzeDistributed,
  clearLeftBehind,
  type Distributed,
  distributeByMeter,
  shardsSeen,
} from '../../store/cluster/index.ts';
import type { DatabasePool } from '../../store/database.ts';
import { whileNobodyMigrates } from '../../store/migrate.ts';
import { planCluster } from './plan-cluster.ts';

export interface ClusterApplied {
  readonly distributed: readonly Distributed[];
  /** Tables of months whose rows from before were taken off the coordinator's disk. */
  readonly cleared: readonly string[];
}

interface Applying {
  readonly shards: number;
  readonly onDistributed?: (one: Distributed) => void;
  readonly onWaiting?: () => void;
}

/**
 * Distributes what is to be and is not, one table after the other, each whole or not at all: killed, it goes on where it was
 * when it is run again. While it runs nobody migrates.
 */
export const applyCluster = (
  db: DatabasePool,
  { shards, onDistributed, onWaiting }: Applying,
): Promise<Result<ClusterApplied, readonly Hindrance[]>> =>
  whileNobodyMigrates(
    db,
    async () => {
      const { hindrances, placed } = await planCluster(db);
      if (hindrances.length > 0) return refused(hindrances);
      const isDistributed = new Map(placed.map(({ table }) => [table.name, table.lies === 'by-meter']));
      const distributed: Distributed[] = [];
      for (const table of tablesByMeter.filter((name) => isDistributed.get(name) !== true)) {
        const beside = tablesByMeter.find((name) => isDistributed.get(name) === true);
        const one = await distributeByMeter(db, { table, shards, ...present({ beside }) });
        isDistributed.set(table, true);
        distributed.push(one);
        onDistributed?.(one);
      }
      const cleared = (await shardsSeen(db)).leftBehind;
      await clearLeftBehind(db, cleared);
      for (const { table } of distributed) await analyzeDistributed(db, table);
      return ok({ distributed, cleared });
    },
    onWaiting,
  );

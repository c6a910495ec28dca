import { setTimeout as pause } from 'node:timers/promises';
import { type Hindrance, tablesByMeter } from '../../domain/cluster/index.ts';
import { ok, present, type Result, refused } from '../../domain/kernel/index.ts';
import {
  analyzeDistributed,
  beginMoving,
  clearLeftBehind,
  type Distributed,
  distributeByMeter,
  lastMoving,
  type Moving,
  movesToDo,
  shardsSeen,
} from '../../store/cluster/index.ts';
import type { DatabasePool } from '../../store/database.ts';
import { whileNobodyMigrates } from '../../store/migrate.ts';
import { planCluster } from './plan-cluster.ts';

export interface ClusterApplied {
  readonly distributed: readonly Distributed[];
  /** Tables of months whose rows from before were taken off the coordinator's disk. */
  readonly cleared: readonly string[];
  /** Of parts that went to another node; undefined where each lay where it should. */
  readonly moving?: Moving;
}

interface Applying {
  readonly shards: number;
  readonly onDistributed?: (one: Distributed) => void;
  readonly onMoving?: (moving: Moving) => void;
  readonly onWaiting?: () => void;
}

/**
 * Distributes what is to be and is not, one table after the other, each whole or not at all; then lets the nodes have their
 * share of it. Killed, it goes on where it was when it is run again. While it distributes nobody migrates.
 */
export async function applyCluster(
  db: DatabasePool,
  { shards, onDistributed, onMoving, onWaiting }: Applying,
): Promise<Result<ClusterApplied, readonly Hindrance[]>> {
  const applied = await whileNobodyMigrates(
    db,
    async (): Promise<Result<ClusterApplied, readonly Hindrance[]>> => {
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
  if (!applied.ok) return applied;
  return ok({ ...applied.value, ...present({ moving: await moveShares(db, onMoving) }) });
}

const lookEveryMs = 1000;

/** Waits for a moving that is under way, of a run that was killed, say; else begins one where there is something to move. */
async function moveShares(db: DatabasePool, onMoving?: (moving: Moving) => void): Promise<Moving | undefined> {
  if ((await lastMoving(db))?.state !== 'under-way') {
    if ((await movesToDo(db)).length === 0) return undefined;
    await beginMoving(db);
  }
  for (;;) {
    const moving = await lastMoving(db);
    if (moving?.state !== 'under-way') return moving;
    onMoving?.(moving);
    await pause(lookEveryMs);
  }
}

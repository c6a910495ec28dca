import { setTimeout as pause } from 'node:timers/promises';
import type { PostgresServer } from '../../gateways/embedded-postgres.ts';
import { failure } from '../../gateways/postgres-folder.ts';
import { recoveryOf, settleOnDisk } from '../../store/backup/index.ts';
import { type DatabasePool, openDatabase } from '../../store/database.ts';
import { isConnectionLost, isStartingUp } from '../../store/lost-connection.ts';

/** Waits until a server that recovers is at its mark, or through. */
export async function recovered(server: PostgresServer, folder: string, to: 'mark' | 'end'): Promise<DatabasePool> {
  const db = openDatabase(server.url('caudal'), 3);
  for (;;) {
    const { recovers, isPaused } = await recoveryOf(db).catch((error) => {
      if (isStartingUp(error) || isConnectionLost(error)) return { recovers: true, isPaused: false };
      throw error;
    });
    if (!(await server.isRunning())) {
      await db.close();
      throw await failure(folder, 'ended while it recovered');
    }
    if (to === 'mark' ? isPaused : !recovers) break;
    await pause(50);
  }
  if (to === 'end') await settleOnDisk(db);
  return db;
}

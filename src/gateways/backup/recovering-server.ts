import { type PostgresServer, startEmbeddedPostgres } from '../embedded-postgres.ts';
import { freePort } from '../free-port.ts';
import { postgresPrograms } from '../postgres-programs.ts';
import { runAs } from '../postgres-user.ts';
import { endServer, postmasterOf } from '../postmaster.ts';
import { writeWhole } from '../whole-file.ts';
import { giveTo } from './unpack-cluster.ts';

/** How far a restored server recovers: to all that its log says, to a mark at which it waits, or to a moment. */
export type RecoverTo = { readonly mark: string } | { readonly moment: Temporal.Instant } | 'end';

/** Starts a server on a data folder that was just unpacked. It takes connections while it recovers, for reading. */
export async function startRecovering(
  folder: string,
  { to, password }: { readonly to: RecoverTo; readonly password: string | undefined },
): Promise<PostgresServer> {
  const { postgres } = await postgresPrograms();
  await giveTo(folder, runAs([folder, postgres]));
  if (password !== undefined) {
    await writeWhole(`${folder}.json`, `${JSON.stringify({ port: await freePort(), password })}\n`, 0o600);
  }
  return await startEmbeddedPostgres({ folder, settings: settingsFor(to) });
}

function settingsFor(to: RecoverTo): readonly string[] {
  // The log lies beside already; PostgreSQL asks for a command all the same, and looks there when it answers no.
  const settings = ['restore_command=false', 'max_connections=100'];
  if (to === 'end') return settings;
  if ('mark' in to) return [...settings, `recovery_target_name=${to.mark}`, 'recovery_target_action=pause'];
  return [
    ...settings,
    `recovery_target_time=${to.moment.toString().replace('T', ' ').replace('Z', '+00')}`,
    'recovery_target_action=promote',
  ];
}

/** Ends a server that an earlier run, killed meanwhile, left on this folder. */
export async function endLeftServer(folder: string): Promise<void> {
  const running = await postmasterOf(folder);
  if (running !== undefined) await endServer(running.pid);
}

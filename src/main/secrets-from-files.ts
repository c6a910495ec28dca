import { readFile } from 'node:fs/promises';
import type { Problem } from '../domain/kernel/index.ts';

/** What nobody should write into a unit file or see among a process's variables. */
export const secretNames = [
  'DATABASE_URL',
  'CAUDAL_SECRET',
  'CAUDAL_OLDER_SECRETS',
  'CAUDAL_BACKUP_KEY',
  'CAUDAL_METRICS_TOKEN',
  'CAUDAL_SSO_CLIENT_SECRET',
  'SMTP_URL',
  'STRIPE_SECRET_KEY',
  'STRIPE_WEBHOOK_SECRET',
  'TWILIO_AUTH_TOKEN',
] as const;

type Variables = Readonly<Record<string, string | undefined>>;

/**
 * The variables, with each secret that `NAME_FILE` names read from its file, as vaults and systemd's credentials hand them over.
 * A file that cannot be read, and a secret that is set both ways, are problems.
 */
export async function withSecretsFromFiles(
  variables: Variables,
): Promise<{ readonly variables: Variables; readonly problems: readonly Problem[] }> {
  const read: Record<string, string> = {};
  const problems: Problem[] = [];
  for (const name of secretNames) {
    const file = variables[`${name}_FILE`];
    if (file === undefined || file === '') continue;
    const text = await readFile(file, 'utf8').catch(() => undefined);
    if (variables[name] !== undefined) {
      problems.push({ code: 'config.secret-set-twice', field: name, params: { name } });
    } else if (text === undefined) {
      problems.push({ code: 'config.secret-unreadable', field: name, params: { name: `${name}_FILE`, file } });
    } else read[name] = text.trim();
  }
  return { variables: { ...variables, ...read }, problems };
}

import { spawn } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import type { Writable } from 'node:stream';
import { present } from '../../domain/kernel/index.ts';

/** One of PostgreSQL's own programs on this machine. */
interface Tool {
  readonly file: string;
  readonly version: number;
}

/** The environment that programs are started in. */
type Variables = Readonly<Record<string, string | undefined>>;

/** What is missing on this machine, or what a program said when it failed. */
export class PostgresToolFailed extends Error {}

/** Where distributions put several versions beside one another. */
const versioned = ['/usr/lib/postgresql', '/opt/homebrew/opt', '/usr/local/opt'];

function foldersOfPrograms(path: string): readonly string[] {
  const beside = versioned.flatMap((parent) =>
    existsSync(parent) ? readdirSync(parent).map((name) => join(parent, name, 'bin')) : [],
  );
  const red = existsSync('/usr')
    ? readdirSync('/usr').flatMap((name) => (name.startsWith('pgsql-') ? [join('/usr', name, 'bin')] : []))
    : [];
  return [...path.split(delimiter), ...beside, ...red].filter((folder) => folder !== '');
}

/**
 * The program in the oldest version that can read a server of `serverMajor`: pg_dump refuses servers newer than itself, and what
 * a newer one wrote an older server may not take back.
 */
export async function postgresTool(
  name: 'pg_dump' | 'pg_restore',
  serverMajor: number,
  variables: Variables,
): Promise<Tool> {
  const path = variables['PATH'] ?? '';
  const files = [...new Set(foldersOfPrograms(path).map((folder) => join(folder, name)))].filter((one) =>
    existsSync(one),
  );
  const found: Tool[] = [];
  for (const file of files) {
    const version = /\(PostgreSQL\) (\d+)/.exec(await output(file, ['--version'], variables).catch(() => ''))?.[1];
    if (version !== undefined) found.push({ file, version: Number(version) });
  }
  const fitting = found.filter(({ version }) => version >= serverMajor).sort((a, b) => a.version - b.version);
  if (fitting[0] !== undefined) return fitting[0];
  const there = found.map(({ file, version }) => `${file} is ${version}`).join(', ');
  throw new PostgresToolFailed(
    `The server is PostgreSQL ${serverMajor}, and this machine has no ${name} of ${serverMajor} or newer (${there === '' ? 'it has none' : there}). ` +
      `Install it, on Debian with: apt install postgresql-client-${serverMajor}`,
  );
}

const output = async (file: string, args: readonly string[], variables: Variables): Promise<string> => {
  const pieces: Uint8Array[] = [];
  for await (const piece of runTool(file, args, { variables })) pieces.push(piece);
  return Buffer.concat(pieces).toString('utf8');
};

/** The address of a database as the programs take it, without its password in the list of processes. */
function connection(url: string): Record<string, string> {
  const { hostname, port, username, password, pathname, searchParams } = new URL(url);
  const mode = searchParams.get('sslmode');
  const root = searchParams.get('sslrootcert');
  return {
    PGHOST: decodeURIComponent(searchParams.get('host') ?? hostname),
    ...present({ PGPORT: port || undefined, PGSSLMODE: mode, PGSSLROOTCERT: root }),
    PGUSER: decodeURIComponent(username),
    PGPASSWORD: decodeURIComponent(password),
    PGDATABASE: decodeURIComponent(pathname.slice(1)),
  };
}

/** What the program writes, in pieces; throws at the end with its own words where it failed. */
export async function* runTool(
  file: string,
  args: readonly string[],
  {
    variables,
    url,
    input,
  }: { readonly variables: Variables; readonly url?: string; readonly input?: AsyncIterable<Uint8Array> },
): AsyncGenerator<Uint8Array> {
  const child = spawn(file, [...args], {
    env: { ...variables, ...(url === undefined ? {} : connection(url)) },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    said = `${said}${text}`.slice(-4000);
  });
  const ended = new Promise<number | null>((resolve, reject) =>
    child.once('close', (code) => resolve(code)).once('error', reject),
  );
  const fed = feed(child.stdin, input);
  try {
    for await (const piece of child.stdout) yield piece as Uint8Array;
    await fed;
    const code = await ended;
    if (code !== 0) throw new PostgresToolFailed(`${file} failed: ${said.trim() || `exit code ${code}`}`);
  } finally {
    child.kill();
  }
}

async function feed(stdin: Writable, input: AsyncIterable<Uint8Array> | undefined): Promise<void> {
  // A program that ended early says why itself.
  stdin.on('error', () => undefined);
  if (input !== undefined) {
    for await (const piece of input) {
      // Closed already, it would never say so again.
      if (stdin.destroyed) break;
      if (!stdin.write(piece)) await new Promise((resolve) => stdin.once('drain', resolve).once('close', resolve));
    }
  }
  stdin.end();
}

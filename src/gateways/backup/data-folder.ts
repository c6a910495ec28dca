import { open, readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** Folders of a data folder whose content belongs to the running server alone (PostgreSQL, "Backing Up the Data Directory"). */
const emptied = new Set([
  'pg_wal',
  'pg_replslot',
  'pg_dynshmem',
  'pg_notify',
  'pg_serial',
  'pg_snapshots',
  'pg_stat_tmp',
  'pg_subtrans',
]);

const left = new Set([
  'postmaster.pid',
  'postmaster.opts',
  'backup_label',
  'tablespace_map',
  'recovery.signal',
  'standby.signal',
]);

interface DataFolder {
  /** Paths below the data folder. */
  readonly files: readonly string[];
  /** Also those that are empty, which PostgreSQL wants to find. */
  readonly folders: readonly string[];
}

/** What a base backup holds of a data folder. */
export async function dataFolderOf(root: string): Promise<DataFolder> {
  const [files, folders]: [string[], string[]] = [[], []];
  async function walk(path: string): Promise<void> {
    const found = await readdir(join(root, path), { withFileTypes: true }).catch(ifGone([]));
    for (const one of found) {
      const inside = path === '' ? one.name : `${path}/${one.name}`;
      if (one.isDirectory()) {
        if (one.name.startsWith('pgsql_tmp')) continue;
        folders.push(inside);
        if (path === '' && emptied.has(one.name)) {
          if (one.name === 'pg_wal') folders.push('pg_wal/archive_status', 'pg_wal/summaries');
        } else await walk(inside);
      } else if (
        one.isFile() &&
        !(path === '' && left.has(one.name)) &&
        !/^(pgsql_tmp|pg_internal\.init)/.test(one.name)
      )
        files.push(inside);
    }
  }
  await walk('');
  return { files, folders };
}

const bundleBytes = 64 * 2 ** 20;

/** The files in bundles of about 64 MB, which are packed and read at once. */
export async function bundlesOf(root: string, paths: readonly string[]): Promise<readonly (readonly string[])[]> {
  const bundles: string[][] = [];
  let room = 0;
  for (const path of paths) {
    const size = await stat(join(root, path)).then((found) => found.size, ifGone(0));
    if (bundles.length === 0 || size > room) {
      bundles.push([]);
      room = bundleBytes;
    }
    bundles.at(-1)?.push(path);
    room -= size;
  }
  return bundles;
}

const maxPieceBytes = 2 ** 20;

/** The pieces of a file; undefined where the server removed it meanwhile, which recovery does again. */
export async function piecesOf(root: string, path: string): Promise<AsyncIterable<Uint8Array> | undefined> {
  const file = join(root, path);
  // Read while it is written, its checksum is wrong; twice the same, it is whole.
  if (path === 'global/pg_control') return pieces([await settled(file)]);
  const handle = await open(file).catch(ifGone(undefined));
  if (handle === undefined) return undefined;
  // Most are of some pages. A buffer of a megabyte for each of two thousand made V8 mark its whole heap hundreds of times.
  const { size } = await handle.stat();
  return handle.createReadStream({ highWaterMark: Math.min(maxPieceBytes, size + 1) });
}

async function* pieces(chunks: readonly Uint8Array[]): AsyncGenerator<Uint8Array> {
  yield* chunks;
}

async function settled(file: string): Promise<Buffer> {
  for (let before = await readFile(file); ; ) {
    const again = await readFile(file);
    if (again.equals(before)) return again;
    before = again;
  }
}

const isGone = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === 'ENOENT';

const ifGone =
  <Value>(value: Value) =>
  (error: unknown): Value => {
    if (isGone(error)) return value;
    throw error;
  };

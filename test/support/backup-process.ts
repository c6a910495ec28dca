import { existsSync, writeSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { backupsOf } from '../../src/main/backups.ts';

/** Makes a backup and says when its first files are there, to be killed: `node backup-process.ts LOCAL-FOLDER BACKUPS`. */
const [local = '', folder = ''] = process.argv.slice(2);
void backupsOf({ localFolder: () => local, variables: {} }).backUp({ folder });
while (!existsSync(folder) || (await readdir(folder, { recursive: true })).length < 2) await pause(1);
writeSync(1, 'begun');
setInterval(() => undefined, 60_000);

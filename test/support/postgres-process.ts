import { writeSync } from 'node:fs';
import { startEmbeddedPostgres } from '../../src/gateways/embedded-postgres.ts';

/** A command that starts PostgreSQL in a folder and then does nothing, to be killed: `node postgres-process.ts FOLDER`. */
const [folder = ''] = process.argv.slice(2);
const server = await startEmbeddedPostgres({ folder, settings: ['fsync=off'] });
writeSync(1, server.url('postgres'));
setInterval(() => undefined, 60_000);

import { Kysely } from 'kysely';

export const bills = (db: Kysely<{ bill: { id: number } }>) => db.selectFrom('bill');
export const sql = 'select * from bill';

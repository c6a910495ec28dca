import { Kysely } from 'kysely';
import type pg from 'pg';

const a = `select sum(amount_cents) from posting where account_id = $1`;
const b = `
  -- With a comment first.
  with owed as (select 1) select * from owed`;
const c = (table: string) => `insert into ${table} values ($1)`;
const d = 'then update bill set state = 1';
const e = 'select 1';

export const total = (db: pg.Pool) => db.query(a + b + c('bill') + d + e);
export const other = (db: Kysely<{ bill: { id: number } }>) => db.selectFrom('bill');
export const words = ['select a bill', 'Update your email, set a goal', 'Insert it into the reader', 'begin', 'with it as usual'];

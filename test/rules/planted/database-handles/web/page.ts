import { openDatabase } from '../../../../../src/store/database.ts';

export const page = (c) => openDatabase('').query(c.text);
export const pool = (c) => [c.deps.db.pool, c.form.pool];

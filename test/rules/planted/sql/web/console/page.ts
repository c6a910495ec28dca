import pg from 'pg';

export const page = (c: { req: { query: (key: string) => string } }) => c.req.query('page');
export const rows = (pool: pg.Pool) => pool.query('delete from bill');

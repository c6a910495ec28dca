export const page = (db: { query: (sql: string) => unknown }) =>
  db.query(`insert into login (id, email) values ('1', 'customer@example.org')`);

export const command = (table: string) => `insert into ${table} values ($1)`;

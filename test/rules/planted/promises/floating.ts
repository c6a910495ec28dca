interface Database {
  query(sql: string): Promise<readonly string[]>;
}

export async function keep(db: Database, lines: string[]): Promise<void> {
  db.query('select 1');
  if (isKept(db)) return;
  lines.forEach(async (line) => {
    await db.query(line);
  });
  await db.query('select 2');
}

const isKept = async (db: Database): Promise<boolean> => (await db.query('select 1')).length > 0;

import pg from 'pg';

export interface HeardStatement {
  readonly text: string;
  readonly name?: string;
  readonly values?: readonly unknown[];
}

/** Hears every statement that goes to a database from now on, the sign-in library's too: they come into the list that is given back. */
export function hearStatements(): HeardStatement[] {
  const heard: HeardStatement[] = [];
  const query = Reflect.get(pg.Client.prototype, 'query');
  Reflect.set(pg.Client.prototype, 'query', function (this: pg.Client, ...given: unknown[]) {
    const [said, values] = given;
    if (typeof said === 'string') heard.push({ text: said, ...(Array.isArray(values) ? { values } : {}) });
    else if (typeof said === 'object' && said !== null && 'text' in said) heard.push({ ...(said as HeardStatement) });
    return Reflect.apply(query, this, given);
  });
  return heard;
}

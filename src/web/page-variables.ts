import type { Context } from 'hono';

/**
 * What middleware puts beside a request, kept as one object: Hono makes a new one of all variables whenever `c.var` is looked at,
 * which every component of a page does, and which took a twentieth of the page.
 */
export function keepVariables(c: Context): void {
  const variables: Record<string, unknown> = {};
  Object.defineProperties(c, {
    var: { value: variables },
    get: { value: (name: string) => variables[name] },
    set: {
      value: (name: string, value: unknown) => {
        variables[name] = value;
      },
    },
  });
}

import type { PageContext } from '../page.ts';

/** The fields of the form that was sent. */
export const sentFields = (c: PageContext): Readonly<Record<string, string>> =>
  Object.fromEntries(c.var.sent?.fields ?? []);

/** The files of a field, as many as were chosen. */
export const sentFiles = (c: PageContext, field: string): readonly File[] =>
  (c.var.sent?.files ?? []).filter(([name]) => name === field).map(([, file]) => file);

/** What a machine signed. */
export const sentText = (c: PageContext): string => c.var.sent?.text ?? '';

// The customer's 8 digits and the premise's.
export const query = `select c.number || '-' || p.number from unnest($1::char(8)[]) as asked`;
export const customer = (typed: string): string => typed.padStart(8, '0');
export const isAccount = (typed: string): boolean => /^\d{7}$/.test(typed);
export const padded = (typed: string, part: { readonly shortest: number }): string => typed.padStart(part.shortest, '0');

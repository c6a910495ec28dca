import type { KeptTable } from '../../domain/leave/index.ts';

/** Where the file of a row lies: bills beside the package, by the bill's number; papers and pictures by the row's. */
export const filedAs = (table: KeptTable, { key, name }: { readonly key: number; readonly name: string }): string =>
  table === 'exchange_bill_pdf' ? `bills/${plainName(name)}` : `caudal/documents/${table}/${key}-${plainName(name)}`;

/** A name that every file system takes, and that leads nowhere else. */
const plainName = (name: string): string =>
  name
    .normalize('NFC')
    .replaceAll(/[^\p{L}\p{N}._-]+/gu, '_')
    .replace(/^\.+/, '_')
    .slice(-80);

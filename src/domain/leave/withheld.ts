import type { KeptTable } from './kept-tables.ts';

/** What a cell is written as that would open a door. Where there was nothing, there is nothing. */
export type Withheld =
  /** Words that open nothing, other ones in each row: the column may have to be unique. */
  | 'replaced'
  /** Empty where the notice is private: it carries a code or a link. */
  | 'emptied-if-private'
  | 'dropped-if-private';

/** Columns of tables that go which hold hashes of codes and links, or the words of messages that carry them. */
export const withheldColumns: { readonly [Table in KeptTable]?: Readonly<Record<string, Withheld>> } = {
  access_request: { invitation_hash: 'replaced', code_start: 'replaced', code_hash: 'replaced' },
  ebill: { verification_hash: 'replaced' },
  phone: { code_hash: 'replaced' },
  kiosk_device: { enrolment_hash: 'replaced', token_hash: 'replaced' },
  kiosk_visit: { token_hash: 'replaced' },
  notice: { body_text: 'emptied-if-private', body_html: 'dropped-if-private', rest: 'dropped-if-private' },
};

/** Tables of which a column is a file: it lies beside the tables, and its cell is in no CSV. */
export const filedColumns: { readonly [Table in KeptTable]?: string } = {
  stored_document: 'bytes',
  alert_file: 'bytes',
  exchange_bill_pdf: 'bytes',
};

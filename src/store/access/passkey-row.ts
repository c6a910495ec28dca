import { present } from '../../domain/kernel/index.ts';

/** A passkey as it is kept, a customer's or a member's. */
export interface KeptPasskey {
  readonly id: string;
  readonly name: string;
  readonly publicKey: Uint8Array<ArrayBuffer>;
  readonly counter: number;
  readonly transports: readonly string[];
  readonly createdAt: Temporal.Instant;
  readonly lastUsedAt?: Temporal.Instant;
}

export interface PasskeyRow {
  readonly id: string;
  readonly name: string;
  readonly public_key: Uint8Array;
  readonly counter: number;
  readonly transports: string[];
  readonly created_at: Temporal.Instant;
  readonly last_used_at: Temporal.Instant | null;
}

export const passkeyColumns = 'id, name, public_key, counter, transports, created_at, last_used_at';

export const passkeyFromRow = (row: PasskeyRow): KeptPasskey => ({
  id: row.id,
  name: row.name,
  publicKey: new Uint8Array(row.public_key),
  counter: row.counter,
  transports: row.transports,
  createdAt: row.created_at,
  ...present({ lastUsedAt: row.last_used_at }),
});

/** What a new row of a passkey holds beside whose it is, in the order of the columns up to `created_at`. */
export const passkeyValues = (passkey: KeptPasskey): readonly unknown[] => [
  passkey.id,
  passkey.name,
  Buffer.from(passkey.publicKey),
  passkey.counter,
  passkey.transports,
  passkey.createdAt,
];

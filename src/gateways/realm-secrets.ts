import { createHash, createHmac } from 'node:crypto';
import { symmetricDecrypt, symmetricEncrypt } from 'better-auth/crypto';

/** The secrets that this installation runs with, and ran with before. */
export interface Secrets {
  /** At least 32 random characters, kept outside the database. */
  readonly secret: string;
  /** Those of before, the newest first: they open what was sealed with them, and seal nothing. */
  readonly olderSecrets?: readonly string[];
}

/** A realm's own keys, by an id that each sealed value carries. */
export interface RealmSecrets {
  /** Signs cookies. */
  readonly current: string;
  readonly versions: { readonly version: number; readonly value: string }[];
  /** What opens values of before they carried an id: the oldest. */
  readonly oldest: string;
}

/** Each realm derives keys of its own. */
export function realmSecrets({ secret, olderSecrets = [] }: Secrets, realm: 'login' | 'staff'): RealmSecrets {
  const values = [secret, ...olderSecrets].map((one) =>
    createHmac('sha256', one).update(`caudal ${realm} sign-in`).digest('base64url'),
  );
  const distinct = [...new Set(values)];
  const [current = ''] = distinct;
  const versions = distinct.map((value) => ({ version: keyId(value), value }));
  return { current, versions, oldest: distinct.at(-1) ?? current };
}

const keyId = (value: string): number => createHash('sha256').update(value).digest().readUInt32BE() >>> 1;

/** Says which secret a database was run with, without saying it. */
export const secretFingerprint = (secret: string): string =>
  createHmac('sha256', secret).update('caudal secret fingerprint').digest('base64url').slice(0, 22);

/** What is kept sealed in the database was sealed with a secret that we do not have. */
export class SealedOtherwise extends Error {}

/** Seals and opens as better-auth does with the same keys. */
export function openSeal({ current, versions, oldest }: RealmSecrets) {
  const [{ version } = { version: 0 }] = versions;
  const keys = new Map(versions.map((one) => [one.version, one.value]));
  const key = { keys, currentVersion: version };
  const unsealed = (sealed: string, legacySecret: string) =>
    symmetricDecrypt({ key: { ...key, legacySecret }, data: sealed });
  return {
    seal: (text: string): Promise<string> => symmetricEncrypt({ key, data: text }),
    /** What was sealed, with this key or an older one. */
    async open(sealed: string): Promise<string> {
      return unsealed(sealed, oldest).catch(() => {
        throw new SealedOtherwise('sealed with a secret that is not known');
      });
    },
    /** The same sealed with the current key; undefined where it is. */
    async resealed(sealed: string): Promise<string | undefined> {
      if (sealed.startsWith(`$ba$${version}$`)) return undefined;
      for (const legacy of new Set([current, oldest, ...keys.values()])) {
        const text = await unsealed(sealed, legacy).catch(() => undefined);
        if (text !== undefined) return symmetricEncrypt({ key, data: text });
      }
      throw new SealedOtherwise('sealed with a secret that is not known');
    },
  };
}

/** Whether better-auth failed because it could not open what is sealed. */
export const isSealedOtherwise = (error: unknown): boolean =>
  error instanceof Error && /invalid tag|legacy bare-hex|Secret version \d+ not found/i.test(error.message);

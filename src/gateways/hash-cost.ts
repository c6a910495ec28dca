/** What hashing a secret with Argon2id costs. */
export interface HashCost {
  /** In KiB. */
  readonly memory: number;
  readonly passes: number;
  readonly parallelism: number;
}

/** OWASP's settings for Argon2id (Password Storage Cheat Sheet): 19 MiB, two passes, one lane. No setting of an installation changes them. */
export const hashCost: HashCost = { memory: 19_456, passes: 2, parallelism: 1 };

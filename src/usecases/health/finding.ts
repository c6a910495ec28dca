/** One thing that was looked at, and what to do where it is not as it should be. */
export interface Finding {
  /** Which of the checks: `disk`, `backup` and so on. */
  readonly check: string;
  /** `wrong`: customers or data are in danger; `doubtful`: look at it; `unknown`: it could not be looked at. */
  readonly state: 'good' | 'doubtful' | 'wrong' | 'unknown';
  readonly says: string;
  /** Undefined where there is nothing to do. */
  readonly todo?: string;
}

/** What a server says of itself. */
export interface DatabaseSeen {
  readonly version: number;
  readonly isSuperuser: boolean;
  readonly isEncrypted: boolean;
  readonly isLocal: boolean;
  readonly fsync: boolean;
  readonly secondsAhead: number;
  readonly lastMigration: string | undefined;
  readonly administrators: number;
  readonly workerSeconds: number | undefined;
  readonly queueSeconds: number;
  readonly dead: number;
  /** Of the billing system: when one last went in, and how many wait for a person; undefined before there were such tables. */
  readonly packages: { readonly lastSeconds: number | undefined; readonly waiting: number } | undefined;
  /** Of a cluster, the servers that another does not reach; undefined where it is one PostgreSQL. */
  readonly nodesAway: readonly string[] | undefined;
  readonly archive: { readonly isOn: boolean; readonly lastSeconds: number | undefined; readonly isFailing: boolean };
}

/** All that was seen; what could not be had is undefined. */
export interface DoctorSeen {
  readonly isProduction: boolean;
  /** What production refuses of the configuration, in sentences. */
  readonly configuration: readonly string[];
  readonly secret: { readonly text: string | undefined; readonly openFiles: readonly string[] };
  readonly sealedOtherwise: number;
  readonly database: DatabaseSeen | { readonly away: string };
  readonly isEmbedded: boolean;
  /** Whether the utility's own billing system makes the bills. */
  readonly isBilledElsewhere: boolean;
  readonly knownMigration: string;
  readonly isClockKept: boolean | undefined;
  readonly disks: readonly { readonly folder: string; readonly freeBytes: number }[];
  readonly minFreeBytes: number;
  readonly backups: {
    readonly folder: string;
    readonly newestSeconds: number | undefined;
    readonly logSeconds: number | undefined;
    readonly isSealed: boolean;
    readonly isBesideDatabase: boolean;
  };
  readonly proxies: number;
  readonly host: string;
  readonly address:
    | { readonly url: string; readonly wrong: string | undefined; readonly certificateDays: number | undefined }
    | undefined;
  readonly mail: { readonly wrong: string | undefined } | undefined;
  readonly processorKey: 'none' | 'test' | 'live';
}

export const good = (check: string, says: string): Finding => ({ check, state: 'good', says });
export const doubtful = (check: string, says: string, todo: string): Finding => ({
  check,
  state: 'doubtful',
  says,
  todo,
});
export const wrong = (check: string, says: string, todo: string): Finding => ({ check, state: 'wrong', says, todo });
export const unknown = (check: string, says: string, todo: string): Finding => ({
  check,
  state: 'unknown',
  says,
  todo,
});

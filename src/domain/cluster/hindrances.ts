import { isByMeter, type Placed, type Tie } from './placement.ts';

/** What the server says of Citus and of its nodes. */
export interface ClusterSeen {
  /** The version whose files are installed on this machine; undefined where there are none. */
  readonly installed?: string;
  /** Whether the server loaded it when it started. */
  readonly isLoaded: boolean;
  /** The version that the database was given with `create extension`. */
  readonly created?: string;
  readonly nodes: readonly NodeSeen[];
}

/** A server of the cluster. */
export interface NodeSeen {
  readonly name: string;
  readonly port: number;
  readonly isCoordinator: boolean;
  readonly isActive: boolean;
  /** Whether it may be given shards. */
  readonly takesShards: boolean;
}

/** What has to be done before anything can be distributed. */
export type Hindrance =
  | { readonly kind: 'not-installed' | 'not-loaded' | 'not-created' | 'no-worker' | 'no-address' }
  | { readonly kind: 'too-old'; readonly version: string }
  | { readonly kind: 'node-away'; readonly node: string }
  | { readonly kind: 'table-tied'; readonly table: string; readonly ties: readonly Tie[] };

/** The oldest that was seen to take the statements of Caudal. */
export const oldestCitus = '13.2';

/** The first of each kind that is in the way; without Citus the rest is not known. `away`: nodes that another does not reach. */
export function hindrancesOf(
  cluster: ClusterSeen,
  placed: readonly Placed[],
  away: readonly Pick<NodeSeen, 'name' | 'port'>[] = [],
): readonly Hindrance[] {
  const ofTables = placed.flatMap(({ table, ties }): readonly Hindrance[] =>
    isByMeter(table.name) && ties.length > 0 ? [{ kind: 'table-tied', table: table.name, ties }] : [],
  );
  const ofNodes = away.map(({ name, port }): Hindrance => ({ kind: 'node-away', node: `${name}:${port}` }));
  return [...ofServer(cluster), ...ofNodes, ...ofTables];
}

function ofServer({ installed, isLoaded, created, nodes }: ClusterSeen): readonly Hindrance[] {
  if (created === undefined) {
    if (installed === undefined) return [{ kind: 'not-installed' }];
    return [{ kind: isLoaded ? 'not-created' : 'not-loaded' }];
  }
  const coordinator = nodes.find((node) => node.isCoordinator);
  const hindrances: readonly (Hindrance | undefined)[] = [
    isOlder(created, oldestCitus) ? { kind: 'too-old', version: created } : undefined,
    // Until it was told, a coordinator calls itself `localhost`, and workers would look for it on themselves.
    coordinator === undefined ? { kind: 'no-address' } : undefined,
    nodes.some((node) => !node.isCoordinator && node.isActive && node.takesShards) ? undefined : { kind: 'no-worker' },
  ];
  return hindrances.filter((one) => one !== undefined);
}

/** `13.0-1` before `13.2`. */
function isOlder(version: string, than: string): boolean {
  const parts = (text: string) => text.split(/[.-]/).map(Number);
  const [major = 0, minor = 0] = parts(version);
  const [thanMajor = 0, thanMinor = 0] = parts(than);
  return major < thanMajor || (major === thanMajor && minor < thanMinor);
}

/** What the demo prints when it has started, as its reader needs it. */
export interface Told {
  readonly portal: string;
  readonly password: string;
  /** The simulated customer who registered already; the meter sends hours, and a leak began last week. */
  readonly neighbor: { readonly email: string; readonly account: string };
  /** Bills to register with, by what is said of them. */
  bill(about: RegExp): { readonly account: string; readonly zip: string };
  /** The first of them. */
  readonly sample: { readonly account: string; readonly zip: string };
  /** The base32 secret of a role's authenticator. */
  authenticator(role: string): string;
  /** The bill run that waits for its review. */
  readonly billRun: string;
}

export function readTold(portal: string, printed: string): Told {
  const found = (pattern: RegExp): RegExpExecArray => {
    const match = pattern.exec(printed);
    if (match === null) throw new Error(`the demo does not print ${pattern}`);
    return match;
  };
  // A town whose billing system makes the bills has neither a neighbor nor a run.
  return {
    portal,
    password: found(/password\s+(.+)/)[1]?.trim() ?? '',
    get neighbor() {
      const [, email = '', account = ''] = found(/sign in as\s+(\S+@mail\.example)\s+account (\S+)/);
      return { email, account };
    },
    bill(about) {
      const [, number = '', zip = ''] = found(new RegExp(`(\\d{8}-\\d{7})\\s+ZIP (\\S+)\\s+${about.source}`));
      return { account: number, zip };
    },
    get sample() {
      const [, account = '', zip = ''] = found(/^\s+(\S+)\s+ZIP (\S+)/m);
      return { account, zip };
    },
    authenticator: (role) => found(new RegExp(`${role}%40demo.example\\?secret=([A-Z2-7]+)`))[1] ?? '',
    get billRun() {
      return found(/(\/console\/bill-runs\/\d+)/)[1] ?? '';
    },
  };
}

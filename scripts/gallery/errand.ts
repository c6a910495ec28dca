import type { Browser } from 'playwright-core';
import type { Gallery } from './gallery.ts';
import type { Told } from './told.ts';
import { Visitor } from './visitor.ts';

/** Who goes on errands, each at a browser of their own. */
export interface Town {
  readonly told: Told;
  /** Somebody new, at a browser that knows nothing of them. */
  arrives(): Promise<Visitor>;
  /** The member of the staff with this role. */
  staff(role: 'csr' | 'billing' | 'supervisor' | 'conservation' | 'admin'): Promise<Visitor>;
  /** The simulated customer who registered already. */
  neighbor(): Promise<Visitor>;
}

/** What somebody goes to do in the demo; its pages are shown on the way. */
export type Errand = (town: Town) => Promise<void>;

export function townOf(setting: { readonly browser: Browser; readonly gallery: Gallery; readonly told: Told }): Town {
  const { browser, gallery, told } = setting;
  const known = new Map<string, Promise<Visitor>>();
  const arrives = () => Visitor.at(browser, { gallery, told });
  const once = (who: string, begins: (visitor: Visitor) => Promise<void>): Promise<Visitor> => {
    const visitor = known.get(who) ?? arrives().then((one) => begins(one).then(() => one));
    known.set(who, visitor);
    return visitor;
  };
  return {
    told,
    arrives,
    staff: (role) => once(role, (visitor) => visitor.worksAs(role)),
    neighbor: () => once('neighbor', (visitor) => visitor.signsIn(told.neighbor.email, told.password)),
  };
}

/**
 * Sends people on all errands, one after the other. One that does not come to its end leaves its pages without a picture, and
 * says so: the others go on.
 */
export async function runErrands(errands: Readonly<Record<string, Errand>>, town: Town): Promise<void> {
  for (const [name, errand] of Object.entries(errands)) {
    try {
      await errand(town);
    } catch (error) {
      console.error(`Not to its end, so some pages are without a picture: ${name}. ${String(error).split('\n')[0]}`);
    }
  }
}

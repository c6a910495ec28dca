import type { Context } from 'hono';
import type { Utility } from '../config/utility.ts';
import type { StaffRole } from '../domain/access/index.ts';
import type { LeakSearch } from '../domain/alerts/index.ts';
import type { RateBook } from '../domain/billing/index.ts';
import type { Agreement } from '../domain/notices/index.ts';
import type { Database } from '../store/database.ts';
import type {
  AuthorisedAccount,
  CustomerSession,
  CustomerSignIn,
  SingleSignOn,
  StaffSignIn,
  Tell,
} from '../usecases/access/index.ts';
import type { DocumentMaker } from '../usecases/billing/index.ts';
import type { AdviceBook } from '../usecases/conservation/index.ts';
import type { Help } from '../usecases/help/index.ts';
import type { Carrier, NoticeContext } from '../usecases/notices/index.ts';
import type { PaymentProcessor } from '../usecases/payments/index.ts';
import type { BodyRule } from './body/body-rule.ts';
import type { BodyPace } from './body/read-pieces.ts';
import type { SentForm } from './body/read-sent-form.ts';
import type { Operations } from './operations.ts';
import type { Language, Words } from './words/words.ts';

/** What the web needs from the rest; `main` makes it, tests make their own. */
export interface WebDeps {
  readonly db: Database;
  /** That database for one request: what is read in one turn is read by one statement. */
  readonly together: (db: Database) => Database;
  /** The same database for a file that is taken in while somebody waits: more time, and no connection of a page's. */
  readonly uploads: Database;
  readonly utility: Utility;
  /** The utility's folder: how its feeds of reads are mapped. */
  readonly utilityFolder: string;
  /** Where the mappings of other layouts are that come with the project. */
  readonly mappingsFolder: string;
  readonly clock: () => Temporal.Instant;
  readonly log: Log;
  /** Marks every page as simulated and opens the demo mailbox. */
  readonly demo: boolean;
  /** Where people reach this portal, e.g. `https://water.example.org`; links in mails begin with it. */
  readonly publicUrl: string;
  /** Signs form tokens and short-lived cookies. */
  readonly secret: string;
  /** Origins that forms may lead to besides our own: the payment processor's. */
  readonly formTargets: readonly string[];
  /** The two realms of sign-in, wholly apart. */
  readonly customers: CustomerSignIn;
  readonly staffRealm: StaffSignIn;
  /** The utility's own provider of staff sign-ins, where it has one. */
  readonly sso?: SingleSignOn;
  /** Queues what registration and access tell people. */
  readonly tell: Tell;
  /** How many proxies stand before this server, each adding its visitor's address to `X-Forwarded-For`. */
  readonly proxies: number;
  /** The utility's rates, to calculate a bill again and the one to come. */
  readonly rates: RateBook;
  /** The words of a language, with the utility's time zone. */
  readonly words: (language: Language) => Words;
  /** Questions and answers. */
  readonly help: Help;
  /** What customers agree to, as the utility's folder says it. */
  readonly agreements: (name: 'autopay' | 'ebill' | 'texts', language: Language) => Agreement;
  /** Makes the PDFs of bills. */
  readonly documents: DocumentMaker;
  /** What the utility advises to save water, with its figures. */
  readonly advice: AdviceBook;
  /** The guided search for a leak, as the utility's folder has it. */
  readonly leakSearch: (language: Language) => LeakSearch;
  /** What is said in texts and calls. */
  readonly templates: NoticeContext['templates'];
  /** Carries texts and calls; without one, people are told by email and letter alone. */
  readonly carrier?: Carrier;
  /** The built styles and scripts: file name → its hashed name. */
  readonly assets: AssetFolder;
  /** What machines ask of this process. */
  readonly operations: Operations;
  /** Takes cards and bank debits on pages of its own. */
  readonly processor: PaymentProcessor;
  /** How long a body may take to come; the usual pace unless said. */
  readonly bodyPace?: BodyPace;
}

interface Log {
  info(detail: object, message: string): void;
  warn(detail: object, message: string): void;
  error(detail: object, message: string): void;
}

interface AssetFolder {
  /** The URL path of an asset by its plain name, such as `caudal.css`. */
  url(name: string): string;
  /** The file behind a hashed name. */
  read(hashedName: string): Promise<{ body: Uint8Array<ArrayBuffer>; contentType: string } | undefined>;
}

/** What the middleware has put beside every request. */
interface PageVariables {
  readonly now: Temporal.Instant;
  readonly t: Words;
  readonly csrf: string;
  /** Random, this browser's own: what its forms' tokens are made of. */
  readonly browser: string;
  /** What the route takes (`takes`), where it is no small form. */
  readonly bodyRule: BodyRule | undefined;
  /** The form that was sent, where one was; read after the route's guards. */
  readonly sent: SentForm | undefined;
  readonly requestId: string;
  /** Where this page is, for the language switch to come back to. */
  readonly path: string;
  readonly deps: WebDeps;
  /** The same for every request, as `deps` is not: for what this process remembers, and for work that others wait for too. */
  readonly server: WebDeps;
  /** The signed-in customer's login, when there is one (set by the session middleware). */
  readonly loginId: string | undefined;
  /** The sign-in behind `loginId`. */
  readonly session: CustomerSession | undefined;
  /** The account of the page's address, when `requireAccount` let the login in. */
  readonly account: AuthorisedAccount | undefined;
  /** The lobby computer that this browser is, with or without a visit. */
  readonly kioskDevice: { readonly id: number; readonly name: string } | undefined;
  /** The visit at an enrolled lobby computer, while one runs. */
  readonly kiosk: KioskHere | undefined;
  /** The network address the request came from; at a lobby computer, the visit. */
  readonly address: string;
  /** The signed-in member of staff; another realm, never set beside a customer's pages. */
  readonly staff: StaffMember | undefined;
  /** Answers with the page of a state in which the request cannot be served. */
  readonly refuse: (
    state: RefusedState,
    detail?: { readonly retryAfter?: Temporal.Duration },
  ) => Response | Promise<Response>;
}

/** A lobby computer's running visit, as pages need it. */
interface KioskHere {
  readonly visitId: number;
}

/** Who of the staff is signed in; what they may do is `domain/access`'s table. */
interface StaffMember {
  readonly id: string;
  readonly name: string;
  readonly role: StaffRole;
  readonly secondsSinceSignIn: number;
}

/** States that any page may be in, each with a page of its own. */
export type RefusedState =
  | 'form-token'
  | 'not-permitted'
  | 'not-ours'
  | 'not-found'
  | 'not-open'
  | 'insecure'
  | 'too-many'
  | 'malformed'
  | 'slow'
  | 'too-long'
  | 'too-large'
  | 'unavailable'
  | 'hours-away'
  | 'error';

export type PageEnv = { Variables: { -readonly [Name in keyof PageVariables]: PageVariables[Name] } };

export type PageContext = Context<PageEnv>;

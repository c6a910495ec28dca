import type { FC } from 'hono/jsx';
import type { Permission } from '../../../domain/access/index.ts';
import type { ListAsked, ListPart, Problem, Result } from '../../../domain/kernel/index.ts';
import type { RefusedLine } from '../../../usecases/metering/index.ts';
import type { PageContext } from '../../page.ts';
import type { Words } from '../../words/words.ts';

/** A file that came before. */
export interface ImportedFile<Report> {
  readonly id: number;
  readonly fileName: string;
  readonly receivedAt: Temporal.Instant;
  readonly isFinished: boolean;
  /** Undefined where it did not finish, or nobody reported. */
  readonly report: Report | undefined;
  /** The line that names the columns. */
  readonly header: string | undefined;
  readonly refusedLines: number;
}

/** Files of one kind that staff upload: what is asked of them, what they do, and how that is shown. */
export interface FileImports<Report> {
  readonly permission: Permission;
  readonly at: {
    readonly list: string;
    readonly one: (id: string) => string;
    readonly reasons: (id: string) => string;
    readonly refused: (id: string) => string;
  };
  readonly words: (t: Words) => {
    readonly title: string;
    readonly intro: string;
    readonly file: string;
    readonly hint: string;
    readonly button: string;
  };
  readonly Below?: FC<{ c: PageContext }>;
  /** What a file did or would do; its headings are of level 3. */
  readonly Report: FC<{ c: PageContext; report: Report }>;
  readonly list: (c: PageContext, asked: ListAsked) => Promise<ListPart<ImportedFile<Report>>>;
  readonly find: (c: PageContext, id: number) => Promise<ImportedFile<Report> | undefined>;
  readonly refusedLines: (c: PageContext, id: number, asked: ListAsked) => Promise<ListPart<RefusedLine>>;
  readonly take: (
    c: PageContext,
    upload: { readonly fileName: string; readonly bytes: Uint8Array; readonly dryRun: boolean },
  ) => Promise<Result<Taken<Report>, readonly Problem[]>>;
}

export interface Taken<Report> {
  readonly report: Report;
  readonly fileName: string;
  /** Absent where it was only tried. */
  readonly id?: number;
  readonly importedBefore: boolean;
  /** What is wrong with the first refused lines, and how many lines are beyond them. */
  readonly firstRefused: readonly Problem[];
  readonly moreRefused: number;
}

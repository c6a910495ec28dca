import {
  type FileControl,
  type Manifest,
  noManifest,
  packageFileOf,
  readManifest,
} from '../../domain/exchange/index.ts';
import { ok, type Problem, type Result, refused } from '../../domain/kernel/index.ts';
import { whyUnreadable } from '../../gateways/foreign-files.ts';
import type { SentFile, SentFiles } from '../../gateways/package-folder.ts';
import { contentHash } from '../../gateways/read-stream.ts';
import { UnreadableZip } from '../../gateways/zip-entry.ts';
import { encodingFinder, type TextEncoding } from '../metering/index.ts';

export interface SurveyedFile {
  readonly file: SentFile;
  readonly bytes: number;
  readonly sha256: string;
  readonly encoding: TextEncoding;
}

/** What is known about a package before any row of it is read. */
export interface SurveyedPackage {
  readonly manifest: Manifest;
  readonly files: ReadonlyMap<string, SurveyedFile>;
  /** Of the names and contents of all of its files: the same package is the same again, wherever it lies. */
  readonly sha256: string;
}

/** Reads every file once, and holds what the manifest says about bytes and sums against it. Nothing of it is kept in memory. */
export async function surveyPackage(sent: SentFiles): Promise<Result<SurveyedPackage, readonly Problem[]>> {
  const files = new Map<string, SurveyedFile>();
  const problems: Problem[] = [];
  const whole = contentHash();
  for (const [name, file] of sent) {
    if (!belongs(name)) continue;
    if (file.isTwice === true) {
      problems.push({ code: 'exchange.file-twice', params: { file: name }, place: { file: name, line: 1 } });
      continue;
    }
    try {
      const surveyed = await surveyFile(file);
      files.set(name, surveyed);
      whole.update(Buffer.from(`${name}\n${surveyed.sha256}\n`));
    } catch (error) {
      problems.push(unreadable(name, error));
    }
  }
  if (![...files.keys()].some((name) => packageFileOf(name) !== undefined)) {
    problems.push({ code: 'exchange.no-files' });
  }
  const manifest = await manifestOf(files);
  if (!manifest.ok) return refused([...problems, ...manifest.problem]);
  for (const [name, control] of manifest.value.files) problems.push(...against(name, control, files.get(name)));
  if (problems.length > 0) return refused(problems);
  return ok({ manifest: manifest.value, files, sha256: whole.digest() });
}

/** Where a package has its bills’ PDFs. */
export const pdfFolder = 'bills/';

/** Other files in the folder are nobody's business: the reports of the last import lie there too. */
const belongs = (name: string): boolean =>
  name === 'manifest.json' ||
  (packageFileOf(name) !== undefined && packageFileOf(name) !== 'ack.csv') ||
  /^bills\/[^/]+\.pdf$/i.test(name);

async function surveyFile(file: SentFile): Promise<SurveyedFile> {
  const hash = contentHash();
  let bytes = 0;
  for await (const piece of file.raw()) {
    hash.update(piece);
    bytes += piece.length;
  }
  const encoding = encodingFinder();
  if (file.name.endsWith('.csv')) for await (const piece of file.pieces()) encoding.take(piece);
  return { file, bytes, sha256: hash.digest(), encoding: encoding.found() };
}

async function manifestOf(files: ReadonlyMap<string, SurveyedFile>): Promise<Result<Manifest, readonly Problem[]>> {
  const found = files.get('manifest.json');
  if (found === undefined) return ok(noManifest);
  const pieces: Uint8Array[] = [];
  for await (const piece of found.file.pieces()) pieces.push(Buffer.from(piece));
  return readManifest(Buffer.concat(pieces).toString('utf8'));
}

function against(name: string, control: FileControl, found: SurveyedFile | undefined): readonly Problem[] {
  const place = { file: name, line: 1 };
  if (found === undefined) return [{ code: 'exchange.file-missing', params: { file: name }, place }];
  if (control.bytes !== undefined && control.bytes !== found.bytes) {
    return [{ code: 'exchange.bytes-differ', params: { file: name, says: control.bytes, found: found.bytes }, place }];
  }
  if (control.sha256 !== undefined && control.sha256 !== found.sha256) {
    return [{ code: 'exchange.sha256-differs', params: { file: name }, place }];
  }
  return [];
}

/** A packed file that is cut off throws where it ends. */
export function unreadable(name: string, error: unknown): Problem {
  if (error instanceof UnreadableZip) return whyUnreadable(error, name);
  const reason = error instanceof Error ? error.message : String(error);
  return { code: 'exchange.file-unreadable', params: { file: name, reason }, place: { file: name, line: 1 } };
}

import { BodyRefused } from './body-refused.ts';
import type { BodyRule } from './body-rule.ts';
import { readMultipart } from './read-multipart.ts';
import { type BodyPace, readPieces, readText } from './read-pieces.ts';
import { decodedFields, isWellFormed } from './well-formed.ts';

/** What a request brought, read once and held to its route's rule. */
export interface SentForm {
  readonly fields: ReadonlyMap<string, string>;
  readonly files: readonly (readonly [name: string, file: File])[];
  /** The text itself, where a machine signed it. */
  readonly text: string;
  forget(): Promise<void>;
}

const nothing = async (): Promise<void> => undefined;

/** Reads the body; throws `BodyRefused`. */
export async function readSentForm(request: Request, rule: BodyRule, pace: BodyPace): Promise<SentForm> {
  const type = request.headers.get('content-type') ?? '';
  const { maxBytes } = rule;
  if (rule.kind === 'signed') {
    const text = await readText(request, maxBytes, pace);
    if (!isWellFormed(text)) throw new BodyRefused('malformed');
    return { fields: new Map(), files: [], text, forget: nothing };
  }
  if (/^multipart\/form-data\s*;/i.test(type)) {
    const form = await readMultipart(readPieces(request, maxBytes, pace), boundaryOf(type));
    const files = form.files.filter(([, file]) => file.size > 0);
    if (rule.kind === 'files' || files.length === 0) {
      return { ...form, fields: onceEach(form.fields), files, text: '' };
    }
    await form.forget();
    throw new BodyRefused('malformed');
  }
  const text = await readText(request, maxBytes, pace);
  if (text !== '' && !/^application\/x-www-form-urlencoded\s*(;|$)/i.test(type)) throw new BodyRefused('malformed');
  const fields = decodedFields(text);
  if (fields === undefined) throw new BodyRefused('malformed');
  return { fields: onceEach(fields), files: [], text: '', forget: nothing };
}

/** What divides the parts of `multipart/form-data`. */
export function boundaryOf(contentType: string): string {
  const boundary = /;\s*boundary=(?:"([^"]{1,70})"|([^\s;"]{1,70}))/i.exec(contentType);
  const written = boundary?.[1] ?? boundary?.[2];
  if (written === undefined) throw new BodyRefused('malformed');
  return written;
}

/** No form of ours asks anything twice: where two answers came, nobody can say which was meant. */
function onceEach(fields: readonly (readonly [name: string, value: string])[]): ReadonlyMap<string, string> {
  const once = new Map(fields);
  if (once.size !== fields.length) throw new BodyRefused('malformed');
  return once;
}

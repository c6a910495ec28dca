import { parse } from 'csv-parse/sync';

/**
 * The fields of one line, or undefined where a quote is opened and not closed. Unquoted lines and lines whose every
 * field is quoted take the short ways; what is left (quotes here and there) goes to `csv-parse`, which sets up a parser
 * a line. `bench/` figures are in docs/reference/read-formats.md.
 */
export function splitLine(text: string, delimiter: string): readonly string[] | undefined {
  if (!text.includes('"')) return splitPlain(text, delimiter);
  return splitQuoted(text, delimiter) ?? parseLine(text, delimiter);
}

/** `split` costs half as much again: for a short line it asks the runtime's cache of splits first. */
function splitPlain(text: string, delimiter: string): readonly string[] {
  const fields: string[] = [];
  let from = 0;
  for (let at = text.indexOf(delimiter); at >= 0; at = text.indexOf(delimiter, from)) {
    fields.push(text.slice(from, at));
    from = at + 1;
  }
  fields.push(text.slice(from));
  return fields;
}

/** Between quotes, a quote stands doubled: a piece with an odd run of them was cut inside a field. */
const cutInside = /(?:^|[^"])"(?:"")*(?!")/;

function splitQuoted(text: string, delimiter: string): readonly string[] | undefined {
  if (text.length < 2 || !text.startsWith('"') || !text.endsWith('"')) return undefined;
  const pieces = text.slice(1, -1).split(`"${delimiter}"`);
  for (let at = 0; at < pieces.length; at += 1) {
    const piece = pieces[at] ?? '';
    if (!piece.includes('"')) continue;
    if (cutInside.test(piece)) return undefined;
    pieces[at] = piece.replaceAll('""', '"');
  }
  return pieces;
}

/** What `csv-parse` makes of the line; the other ways must agree with it. */
export function parseLine(text: string, delimiter: string): readonly string[] | undefined {
  try {
    const records: string[][] = parse(text, {
      delimiter,
      record_delimiter: '\n',
      relax_quotes: true,
      relax_column_count: true,
      max_record_size: 0,
    });
    return records.length === 1 ? records[0] : undefined;
  } catch {
    return undefined;
  }
}

/** The delimiter that occurs most often in the header, outside quotes; the comma where none does. */
export function likelyDelimiter(header: string): string {
  const unquoted = header.replaceAll(/"[^"]*"/g, '');
  const count = (delimiter: string) => unquoted.split(delimiter).length;
  return [',', ';', '\t', '|'].reduce((best, one) => (count(one) > count(best) ? one : best));
}

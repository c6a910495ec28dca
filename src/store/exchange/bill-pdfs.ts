import type { Transaction } from '../database.ts';
import type { Writing } from './write-master.ts';

/** Names that are said: how many, and the first of them. */
interface NamesSaid {
  readonly count: number;
  readonly names: string;
}

/** Enough to know what is wrong with all of them. */
const maxNames = 5;

/** What of the PDFs sent, by their names in small letters, and of the PDFs that bills name does not come together. */
export async function pdfsApart(
  tx: Transaction,
  sent: readonly string[],
): Promise<{ readonly missing: NamesSaid; readonly ofNoBill: NamesSaid }> {
  const [missing] = await tx.query<NamesSaid>(
    said(`
      select distinct s.pdf as name from stage_bills s
      left join unnest($1::text[]) n (name) on n.name = lower(s.pdf)
      where s.pdf is not null and n.name is null and not exists (
        select from bill b join exchange_bill_pdf k on k.bill_id = b.id
        where b.number = s.bill_number and lower(k.name) = lower(s.pdf)
      )`),
    [sent],
  );
  const [ofNoBill] = await tx.query<NamesSaid>(
    said(`
      select n.name from unnest($1::text[]) n (name)
      where not exists (select from stage_bills s where lower(s.pdf) = n.name)
        and not exists (
          select from bill b where lower(b.pdf_name) = n.name and b.pdf_name is not null and b.origin = 'cis'
        )`),
    [sent],
  );
  const none = { count: 0, names: '' };
  return { missing: missing ?? none, ofNoBill: ofNoBill ?? none };
}

const said = (names: string): string =>
  `select count(*) as count, coalesce(string_agg(name, ', ' order by name) filter (where nth <= ${maxNames}), '')
     || case when count(*) > ${maxNames} then ', …' else '' end as names
   from (select name, row_number() over (order by name) as nth from (${names}) named) numbered`;

/** Of the PDFs sent those that a bill names and has not, or has otherwise; what a newer package brought stays. */
export async function pdfsToKeep(
  tx: Transaction,
  sent: readonly { readonly name: string; readonly sha256: string }[],
  { newer }: Writing,
): Promise<readonly string[]> {
  if (sent.length === 0) return [];
  const rows = await tx.query<{ name: string }>(
    `select n.name from unnest($1::text[], $2::text[]) n (name, sha256)
     where exists (
       select from bill b left join exchange_bill_pdf k on k.bill_id = b.id
       where lower(b.pdf_name) = n.name and b.pdf_name is not null and b.origin = 'cis' and ${mayStand('$3')}
         and k.sha256 is distinct from n.sha256
     ) order by 1`,
    [sent.map(({ name }) => name), sent.map(({ sha256 }) => sha256), newer],
  );
  return rows.map(({ name }) => name);
}

/** Keeps a PDF with every bill that names it. */
export async function keepBillPdf(
  tx: Transaction,
  pdf: { readonly name: string; readonly sha256: string; readonly bytes: Uint8Array },
  { newer }: Writing,
): Promise<void> {
  await tx.query(
    `insert into exchange_bill_pdf as t (bill_id, name, sha256, bytes)
     select b.id, b.pdf_name, $2, $3 from bill b left join exchange_bill_pdf k on k.bill_id = b.id
     where lower(b.pdf_name) = $1 and b.pdf_name is not null and b.origin = 'cis' and ${mayStand('$4')}
     on conflict (bill_id) do update set (name, sha256, bytes) = (excluded.name, excluded.sha256, excluded.bytes)
     where t.sha256 <> excluded.sha256`,
    [pdf.name, pdf.sha256, pdf.bytes, newer],
  );
}

const mayStand = (newer: string): string =>
  `(k.bill_id is null or b.exchange_run_id is null or b.exchange_run_id <> all(${newer}::bigint[]))`;

import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { scratchFolder } from './scratch-folder.ts';

/** Rows of a package's files, by file and column; a column that a row has not is an empty cell. */
export type PackageRows = Readonly<Record<string, readonly Readonly<Record<string, string>>[]>>;

const csv = (rows: readonly Readonly<Record<string, string>>[]): string => {
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const quoted = (cell: string) => (/[",\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);
  const lines = rows.map((row) => columns.map((column) => quoted(row[column] ?? '')).join(','));
  return `${[columns.join(','), ...lines].join('\n')}\n`;
};

/** Writes a billing system's package into a folder of its own; a file without rows is not sent. */
export async function cisPackage(
  rows: PackageRows,
  manifest: Readonly<Record<string, unknown>> = { scope: 'full', as_of: '2026-05-10' },
): Promise<string> {
  const folder = await scratchFolder();
  await writeFile(join(folder, 'manifest.json'), JSON.stringify(manifest));
  for (const [file, ofFile] of Object.entries(rows)) {
    if (ofFile.length === 0) continue;
    await mkdir(dirname(join(folder, file)), { recursive: true });
    await writeFile(join(folder, file), csv(ofFile));
  }
  return folder;
}

/** Homes of a made-up town: each a customer, a premise, a service point, a meter and an account, `A1` to `A…`. */
export function simulatedHomes(howMany: number): Record<string, Record<string, string>[]> {
  const numbers = Array.from({ length: howMany }, (_, index) => index + 1);
  return {
    'customers.csv': numbers.map((n) => ({
      customer_number: `C${n}`,
      name: `Simulated customer ${n}`,
      language: n % 2 === 0 ? 'en' : 'es',
      mailing_line1: `${n} Simulation Way`,
      mailing_city: 'Example City',
      mailing_state: 'OR',
      mailing_zip: '97000',
    })),
    'premises.csv': numbers.map((n) => ({
      ...{ premise_number: `P${n}`, line1: `${n} Simulation Way`, city: 'Example City', state: 'OR', zip: '97000' },
    })),
    'service-points.csv': numbers.map((n) => ({
      ...{ service_point: `S${n}`, premise_number: `P${n}`, class: 'RESIDENTIAL', cycle: 'A' },
    })),
    'meters.csv': numbers.map((n) => ({
      ...{ meter: `M${n}`, service_point: `S${n}`, size: '5/8"', unit: 'ccf' },
      ...{ installed_on: '2020-01-01', installed_read: '0' },
    })),
    'accounts.csv': numbers.map((n) => ({
      ...{ account_number: `A${n}`, customer_number: `C${n}`, premise_number: `P${n}`, opened_on: '2020-01-01' },
    })),
  };
}

/** A bill of one line, in dollars and cents as files write them. */
export function simulatedBill(
  number: string,
  account: string,
  bill: { readonly issued: string; readonly charges: string; readonly forward?: string; readonly due: string },
): { readonly bill: Record<string, string>; readonly line: Record<string, string> } {
  const issued = Temporal.PlainDate.from(bill.issued);
  return {
    bill: {
      ...{ bill_number: number, account_number: account, issued_on: bill.issued },
      due_on: issued.add({ days: 20 }).toString(),
      period_from: issued.subtract({ days: 33 }).toString(),
      period_to: issued.subtract({ days: 2 }).toString(),
      previous_balance: bill.forward ?? '0.00',
      new_charges: bill.charges,
      amount_due: bill.due,
    },
    line: { bill_number: number, line: '1', description_en: 'Water', amount: bill.charges },
  };
}

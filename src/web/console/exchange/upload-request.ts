import { sentFiles } from '../../body/sent-fields.ts';
import type { PageContext } from '../../page.ts';
import { staffView } from '../request.ts';

/** With what files of the billing system are taken in that staff send by hand. */
export function uploadRequest(c: PageContext) {
  const { deps, now } = c.var;
  const { utility } = deps;
  return {
    ...{ by: staffView(c).staffId, now, zone: utility.time_zone, languages: utility.languages },
    ...{ maxClosedPercent: utility.exchange.most_closed_percent, billedBy: utility.billing.by },
  };
}

/** The files of a package that a form sent. PDFs are bills’; browsers send a file without its folder. */
export async function packageFilesSent(c: PageContext): Promise<ReadonlyMap<string, Uint8Array>> {
  const files = new Map<string, Uint8Array>();
  for (const file of sentFiles(c, 'file')) {
    if (!(file instanceof File) || file.size === 0) continue;
    const name = file.name.slice(0, 200);
    files.set(/\.pdf$/i.test(name) ? `bills/${name}` : name, new Uint8Array(await file.arrayBuffer()));
  }
  return files;
}

import { join } from 'node:path';
import { type ExchangeMapping, readExchangeMapping } from '../../../domain/exchange/index.ts';
import { type Problem, type Result, refused } from '../../../domain/kernel/index.ts';
import { filesOfOthers } from '../../../gateways/foreign-files.ts';
import { readTextFile } from '../../../gateways/text-files.ts';

/** A mapping by the name of a shipped one (`badger-data-exchange`), or a file of the utility's own. */
export async function findMapping(
  named: string,
  shippedFolder: string,
): Promise<Result<ExchangeMapping, readonly Problem[]>> {
  const isName = /^[a-z0-9][a-z0-9-]*$/.test(named);
  const path = isName ? join(shippedFolder, `${named}.yaml`) : named;
  const text = await readTextFile(path);
  if (text.ok) return readExchangeMapping(path, text.value);
  if (!isName) return refused([text.problem]);
  const shipped = await shippedMappings(shippedFolder);
  return refused([{ code: 'exchange.mapping-not-found', params: { name: named, shipped: shipped.join(', ') } }]);
}

/** The names of the mappings that come with the project. */
async function shippedMappings(folder: string): Promise<readonly string[]> {
  const files = await filesOfOthers(folder);
  return files.ok ? files.value.flatMap(({ name }) => (name.endsWith('.yaml') ? [name.slice(0, -5)] : [])) : [];
}

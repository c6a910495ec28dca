import type { Problem } from '../../domain/kernel/index.ts';
import { convertPackage, findMapping } from '../../usecases/exchange/index.ts';
import type { CliDeps } from '../cli-deps.ts';
import { problemLine } from '../problem-text.ts';

/** A package made of a folder of another layout; `setAside` lines of it did not go in. */
export type MappedFolder =
  | { readonly folder: string; readonly setAside: number }
  | { readonly problems: readonly Problem[] };

/**
 * Makes a package beside a folder of another layout, to be imported. It stays there: where a blank cell leaves what stands, the
 * next night's files are laid over it.
 */
export async function mappedFolder(
  deps: CliDeps,
  folder: string,
  { mapping, leaveOut }: { readonly mapping: string; readonly leaveOut: readonly string[] },
): Promise<MappedFolder> {
  const { terminal, say, mappingsFolder } = deps;
  const found = await findMapping(mapping, mappingsFolder);
  if (!found.ok) return { problems: found.problem };
  const to = `${folder.replace(/[/\\]+$/, '')}.package`;
  const converted = await convertPackage(folder, to, {
    ...{ mapping: found.value, dryRun: false, leaveOut },
    say: (problem) => say(`problem.${problem.code}`, problem.params),
  });
  if (!converted.ok) return { problems: converted.problem };
  const { refused, firstRefused, refusedFile } = converted.value;
  for (const problem of firstRefused) terminal.err(problemLine(say, problem));
  if (refusedFile !== undefined) terminal.err(`Lines set aside: ${refused.lines}. They are in ${refusedFile}.`);
  return { folder: to, setAside: refused.lines };
}

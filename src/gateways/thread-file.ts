/** Where the file that a thread runs is: beside its module in the sources, beside the entry points where it is bundled. */
export function threadFile(name: string, beside: string): string {
  const here = new URL(beside);
  if (here.pathname.endsWith('.ts')) return new URL(`./${name}.ts`, here).href;
  const folder = here.pathname.includes('/parts/') ? '../' : './';
  return new URL(`${folder}${name}.mjs`, here).href;
}

/** Builds one benchmark, named as the argument, to dist/bench. Run by bin/bench.mjs. */
import { bundle } from './bundle.ts';

const name = process.argv[2] ?? '';
await bundle({ [name]: `bench/${name}.ts` }, 'dist/bench');

import { inject } from 'vitest';

// Set-up of every test file: for the processes that it starts. Vitest's own would still write there when the folder goes.
process.env['NODE_COMPILE_CACHE'] = inject('compiled');

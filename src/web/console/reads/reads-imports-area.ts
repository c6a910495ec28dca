import type { Area } from '../../app.tsx';
import { fileImportsArea } from '../file-imports/file-imports-area.ts';
import { readsImports } from './reads-imports.tsx';

/** Files of meter reads. */
export const readsImportsArea: Area = fileImportsArea(readsImports);

import type { Area } from '../../area.ts';
import { fileImportsArea } from '../file-imports/index.ts';
import { readsImports } from './reads-imports.tsx';

/** Files of meter reads. */
export const meteringArea: Area = fileImportsArea(readsImports);

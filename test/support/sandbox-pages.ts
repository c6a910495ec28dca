import { sandboxProcessorArea } from '../../src/demo/web/sandbox-processor/area.ts';
import { sandboxForTests } from './paying.ts';

/** The sandbox processor's hosted pages; apart, since the processes of tests run without what reads JSX. */
export const sandboxPages = sandboxProcessorArea(sandboxForTests);

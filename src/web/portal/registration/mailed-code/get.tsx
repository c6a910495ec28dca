import type { PageContext } from '../../../page.ts';
import { mailedCodeView } from './view.tsx';

export const mailedCodePage = (c: PageContext): Response | Promise<Response> => mailedCodeView(c);

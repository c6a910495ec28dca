import type { Child } from 'hono/jsx';
import type { PageContext } from '../page.ts';
import { ConsoleFrame } from './console-frame.tsx';
import type { PageFrame } from './page-frame.ts';
import { PortalFrame } from './portal-frame.tsx';

/** Sends `children` inside the whole page: the portal's, or the console's. */
export function page(c: PageContext, frame: PageFrame, children: Child): Response | Promise<Response> {
  const Frame = frame.realm === 'console' ? ConsoleFrame : PortalFrame;
  return c.html(<Frame c={c} frame={frame} children={children} />, frame.status ?? 200);
}

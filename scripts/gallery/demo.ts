import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readTold, type Told } from './told.ts';

const port = '4177';

export interface RunningDemo {
  readonly told: Told;
  stops(): Promise<void>;
}

/** The demo as `npm start` starts it, once it says where to go; of a utility in another folder, or as it goes on at another time. */
export async function startDemo({ utility, now }: { utility?: string; now?: string } = {}): Promise<RunningDemo> {
  const folder = utility === undefined ? [] : ['--utility', utility];
  const demo = spawn(process.execPath, ['bin/caudal.mjs', 'up', '--port', port, ...folder], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, ...(now === undefined ? {} : { CAUDAL_NOW: now }) },
  });
  const printed = await new Promise<string>((resolve, reject) => {
    let text = '';
    demo.stdout.on('data', (chunk: Buffer) => {
      text += chunk.toString();
      if (text.includes('Ctrl-C stops')) resolve(text);
    });
    demo.on('exit', (code) => reject(new Error(`the demo ended with ${code}`)));
  });
  return {
    told: readTold(`http://localhost:${port}`, printed),
    async stops() {
      const ended = once(demo, 'exit');
      demo.kill('SIGTERM');
      await ended;
    },
  };
}

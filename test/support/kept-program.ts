import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';

/** A program that is killed without warning and begun again, and waited for until it works. */
export interface KeptProgram {
  readonly child: () => ChildProcess;
  /** Until it works. One that ends before, as one of an older build does on a newer database, is not waited for. */
  begun(): Promise<void>;
  killed(): Promise<void>;
  begunAgain(): Promise<void>;
}

export function keepProgram(begin: () => ChildProcess, works: (child: ChildProcess) => Promise<boolean>): KeptProgram {
  let child = begin();
  const begun = async () => {
    while (!(await works(child))) {
      if (child.exitCode !== null || child.signalCode !== null) {
        throw new Error(
          `${child.spawnargs.slice(1).join(' ')} ended (${child.exitCode ?? child.signalCode}) before it worked; it said why. ` +
            'If dist is older than src: node_modules/node/bin/node scripts/build.ts',
        );
      }
      await pause(10);
    }
  };
  return {
    child: () => child,
    begun,
    async killed() {
      const ended = once(child, 'exit');
      if (child.kill('SIGKILL')) await ended;
    },
    begunAgain() {
      child = begin();
      return begun();
    },
  };
}

import { type ChildProcess, spawn } from 'node:child_process';
import { createWriteStream, type WriteStream } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';

/** A process of Caudal's that is started again whenever it ends, as an operator's supervisor would. */
export class KeptProcess {
  readonly #start: () => { readonly args: readonly string[]; readonly environment: NodeJS.ProcessEnv };
  readonly #log: WriteStream;
  #child: ChildProcess | undefined;
  #isWanted = true;
  #isKilled = false;
  #ended: Promise<void> = Promise.resolve();
  /** How often it ended without having been killed: that would be a fault of its own. */
  ownEnds = 0;

  constructor(
    logFile: string,
    start: () => { readonly args: readonly string[]; readonly environment: NodeJS.ProcessEnv },
  ) {
    this.#start = start;
    this.#log = createWriteStream(logFile, { flags: 'a' });
    this.#run();
  }

  #run(): void {
    const { args, environment } = this.#start();
    const child = spawn(process.execPath, args, { env: environment, stdio: ['ignore', 'pipe', 'pipe'] });
    child.stdout?.pipe(this.#log, { end: false });
    child.stderr?.pipe(this.#log, { end: false });
    this.#child = child;
    this.#isKilled = false;
    this.#ended = new Promise((resolve) =>
      child.once('exit', () => {
        if (this.#isWanted && !this.#isKilled) this.ownEnds += 1;
        resolve();
        if (this.#isWanted) void pause(50).then(() => (this.#isWanted ? this.#run() : undefined));
      }),
    );
  }

  /** Ends it without warning; it is started again by itself. */
  kill(): void {
    this.#isKilled = true;
    this.#child?.kill('SIGKILL');
  }

  /** Ends it for good, gently first. */
  async stop(): Promise<void> {
    this.#isWanted = false;
    this.#child?.kill('SIGTERM');
    const patience = setTimeout(() => this.#child?.kill('SIGKILL'), 15_000);
    await this.#ended;
    clearTimeout(patience);
  }

  startAgain(): void {
    this.#isWanted = true;
    this.#run();
  }
}

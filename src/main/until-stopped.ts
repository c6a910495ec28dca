/** Waits for Ctrl-C or TERM. A second one while things close ends the process at once. */
export function untilStopped(): Promise<NodeJS.Signals> {
  return new Promise((resolve) => {
    let asked = false;
    const hear = (signal: NodeJS.Signals) => {
      // The terminal and npm may both send the first one.
      if (asked) return void setTimeout(() => process.exit(130), 2000).unref();
      asked = true;
      resolve(signal);
    };
    process.on('SIGINT', hear);
    process.on('SIGTERM', hear);
    process.on('SIGHUP', hear);
  });
}

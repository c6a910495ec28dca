import { execFile } from 'node:child_process';
import { stat } from 'node:fs/promises';
import { connect } from 'node:tls';
import { promisify } from 'node:util';
import { createTransport } from 'nodemailer';

const patienceMs = 5000;

/** Whether the mail server lets us in; why not, where it does not. */
export async function mailServerSays(url: string): Promise<string | undefined> {
  const limits = { connectionTimeout: patienceMs, greetingTimeout: patienceMs, dnsTimeout: patienceMs };
  const transport = createTransport({ url, ...limits, socketTimeout: patienceMs });
  try {
    await transport.verify();
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  } finally {
    transport.close();
  }
}

/** Whether this address answers as a portal that lives does; why not, where it does not. */
export async function portalSays(url: string): Promise<string | undefined> {
  try {
    const answer = await fetch(url, { redirect: 'manual', signal: AbortSignal.timeout(patienceMs) });
    return answer.status === 200 ? undefined : `it answers ${answer.status}`;
  } catch (error) {
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
    return cause instanceof Error ? cause.message : String(cause);
  }
}

/** When the certificate of an https address ends; undefined where there is none to see. */
export async function certificateEnds(url: string): Promise<Temporal.Instant | undefined> {
  const { protocol, hostname, port } = new URL(url);
  if (protocol !== 'https:') return undefined;
  return new Promise((resolve) => {
    const socket = connect({ host: hostname, port: Number(port || 443), servername: hostname, timeout: patienceMs });
    const end = (at: Temporal.Instant | undefined) => {
      socket.destroy();
      resolve(at);
    };
    socket.once('error', () => end(undefined)).once('timeout', () => end(undefined));
    socket.once('secureConnect', () => {
      const until = Date.parse(socket.getPeerCertificate().valid_to);
      end(Number.isNaN(until) ? undefined : Temporal.Instant.fromEpochMilliseconds(until));
    });
  });
}

/** Whether something keeps this machine's clock right; undefined where systemd does not say. */
export async function isClockKept(): Promise<boolean | undefined> {
  const said = await promisify(execFile)('timedatectl', ['show', '--property=NTPSynchronized', '--value'], {
    timeout: patienceMs,
  }).catch(() => undefined);
  const word = said?.stdout.trim();
  return word === 'yes' ? true : word === 'no' ? false : undefined;
}

/** Whether everybody on the machine may read a file. */
export async function isOpenToAll(file: string): Promise<boolean> {
  return await stat(file).then(
    ({ mode }) => (mode & 0o004) !== 0,
    () => false,
  );
}

/** Whether two folders are on one disk; false where one is not there. */
export async function areOnOneDisk(one: string, other: string): Promise<boolean> {
  const [first, second] = await Promise.all([one, other].map((path) => stat(path).catch(() => undefined)));
  return first !== undefined && second !== undefined && first.dev === second.dev;
}

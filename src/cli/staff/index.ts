import { Command } from 'commander';
import { staffRoles } from '../../domain/access/index.ts';
import { createStaff, listStaff, removeStaff, resetAuthenticator } from '../../usecases/access/index.ts';
import type { CliDeps } from '../cli-deps.ts';
import { exitCodes } from '../exit-codes.ts';
import { problemLine } from '../problem-text.ts';

/** `caudal staff add`, `list`, `remove` and `reset-authenticator`: the console's people. Customers register themselves; no command does it for them. */
export function staffCommand(deps: CliDeps): Command {
  const staff = new Command('staff').description("who works in the console; customers' logins are their own to make");
  staff
    .command('add')
    .description('add a member; prints a password that works once')
    .argument('<email>')
    .requiredOption('--role <role>', staffRoles.join(', '))
    .requiredOption('--name <name>', 'as colleagues and the audit log will read it')
    .option('--json', 'answer as JSON')
    .addHelpText('after', '\nThe first sign-in asks for a new password and an authenticator app, before anything else.')
    .action((email: string, options: AddOptions) => add(deps, email, options));
  staff
    .command('list')
    .description('who may sign in')
    .option('--json', 'answer as JSON')
    .action((options: { json?: boolean }) => list(deps, options.json === true));
  staff
    .command('remove')
    .description('end a member’s access at once, in every browser')
    .argument('<email>')
    .action((email: string) => remove(deps, email));
  staff
    .command('reset-authenticator')
    .description(
      'take away an authenticator that is lost or cannot be read, and passkeys with it; the next sign-in asks for another',
    )
    .argument('<email>')
    .action((email: string) => reset(deps, email));
  return staff;
}

interface AddOptions {
  readonly role: string;
  readonly name: string;
  readonly json?: boolean;
}

async function add({ terminal, say, withDatabase }: CliDeps, email: string, options: AddOptions): Promise<void> {
  const { role, name } = options;
  const added = await withDatabase(({ db, clock }) => createStaff({ db }, { email, role, name }, clock()));
  if (!added.ok) {
    terminal.err(problemLine(say, added.problem));
    terminal.exitCode(exitCodes.refused);
    return;
  }
  const { id, password } = added.value;
  if (options.json === true) terminal.out(JSON.stringify({ id, email, role, password }));
  else terminal.out(`${name} (${role}) can sign in with ${email} and this password, once: ${password}`);
}

async function list({ terminal, withDatabase }: CliDeps, json: boolean): Promise<void> {
  const members = await withDatabase(({ db }) => listStaff(db));
  if (json) terminal.out(JSON.stringify(members));
  else if (members.length === 0) terminal.out('Nobody yet: caudal staff add EMAIL --role ROLE --name NAME');
  for (const member of json ? [] : members) {
    const factor = member.hasSecondFactor ? '' : '  (no authenticator yet)';
    terminal.out(`${member.email.padEnd(36)} ${member.role.padEnd(12)} ${member.name}${factor}`);
  }
}

async function remove({ terminal, say, withDatabase }: CliDeps, email: string): Promise<void> {
  const removed = await withDatabase(({ db, clock }) => removeStaff(db, email, clock()));
  if (removed.ok) {
    terminal.out(`${email} can no longer sign in.`);
    return;
  }
  terminal.err(problemLine(say, removed.problem));
  terminal.exitCode(exitCodes.refused);
}

async function reset({ terminal, say, withDatabase }: CliDeps, email: string): Promise<void> {
  const done = await withDatabase(({ db, clock }) => resetAuthenticator(db, email, clock()));
  if (done.ok) return terminal.out(`${email} enrols another authenticator at the next sign-in.`);
  terminal.err(problemLine(say, done.problem));
  terminal.exitCode(exitCodes.refused);
}

import { describe } from 'vitest';
import { paths } from '../../src/web/paths.ts';
import { en, es, test } from './support/journey.ts';
import { withAuthenticator } from './support/virtual-authenticator.ts';

const at = paths.console;

describe.for([[{ ...es, width: 375 }], [{ ...en, width: 1280 }]] as const)('in %o', ([{ say, ...habits }]) => {
  test('a member adds a passkey in a real browser, signs out, comes in with it alone and removes it', async ({
    arrives,
  }) => {
    const member = await arrives({ ...habits, javaScript: true });
    await withAuthenticator(member.page);
    await member.worksAs('csr');
    await member.opens(at.passkeys);
    await member.sees(say('Todavía no tiene ninguna llave de acceso', 'You have no passkey yet'));
    await member.fills({ name: say('mi computadora', 'my laptop') });
    await member.page.getByRole('button', { name: say('Agregar una llave de acceso', 'Add a passkey') }).click();
    await member.page.getByText(say('Su llave de acceso está lista.', 'Your passkey is ready.')).waitFor();
    await member.reads();
    await member.sees(say('mi computadora', 'my laptop'), say('sin usar todavía', 'not used yet'));
    await member.page.locator('.c-person summary').click();
    await member.page.getByRole('button', { name: say('Cerrar sesión', 'Sign out') }).click();
    await member.page.getByText(say('Cerró la sesión de la consola.', 'You are signed out of the console.')).waitFor();
    await member.opens(at.passkeys);
    const byPasskey = say('Iniciar sesión con una llave de acceso', 'Sign in with a passkey');
    await member.page.getByRole('button', { name: byPasskey }).click();
    await member.page.waitForURL(`**${at.passkeys}`);
    await member.reads();
    await member.sees(say('último uso', 'last used'));
    await member.presses(say(/^Quitar/, /^Remove/));
    await member.sees(say('Quitamos la llave de acceso.', 'The passkey was removed.'));
  });
});

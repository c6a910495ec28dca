import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { meaningOf, readPhoneNumber, shownPhone } from '../index.ts';

describe('a telephone number', () => {
  test.each([
    ['(541) 555-0101', '+15415550101'],
    ['541.555.0101', '+15415550101'],
    ['+1 541 555 0101', '+15415550101'],
    ['1–541–555–0101', '+15415550101'],
    ['５４１ 555 0101', '+15415550101'],
    ['555-0101', undefined],
    ['141 555 0101', undefined],
    ['541 055 0101', undefined],
    ['+44 20 7946 0000', undefined],
    ['541 555 0101 x2', undefined],
  ])('%s', (typed, number) => {
    expect(readPhoneNumber(typed)).toBe(number);
  });

  test('as it is shown it is read again', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[2-9]\d{2}[2-9]\d{6}$/), (digits) => {
        expect(readPhoneNumber(shownPhone(`+1${digits}`))).toBe(`+1${digits}`);
      }),
    );
  });
});

describe('a reply', () => {
  test.each([
    ...[
      'STOP',
      'stopall',
      'Quit.',
      'END',
      'revoke',
      'OPT OUT',
      'optout',
      'opt-out',
      'Cancel',
      'UNSUBSCRIBE',
      'Stop it!',
    ],
    ...['ALTO', 'parar', 'Cancelar', '¡Basta ya!', 'Por favor, paren', 'no más mensajes', 'ya no me manden nada'],
    ...['please do not text me at this number again', 'Don’t text me anymore, thanks'],
    ...['STOP sending me these messages', 'Wrong number stop texting me please', 'remove', 'do not contact me'],
    ...['No quiero recibir más mensajes', 'Ya no quiero recibir sus mensajes', 'PARA', 'Quítenme de su lista'],
    ...[
      'unsubscribe me',
      'Please unsubscribe me from this',
      'Stop texting',
      'stop the texts',
      'Can you stop texting me?',
    ],
    ...[
      'stoppp',
      'S T O P',
      's.t.o.p',
      'ＳＴＯＰ',
      'STOP!!! 😡',
      '🛑',
      'stop 🛑🛑',
      '"Stop"',
      'Stop.',
      'stop, please',
      'Pls stop',
    ],
    ...[
      'STOP I sold the house',
      'STOP - wrong number',
      'Stop. The leak is fixed.',
      'wrong person',
      'Who is this? Wrong number!',
    ],
    ...[
      'take me off your list',
      'Take me off this list!!',
      'remove me',
      'Remove my number from your list',
      'remove me from this',
    ],
    ...[
      'leave me alone',
      'lose my number',
      'not interested',
      'no more texts please',
      'No more of these messages',
      'no more',
    ],
    ...["I don't want these texts", 'i dont want to receive any more messages', 'I no longer wish to get your alerts'],
    ...[
      'never text me again',
      "Don't message me",
      'do not send me texts',
      'please stop messaging this number',
      'quit texting me',
    ],
    ...[
      'cancel these alerts',
      'End texts',
      'I revoke my consent',
      'opt me out',
      'please opt me out of these messages',
      'unsub',
    ],
    ...[
      'alto por favor',
      '¡Alto! 🙏',
      'basta',
      'Ya basta!',
      'baja',
      'denme de baja',
      'Quiero darme de baja',
      'ya no',
      'Ya no, gracias',
    ],
    ...[
      'quítame',
      'quitame',
      'Quítenme',
      'quiteme de la lista',
      'Sáquenme de esta lista',
      'bórrenme',
      'elimíneme por favor',
    ],
    ...[
      'no quiero más mensajes',
      'NO QUIERO MAS',
      'ya no quiero',
      'no quiero que me manden mensajes',
      'no deseo recibir textos',
    ],
    ...[
      'dejen de mandarme mensajes',
      'Deje de escribirme',
      'paren de mandar textos',
      'para de enviarme avisos',
      'ya párenle',
    ],
    ...[
      'no me escriban',
      'No me manden más',
      'no me vuelvan a escribir',
      'no molestar',
      'déjenme en paz',
      'número equivocado',
    ],
    ...[
      'Se equivocó de número',
      'cancelen los mensajes',
      'cancela mi suscripción',
      'borren mi número',
      'FIN',
      'salir',
      'desuscribirme',
    ],
    ...[
      'Ya no me interesan sus avisos',
      'no manden mensajes',
      'no necesito estos mensajes',
      'Revoco mi consentimiento',
    ],
  ])('%s ends the texts', (text) => {
    expect(meaningOf(text)).toBe('stop');
  });
  test.each(['HELP', 'ayuda', '¿Ayuda?', 'Info'])('%s asks for help', (text) => {
    expect(meaningOf(text)).toBe('help');
  });
  test.each([
    ...[
      '',
      'Gracias',
      'When does the leak stop if I close the valve?',
      'I fixed it in the weekend',
      'thank you for the message',
    ],
    ...[
      'when does it stop?',
      'When does it stop',
      'el agua no para de correr',
      'please stop the leak',
      'Stop the leak',
      'STOP THE LEAK',
    ],
    ...[
      'It won’t stop',
      'it does not stop',
      'the water doesn’t stop running',
      'how do I stop it?',
      'Paren la fuga por favor',
    ],
    ...[
      'cancel my autopay',
      'Cancel my service',
      'cancelar mi cuenta',
      'Cancele mi pago automático',
      'cancelar el servicio',
    ],
    ...[
      'for the end of the month',
      'At the end of the day I will look',
      'The end of this message is missing',
      'is there no more water?',
    ],
    ...[
      'es para mi mamá',
      'gracias, para mañana lo arreglo',
      '¿para cuándo?',
      'el consumo está muy alto',
      'mi recibo salió alto',
    ],
    ...[
      'la presión está baja',
      'Ya no hay fuga',
      'ya no tira agua',
      'ya no me sale agua',
      'no para',
      'no more leak',
      'No más fuga',
    ],
    ...[
      'I do not understand this message',
      'I did not get your text',
      'Please don’t stop these messages',
      'no cancelen los mensajes',
    ],
    ...[
      'do not call me before 9',
      'No me llamen de noche',
      'call me please',
      'remove the leak from my bill',
      'quiten la fuga',
    ],
    ...[
      'Can you send somebody to stop the leak? I got your message',
      'I stopped it',
      'I will remove the faucet',
      'don’t unsubscribe me',
    ],
    ...[
      'no quiero pagar eso',
      'ya no quiero pagar tanto',
      'salir a las 5',
      'texts',
      'message',
      'my number',
      'Thanks for the alerts',
    ],
  ])('%j is neither', (text) => {
    expect(meaningOf(text)).toBe('other');
  });
});

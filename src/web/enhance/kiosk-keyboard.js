// A keyboard on the screen of the lobby computer, in Spanish or English as the page is; every key types into the field in focus.

const layouts = {
  es: ['1234567890', 'qwertyuiop', 'asdfghjklñ', 'zxcvbnm,.-', 'áéíóúü@_'],
  en: ['1234567890', 'qwertyuiop', "asdfghjkl'", 'zxcvbnm,.-', '@_'],
};
const signs = ['1234567890', '!"#$%&/()=', '¿?¡+*;:<>', '[]{}\\|~^`'];
const digits = ['123', '456', '789', '-0'];
const names =
  document.documentElement.lang.slice(0, 2) === 'en'
    ? {
        keyboard: 'On-screen keyboard',
        shift: 'Capitals',
        erase: 'Erase',
        space: 'Space',
        signs: 'Signs',
        letters: 'Letters',
      }
    : {
        keyboard: 'Teclado en pantalla',
        shift: 'Mayúsculas',
        erase: 'Borrar',
        space: 'Espacio',
        signs: 'Signos',
        letters: 'Letras',
      };

const typed = 'input:not([type=checkbox],[type=radio],[type=hidden],[type=submit],[type=file],[type=date]), textarea';
const opener = document.querySelector('[data-keyboard]');
let field;
let wanted = matchMedia('(pointer: coarse)').matches;
let capital = false;
let showsSigns = false;
let isPressed = false;

const board = document.createElement('div');
board.className = 'c-keyboard';
board.hidden = true;
board.setAttribute('role', 'group');
board.setAttribute('aria-label', names.keyboard);

const key = (label, press, { wide = false, name } = {}) => {
  const button = document.createElement('button');
  button.type = 'button';
  button.tabIndex = -1;
  button.textContent = label;
  button.className = wide ? 'c-keyboard__key c-keyboard__key--wide' : 'c-keyboard__key';
  if (name !== undefined) button.setAttribute('aria-label', name);
  button.addEventListener('click', press);
  return button;
};

const row = (keys) => {
  const line = document.createElement('div');
  line.className = 'c-keyboard__row';
  line.append(...keys);
  return line;
};

function put(text) {
  const { selectionStart, selectionEnd, value } = field;
  // A field of type email does not say where its cursor is: there it is always at the end.
  const from = selectionStart ?? value.length;
  const to = selectionEnd ?? value.length;
  const start = text === '' && from === to ? Math.max(0, from - 1) : from;
  field.value = value.slice(0, start) + text + value.slice(to);
  if (selectionStart !== null) field.setSelectionRange(start + text.length, start + text.length);
  field.dispatchEvent(new Event('input', { bubbles: true }));
  if (capital && text !== '') {
    capital = false;
    draw();
  }
}

function draw() {
  const isNumber = field?.inputMode === 'numeric' || field?.inputMode === 'decimal' || field?.inputMode === 'tel';
  const language = document.documentElement.lang.slice(0, 2) === 'en' ? 'en' : 'es';
  const lines = isNumber ? digits : showsSigns ? signs : layouts[language];
  const rows = lines.map((line) =>
    row(
      [...line]
        .map((letter) => (capital ? letter.toUpperCase() : letter))
        .map((letter) => key(letter, () => put(letter))),
    ),
  );
  const erase = key('⌫', () => put(''), { wide: true, name: names.erase });
  const others = isNumber
    ? [erase]
    : [
        key(
          '⇧',
          () => {
            capital = !capital;
            draw();
          },
          { wide: true, name: names.shift },
        ),
        key(
          showsSigns ? names.letters : names.signs,
          () => {
            showsSigns = !showsSigns;
            draw();
          },
          { wide: true },
        ),
        key(names.space, () => put(' '), { wide: true }),
        erase,
      ];
  board.replaceChildren(...rows, row(others));
}

function show() {
  const isOpen = wanted && field !== undefined;
  board.hidden = !isOpen;
  document.body.classList.toggle('c-kiosk--typing', isOpen);
  if (!isOpen) return;
  draw();
  field.scrollIntoView({ block: 'center' });
}

// The field keeps the focus while keys are pressed.
board.addEventListener('pointerdown', (event) => event.preventDefault());
document.addEventListener('focusin', (event) => {
  if (board.contains(event.target)) return;
  const isTyped = event.target instanceof HTMLElement && event.target.matches(typed);
  if (isTyped) field = event.target;
  else if (event.target !== opener) field = undefined;
  // A button that moves away under the finger is not pressed: the keyboard goes when the finger is up.
  if (!isPressed) show();
});
document.addEventListener('pointerdown', () => {
  isPressed = true;
});
for (const up of ['pointerup', 'pointercancel']) {
  document.addEventListener(up, () => {
    isPressed = false;
    setTimeout(show);
  });
}

document.body.append(board);
if (opener !== null) {
  opener.hidden = false;
  opener.setAttribute('aria-pressed', String(wanted));
  opener.addEventListener('pointerdown', (event) => event.preventDefault());
  opener.addEventListener('click', () => {
    wanted = !wanted;
    opener.setAttribute('aria-pressed', String(wanted));
    if (wanted && field === undefined) document.querySelector(`main :is(${typed})`)?.focus();
    show();
  });
}

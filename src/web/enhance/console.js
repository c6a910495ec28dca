// Comforts of the staff's pages: keys, and suggestions while a search is typed. Every page works without them.

const turnedOff = 'caudal-shortcuts-off';
const isOff = () => localStorage.getItem(turnedOff) === 'yes';

// Single keys can be in the way of speech input: the page of shortcuts turns them off and on, in this browser.
const button = document.querySelector('[data-shortcuts]');
if (button !== null) {
  const show = () => {
    button.textContent = isOff() ? button.dataset.off : button.dataset.on;
  };
  button.hidden = false;
  show();
  button.addEventListener('click', () => {
    if (isOff()) localStorage.removeItem(turnedOff);
    else localStorage.setItem(turnedOff, 'yes');
    show();
  });
}

const isTyping = ({ target }) =>
  target instanceof HTMLElement &&
  target.matches('input:not([type=checkbox]):not([type=radio]), textarea, select, [contenteditable]');

function move(by) {
  const links = [...document.querySelectorAll('main tbody th a')];
  const at = links.indexOf(document.activeElement);
  const next = at === -1 ? (by > 0 ? 0 : links.length - 1) : at + by;
  links[next]?.focus();
}

document.addEventListener('keydown', (event) => {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || isTyping(event) || isOff()) return;
  if (event.key === 'j' || event.key === 'k') {
    move(event.key === 'j' ? 1 : -1);
    event.preventDefault();
    return;
  }
  const found = [...document.querySelectorAll('[data-key]')].find(({ dataset }) => dataset.key === event.key);
  if (found === undefined) return;
  event.preventDefault();
  if (found instanceof HTMLInputElement) found.select();
  else found.click();
});

const box = document.querySelector('[data-suggestions]');
if (box !== null) {
  const list = document.createElement('datalist');
  list.id = 'suggestions';
  box.after(list);
  box.setAttribute('list', list.id);
  let waiting;
  let asked = 0;
  box.addEventListener('input', (event) => {
    clearTimeout(waiting);
    // A suggestion that was taken is a number: it is looked for at once.
    if (event.inputType === 'insertReplacementText' || event.inputType === undefined) {
      if ([...list.children].some(({ value }) => value === box.value)) box.form.requestSubmit();
      return;
    }
    const typed = box.value.trim();
    if (typed.length < 3) {
      list.replaceChildren();
      return;
    }
    waiting = setTimeout(async () => {
      const mine = ++asked;
      const answer = await fetch(`${box.dataset.suggestions}?${new URLSearchParams({ q: typed })}`).catch(
        () => undefined,
      );
      if (answer?.ok !== true || mine !== asked) return;
      const found = await answer.json();
      list.replaceChildren(...found.map(({ value, label }) => new Option(label, value)));
    }, 200);
  });
}

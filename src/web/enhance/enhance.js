// Small comforts over pages that already work: nothing here is needed.

// After a refused form, start at the summary of what is wrong.
document.getElementById('error-summary')?.focus();

// A second click on a submit button does nothing: the first is on its way. (The server would not do it twice either.)
document.addEventListener('submit', (event) => {
  const form = event.target;
  // Asking again for what only reads, such as another file of the same days, is no mistake.
  if (form.method === 'get') return;
  if (form.dataset.sent === 'yes') {
    event.preventDefault();
    return;
  }
  form.dataset.sent = 'yes';
  setTimeout(() => delete form.dataset.sent, 5000);
});

// Print buttons exist only where printing can be started.
for (const button of document.querySelectorAll('[data-print]')) {
  button.hidden = false;
  button.addEventListener('click', () => window.print());
}

// Which form a person is typing in, where a page has several: the language switch and the end of a session take it along.
document.querySelector('main')?.addEventListener('input', (event) => {
  const form = event.target.form;
  if (form?.method !== 'post') return;
  for (const other of document.querySelectorAll('form[data-typed]')) delete other.dataset.typed;
  form.dataset.typed = 'yes';
});
const languageButton = document.querySelector('button[formaction^="/language"]');
languageButton?.addEventListener('click', (event) => {
  const typed = document.querySelector('form[data-typed]');
  if (typed === null || typed === languageButton.form) return;
  event.preventDefault();
  const sent = document.createElement('form');
  sent.method = 'post';
  sent.action = languageButton.formAction;
  for (const [name, value] of [...new FormData(typed), ['language', languageButton.value]]) {
    if (typeof value !== 'string') continue;
    const input = document.createElement('input');
    Object.assign(input, { type: 'hidden', name, value });
    sent.append(input);
  }
  document.body.append(sent);
  sent.submit();
});

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

// Asks before a session ends because nothing happened, says when it ends in any case, and keeps what was typed.

const dialog = document.getElementById('idle');
const warnSeconds = 150;

if (dialog !== null) {
  const { idleSeconds, wholeSeconds } = dialog.dataset;
  const left = dialog.querySelector('[data-left]');
  const spoken = dialog.querySelector('[data-spoken]');
  const button = dialog.querySelector('button[data-stay]');
  const tabs = new BroadcastChannel('caudal-session');
  let wholeEndsAt = Date.now() + wholeSeconds * 1000;
  let idleEndsAt = 0;
  let isRead = false;

  const begin = () => {
    idleEndsAt = Date.now() + idleSeconds * 1000;
    if (dialog.open) dialog.close();
  };
  const tell = () => tabs.postMessage({ wholeEndsAt });
  // Another tab of the same session keeps it alive, too, and may have signed in since.
  tabs.addEventListener('message', ({ data }) => {
    wholeEndsAt = Math.max(wholeEndsAt, data.wholeEndsAt);
    begin();
  });
  begin();
  tell();

  const endsInAnyCase = () => wholeEndsAt <= idleEndsAt;
  button.addEventListener('click', async () => {
    if (endsInAnyCase()) {
      isRead = true;
      return dialog.close();
    }
    const body = new URLSearchParams({ form_token: dialog.dataset.token });
    const answer = await fetch(dialog.dataset.stay, { method: 'POST', body }).catch(() => undefined);
    if (answer?.ok !== true) return over();
    begin();
    tell();
  });
  // Escape means that somebody is there.
  dialog.addEventListener('cancel', (event) => {
    event.preventDefault();
    button.click();
  });

  function open() {
    for (const words of dialog.querySelectorAll('[data-any-case]')) {
      words.dataset.idle ??= words.textContent;
      words.textContent = endsInAnyCase() ? words.dataset.anyCase : words.dataset.idle;
    }
    dialog.showModal();
  }

  const timer = setInterval(() => {
    const seconds = Math.round((Math.min(idleEndsAt, wholeEndsAt) - Date.now()) / 1000);
    if (seconds > warnSeconds) return;
    if (seconds <= 0) {
      clearInterval(timer);
      over();
      return;
    }
    if (endsInAnyCase() && isRead) return;
    if (!dialog.open) open();
    left.textContent = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
    // Read aloud every half minute, and not every second.
    if (seconds % 30 === 0) {
      const words = seconds >= 60 ? spoken.dataset.minutes : spoken.dataset.seconds;
      spoken.textContent = words.replace('#', seconds >= 60 ? Math.ceil(seconds / 60) : seconds);
    }
  }, 1000);

  // Leaves the page, which others may read by now, and takes what was typed along.
  function over() {
    const form = document.querySelector('form[data-typed]') ?? document.getElementById('typed-form');
    const sent = document.createElement('form');
    sent.method = 'post';
    sent.action = dialog.dataset.over;
    const fields = form === null ? [] : [...new FormData(form)];
    const all = [
      ...fields.filter(([name, value]) => typeof value === 'string' && name !== 'form_token'),
      ['form_token', dialog.dataset.token],
    ];
    for (const [name, value] of all) {
      const input = document.createElement('input');
      input.type = 'hidden';
      input.name = name;
      input.value = value;
      sent.append(input);
    }
    document.body.append(sent);
    sent.submit();
  }
}

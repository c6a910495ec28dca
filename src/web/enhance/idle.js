// Asks before a session ends because nothing happened, and keeps what was typed if nobody answers.

const dialog = document.getElementById('idle');
const warnSeconds = 150;

if (dialog !== null) {
  const whole = Number(dialog.dataset.idleSeconds);
  const left = dialog.querySelector('[data-left]');
  const spoken = dialog.querySelector('[data-spoken]');
  const tabs = new BroadcastChannel('caudal-session');
  let endsAt = Date.now() + whole * 1000;

  // Another tab of the same session keeps it alive, too.
  const begin = () => {
    endsAt = Date.now() + whole * 1000;
    if (dialog.open) dialog.close();
  };
  tabs.addEventListener('message', begin);
  tabs.postMessage('seen');

  dialog.querySelector('button[data-stay]').addEventListener('click', async () => {
    const body = new URLSearchParams({ form_token: dialog.dataset.token });
    const answer = await fetch(dialog.dataset.stay, { method: 'POST', body }).catch(() => undefined);
    if (answer?.ok !== true) return over();
    begin();
    tabs.postMessage('seen');
  });
  // Escape means that somebody is there.
  dialog.addEventListener('cancel', (event) => {
    event.preventDefault();
    dialog.querySelector('button[data-stay]').click();
  });

  const timer = setInterval(() => {
    const seconds = Math.round((endsAt - Date.now()) / 1000);
    if (seconds > warnSeconds) return;
    if (seconds <= 0) {
      clearInterval(timer);
      over();
      return;
    }
    if (!dialog.open) dialog.showModal();
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

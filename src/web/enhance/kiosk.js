// At the lobby computer: counts down when nobody is there, and wipes. The server ends the visit by its own clock as well.

const bar = document.querySelector('[data-kiosk]');
const dialog = document.querySelector('[data-warning-dialog]');

// A page that the browser kept in memory is not shown again: the server is asked, which knows whether the visit runs.
window.addEventListener('pageshow', (event) => {
  if (event.persisted) location.reload();
});

if (bar !== null && dialog !== null) {
  const idle = Number(bar.dataset.idle);
  const warning = Number(bar.dataset.warning);
  const endsAt = performance.now() + Number(bar.dataset.left) * 1000;
  const count = dialog.querySelector('[data-count]');
  const spoken = dialog.querySelector('[data-spoken]');
  let activeAt = performance.now();
  let toldAt = activeAt;

  const wipe = () => location.replace(bar.dataset.over);

  const tell = async () => {
    toldAt = performance.now();
    const answer = await fetch(bar.dataset.active, { cache: 'no-store' }).catch(() => undefined);
    // Answered with another page: the visit is over.
    if (answer?.redirected === true) wipe();
  };

  const active = () => {
    activeAt = performance.now();
    if (dialog.open && endsAt - activeAt > warning * 1000) dialog.close();
    // Often enough for the server's own limit, and not at each key.
    if (activeAt - toldAt > 5000) void tell();
  };
  for (const sign of ['pointerdown', 'keydown', 'input', 'wheel', 'touchmove']) {
    document.addEventListener(sign, active, { passive: true });
  }
  dialog.querySelector('[data-stay]')?.addEventListener('click', () => {
    dialog.close();
    active();
    void tell();
  });

  setInterval(() => {
    const now = performance.now();
    const left = Math.ceil(Math.min(idle - (now - activeAt) / 1000, (endsAt - now) / 1000));
    if (left <= 0) {
      wipe();
      return;
    }
    if (left > warning) return;
    if (!dialog.open) dialog.showModal();
    count.textContent = String(left);
    if (left % 10 === 0) spoken.textContent = String(left);
  }, 250);
}

// Passkeys need a script: the browser asks the device, the device asks the person. Forms that use one are hidden until then.

const canUse = globalThis.PublicKeyCredential?.parseRequestOptionsFromJSON !== undefined;

for (const form of document.querySelectorAll('form[data-passkey]')) {
  if (!canUse) break;
  form.hidden = false;
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    event.stopPropagation();
    answer(form).catch(() => form.querySelector('[data-failed]')?.removeAttribute('hidden'));
  });
}

async function answer(form) {
  const asked = await fetch(form.dataset.challenge, {
    method: 'POST',
    body: new URLSearchParams({ form_token: form.elements.form_token.value }),
  });
  if (!asked.ok) throw new Error('no challenge');
  const { token, options } = await asked.json();
  const credential =
    form.dataset.passkey === 'sign-in'
      ? await navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options) })
      : await navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(options) });
  form.elements.challenge.value = token;
  form.elements.answer.value = JSON.stringify(credential.toJSON());
  // Not requestSubmit: this handler has done its part.
  form.submit();
}

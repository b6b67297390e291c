// Passkeys: the browser asks the device, this asks the browser. A button with data-passkey="register" or "sign-in" begins;
// what it needs stands in its form.
const supported = window.PublicKeyCredential?.parseCreationOptionsFromJSON !== undefined;

async function send(address, body, csrf) {
  const answer = await fetch(address, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', 'X-CSRF-Token': csrf ?? '', 'HX-Request': 'true' },
    body: JSON.stringify(body),
  });
  if (!answer.ok) {
    const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
    throw new Error(page.body.textContent.trim() || 'This did not work.');
  }
  return answer.json();
}

async function register(form) {
  const csrf = form.elements._csrf.value;
  const options = await send('/ui/account/passkeys/options', {}, csrf);
  const publicKey = window.PublicKeyCredential.parseCreationOptionsFromJSON(options);
  const made = await navigator.credentials.create({ publicKey });
  return send('/ui/account/passkeys', { ...made.toJSON(), name: form.elements.passkey.value }, csrf);
}

async function signIn(form) {
  const options = await send('/ui/sign-in/passkey/options', {});
  const publicKey = window.PublicKeyCredential.parseRequestOptionsFromJSON(options);
  const signed = await navigator.credentials.get({ publicKey });
  return send('/ui/sign-in/passkey', { ...signed.toJSON(), next: form.elements.next?.value });
}

function tell(form, text) {
  const place = form.querySelector('[data-passkey-error]');
  place.textContent = text;
  place.hidden = text === '';
}

for (const button of document.querySelectorAll('[data-passkey]')) {
  const form = button.closest('form');
  form.hidden = !supported;
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    tell(form, '');
    button.disabled = true;
    try {
      const done = await (button.dataset.passkey === 'register' ? register(form) : signIn(form));
      window.location.assign(done.next);
    } catch (error) {
      const cancelled = error.name === 'NotAllowedError';
      tell(form, cancelled ? 'The device did not confirm, or it has no passkey for this place.' : error.message);
      button.disabled = false;
    }
  });
}

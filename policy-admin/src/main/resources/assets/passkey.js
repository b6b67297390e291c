// Passkeys: the browser asks the device, this asks the browser. A button with data-passkey and the name of an act begins it;
// what the act needs stands in the button's form.
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

// What the device signs when it is asked for at this address.
async function signed(address, csrf) {
  const options = await send(address, {}, csrf);
  const publicKey = window.PublicKeyCredential.parseRequestOptionsFromJSON(options);
  const credential = await navigator.credentials.get({ publicKey });
  return credential.toJSON();
}

const prove = (csrf) => signed('/ui/account/second-factor/options', csrf);

async function register(form, button) {
  const csrf = form.elements._csrf.value;
  const password = form.elements.password?.value;
  const proof = password ? { password } : button.dataset.passkeyProof ? await prove(csrf) : {};
  const options = await send('/ui/account/passkeys/options', proof, csrf);
  const publicKey = window.PublicKeyCredential.parseCreationOptionsFromJSON(options);
  const made = await navigator.credentials.create({ publicKey });
  return send('/ui/account/passkeys', { ...made.toJSON(), name: form.elements.passkey.value }, csrf);
}

async function signInAt(address, form) {
  return send(address, { ...(await signed(`${address}/options`)), next: form.elements.next?.value });
}

async function end(form) {
  const csrf = form.elements._csrf.value;
  return send('/ui/account/second-factor/off-by-passkey', await prove(csrf), csrf);
}

const acts = {
  register,
  end,
  'sign-in': (form) => signInAt('/ui/sign-in/passkey', form),
  second: (form) => signInAt('/ui/sign-in/second', form),
};

function tell(form, text) {
  const place = form.querySelector('[data-passkey-error]');
  place.textContent = text;
  place.hidden = text === '';
}

const said = (error) =>
  error.name === 'NotAllowedError'
    ? 'The device did not confirm, or it has no passkey for this place.'
    : error.message;

// A form that is sent with what the device signs, in place of a password.
for (const button of document.querySelectorAll('[data-passkey-confirm]')) {
  button.hidden = !supported;
  button.addEventListener('click', async () => {
    const form = button.form;
    tell(form, '');
    button.disabled = true;
    try {
      form.elements.proof.value = JSON.stringify(await prove(form.elements._csrf.value));
      form.submit();
    } catch (error) {
      tell(form, said(error));
      button.disabled = false;
    }
  });
}

for (const button of document.querySelectorAll('[data-passkey]')) {
  const form = button.closest('form');
  form.hidden = !supported;
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    tell(form, '');
    button.disabled = true;
    try {
      const done = await acts[button.dataset.passkey](form, button);
      window.location.assign(done.next);
    } catch (error) {
      tell(form, said(error));
      button.disabled = false;
    }
  });
}
